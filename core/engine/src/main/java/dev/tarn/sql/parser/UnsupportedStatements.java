package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;

/** Knows the statements that others have and Tarn has not, so that they are refused by name. */
final class UnsupportedStatements {
    private UnsupportedStatements() {}

    /**
     * Looks at a statement's first tokens.
     *
     * @throws TarnException NOT_SUPPORTED if they start a statement that is known and not supported
     */
    static void check(List<Token> head) {
        String second = head.size() > 1 ? head.get(1).upper() : "";
        String third = head.size() > 2 ? head.get(2).upper() : "";
        String name =
                switch (head.get(0).upper()) {
                    case "INSERT" -> "INSERT";
                    case "DELETE" -> "DELETE";
                    case "UPDATE" -> "UPDATE";
                    case "MERGE" -> "MERGE";
                    case "UNLOAD" -> "UNLOAD";
                    case "MSCK" -> "MSCK REPAIR TABLE";
                    case "ALTER" -> "ALTER " + second;
                    case "PREPARE" -> "PREPARE";
                    case "EXECUTE" -> "EXECUTE";
                    case "DEALLOCATE" -> "DEALLOCATE PREPARE";
                    case "OPTIMIZE" -> "OPTIMIZE";
                    case "VACUUM" -> "VACUUM";
                    case "ANALYZE" -> "ANALYZE";
                    case "GRANT" -> "GRANT";
                    case "REVOKE" -> "REVOKE";
                    case "COMMIT" -> "COMMIT";
                    case "ROLLBACK" -> "ROLLBACK";
                    case "START" -> "START TRANSACTION";
                    case "USE" -> "USE";
                    case "SET" -> "SET";
                    case "RESET" -> "RESET";
                    case "CALL" -> "CALL";
                    case "TRUNCATE" -> "TRUNCATE";
                    case "REFRESH" -> "REFRESH";
                    case "COMMENT" -> "COMMENT ON";
                    case "CREATE" -> create(head, second);
                    case "DROP" ->
                        isOneOf(second, "ROLE", "FUNCTION", "INDEX", "MATERIALIZED", "MACRO", "TEMPORARY")
                                ? "DROP " + second
                                : null;
                    case "SHOW" -> show(second, third);
                    case "DESCRIBE", "DESC" ->
                        isOneOf(second, "DATABASE", "SCHEMA", "INPUT", "OUTPUT")
                                        && head.size() > 2
                                        && !third.equals(".")
                                ? "DESCRIBE " + second
                                : null;
                    default -> null;
                };
        if (name != null) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, head.get(0).position(), name + " is not supported");
        }
    }

    private static String create(List<Token> head, String second) {
        if (second.equals("TABLE")) {
            for (int i = 2; i < head.size(); i++) {
                Token token = head.get(i);
                if (token.text().equals("(")) {
                    return null;
                }
                if (token.isWord("LIKE")) {
                    return "CREATE TABLE LIKE";
                }
                if (token.isWord("AS") || token.isWord("WITH")) {
                    return "CREATE TABLE AS";
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
                "MACRO");
        if (second.equals("OR")
                && head.size() > 3
                && isOneOf(head.get(3).upper(), "MATERIALIZED", "FUNCTION", "TABLE")) {
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
                "PARTITIONS",
                "TBLPROPERTIES",
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
