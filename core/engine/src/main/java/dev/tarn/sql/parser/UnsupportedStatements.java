package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows the statements that others have and Tarn has not, so that they are refused by name. */
final class UnsupportedStatements {
    private static final Pattern CLAUSE = Pattern.compile(
            "(?i)(LATERAL\\s+VIEW|(TIMESTAMP|VERSION|SYSTEM_VERSION)\\s+AS\\s+OF|ON\\s+OVERFLOW|WITH\\s+TIES"
                    + "|(KEEP|OMIT)\\s+QUOTES|GROUPS(?=\\s+(BETWEEN|UNBOUNDED|CURRENT|\\d))|MATCH_RECOGNIZE"
                    + "|SECURITY\\s+(DEFINER|INVOKER)|WITH(OUT)?\\s+UNIQUE(\\s+KEYS)?)(?!\\w)");
    private static final Pattern LITERAL = Pattern.compile("(?i)\\b(CHAR|IPADDRESS|UUID|GEOMETRY)\\s+$");

    /** FORCE and ADD, UPDATE or DROP may stand before DIALECT. */
    private static final int MOST_WORDS_TO_DIALECT = 3;

    private UnsupportedStatements() {}

    /** Returns what a statement that starts with these tokens is called if it is known and not supported, else null. */
    static String name(List<Token> head) {
        String second = head.size() > 1 ? head.get(1).upper() : "";
        String third = head.size() > 2 ? head.get(2).upper() : "";
        return switch (head.get(0).upper()) {
            case "INSERT" -> second.equals("OVERWRITE") ? "INSERT OVERWRITE" : null;
            case "DELETE",
                    "UPDATE",
                    "MERGE",
                    "OPTIMIZE",
                    "VACUUM",
                    "GRANT",
                    "REVOKE",
                    "COMMIT",
                    "ROLLBACK",
                    "USE",
                    "SET",
                    "RESET",
                    "CALL",
                    "TRUNCATE",
                    "REFRESH",
                    "EXPORT",
                    "IMPORT",
                    "LOCK",
                    "UNLOCK",
                    "LOAD" -> head.get(0).upper();
            case "EXECUTE" -> second.equals("IMMEDIATE") ? "EXECUTE IMMEDIATE" : null;
            case "START" -> "START TRANSACTION";
            case "BEGIN" -> "BEGIN";
            case "COMMENT" -> "COMMENT ON";
            case "USING" -> second.equals("EXTERNAL") ? "USING EXTERNAL FUNCTION" : "USING FUNCTION";
            case "ALTER" -> alter(head, second);
            case "CREATE" -> create(head, second);
            case "DROP" ->
                isOneOf(
                                second,
                                "ROLE",
                                "FUNCTION",
                                "INDEX",
                                "MATERIALIZED",
                                "MACRO",
                                "TEMPORARY",
                                "CATALOG",
                                "PROTECTED",
                                "CONNECTION")
                        ? "DROP " + second
                        : null;
            case "SHOW" -> show(second, third);
            case "DESCRIBE", "DESC" ->
                isOneOf(second, "DATABASE", "SCHEMA", "INPUT", "OUTPUT", "FUNCTION")
                                && head.size() > 2
                                && !third.equals(".")
                        ? "DESCRIBE " + second
                        : null;
            default -> null;
        };
    }

    /** Returns the name of the clause that a query was not parsed beyond if it is known and not supported, else null. */
    static String clause(TarnException error, StatementText source) {
        if (error.code() != ErrorCode.SYNTAX_ERROR || !(error.position().orElse(null) instanceof InStatement place)) {
            return null;
        }
        InStatement start = source.start();
        int offset = SourceLine.offset(source.text(), start.line(), start.column(), place);
        Matcher clause =
                CLAUSE.matcher(source.text()).region(offset, source.text().length());
        if (clause.lookingAt()) {
            return clause.group().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        }
        Matcher literal = LITERAL.matcher(source.text()).region(0, offset);
        boolean string = offset < source.text().length() && source.text().charAt(offset) == '\'';
        return string && literal.find()
                ? "a literal of type " + literal.group(1).toLowerCase(Locale.ROOT)
                : null;
    }

    private static String alter(List<Token> head, String second) {
        if (second.equals("TABLE")) {
            return alterTable(head);
        }
        if (isOneOf(second, "DATABASE", "SCHEMA")) {
            int at = afterName(head, 2);
            String word = at + 1 < head.size() ? head.get(at + 1).upper() : "";
            boolean other =
                    is(head, at, "SET") && isOneOf(word, "LOCATION", "OWNER", "MANAGEDLOCATION", "AUTHORIZATION");
            if (is(head, at, "RENAME")) {
                return "ALTER " + second + " RENAME";
            }
            return other ? "ALTER " + second + " SET " + word : null;
        }
        if (second.equals("VIEW")) {
            int at = afterName(head, 2);
            if (is(head, at, "RESTORE") || is(head, at, "SET") && is(head, at + 1, "ATTRIBUTES")) {
                return null;
            }
            boolean dialect =
                    head.stream().skip(at).limit(MOST_WORDS_TO_DIALECT).anyMatch(word -> word.isWord("DIALECT"));
            return dialect ? "ALTER VIEW DIALECT" : "ALTER VIEW";
        }
        return second.isEmpty() ? null : "ALTER " + second;
    }

    /** Looks at what ALTER TABLE does with its table or partition. */
    private static String alterTable(List<Token> head) {
        int at = afterName(head, 2);
        boolean partition = is(head, at, "PARTITION");
        if (partition) {
            while (at < head.size() && !head.get(at).text().equals(")")) {
                at++;
            }
            at++;
        }
        String word = at < head.size() ? head.get(at).upper() : "";
        String next = at + 1 < head.size() ? head.get(at + 1).upper() : "";
        String what =
                switch (word) {
                    case "RENAME" ->
                        next.equals("TO") && !partition && !is(head, at + 2, "PARTITION")
                                ? "RENAME TO"
                                : next.equals("COLUMN") ? "RENAME COLUMN" : null;
                    case "DROP" ->
                        isOneOf(next, "COLUMN", "COLUMNS", "CONSTRAINT", "BRANCH", "TAG") ? "DROP " + next : null;
                    case "ADD" -> isOneOf(next, "COLUMN", "CONSTRAINT") ? "ADD " + next : null;
                    case "ALTER" -> "ALTER COLUMN";
                    case "UNSET" -> "UNSET " + next;
                    case "SET" ->
                        isOneOf(
                                        next,
                                        "SERDE",
                                        "SERDEPROPERTIES",
                                        "FILEFORMAT",
                                        "SKEWED",
                                        "OWNER",
                                        "PROPERTIES",
                                        "AUTHORIZATION")
                                ? "SET " + next
                                : null;
                    case "CLUSTERED" -> "CLUSTERED BY";
                    case "SKEWED" -> "SKEWED BY";
                    case "NOT" -> "NOT " + next;
                    case "EXCHANGE", "ARCHIVE", "UNARCHIVE", "TOUCH" -> word + " PARTITION";
                    case "COMPACT", "CONCATENATE", "ENABLE", "DISABLE", "INTO", "UPDATE", "EXECUTE", "RECOVER" -> word;
                    default -> null;
                };
        return what == null ? null : "ALTER TABLE " + what;
    }

    /** Returns the place behind the name that starts at {@code at}. */
    private static int afterName(List<Token> head, int at) {
        int end = at + 1;
        while (end + 1 < head.size() && head.get(end).text().equals(".")) {
            end += 2;
        }
        return end;
    }

    private static boolean is(List<Token> head, int at, String word) {
        return at < head.size() && head.get(at).isWord(word);
    }

    private static String create(List<Token> head, String second) {
        boolean external = second.equals("EXTERNAL") && is(head, 2, "TABLE");
        if (second.equals("TABLE") || external) {
            for (int i = 2; i < head.size(); i++) {
                Token token = head.get(i);
                if (token.text().equals("(") || token.isWord("AS") || token.isWord("WITH")) {
                    return null;
                }
                if (token.isWord("LIKE")) {
                    return "CREATE TABLE LIKE";
                }
            }
        }
        boolean other = isOneOf(
                second,
                "ROLE",
                "FUNCTION",
                "INDEX",
                "MATERIALIZED",
                "TEMPORARY",
                "TEMP",
                "CATALOG",
                "PROTECTED",
                "MACRO",
                "CONNECTION");
        if (second.equals("OR")
                && head.size() > 3
                && isOneOf(head.get(3).upper(), "MATERIALIZED", "FUNCTION", "TABLE", "PROTECTED")) {
            return "CREATE OR REPLACE " + head.get(3).upper();
        }
        return other ? "CREATE " + second : null;
    }

    private static String show(String second, String third) {
        if (second.equals("CREATE")) {
            return isOneOf(third, "TABLE", "VIEW", "") ? null : "SHOW CREATE " + third;
        }
        boolean other = isOneOf(
                second,
                "FUNCTIONS",
                "CATALOGS",
                "SESSION",
                "STATS",
                "GRANTS",
                "GRANT",
                "ROLES",
                "ROLE",
                "INDEXES",
                "LOCKS",
                "COMPACTIONS",
                "TRANSACTIONS",
                "CURRENT");
        return other ? "SHOW " + second : null;
    }

    private static boolean isOneOf(String word, String... words) {
        return List.of(words).contains(word);
    }
}
