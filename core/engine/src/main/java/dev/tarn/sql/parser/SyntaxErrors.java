package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.generated.ParseException;
import dev.tarn.sql.parser.generated.Token;
import dev.tarn.sql.parser.generated.TokenMgrError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;

/** Says what was found and what was expected where the generated parser gave up. */
final class SyntaxErrors {
    private static final int MOST_EXPECTED = 8;
    private static final Pattern LEXICAL = Pattern.compile("Lexical error at line (\\d+), column (\\d+)\\.(?s:.*)");
    private static final List<String> CLAUSES = List.of(
            ",",
            "(",
            ")",
            "*",
            "AS",
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP",
            "HAVING",
            "ORDER",
            "BY",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "JOIN",
            "ON",
            "USING",
            "VALUES",
            "WITH",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "AND",
            "OVER",
            "IN",
            "NOT",
            "EXISTS",
            "IF",
            "TABLE",
            "VIEW",
            "SCHEMA",
            "DATABASE",
            "TABLES",
            "SCHEMAS",
            "COLUMNS",
            "EXTERNAL",
            "LOCATION",
            "STORED",
            "PARTITIONED",
            "ROW",
            "FORMAT",
            "SERDE",
            "TBLPROPERTIES",
            "COMMENT",
            "=",
            ".",
            "BETWEEN",
            "LIKE",
            "IS");
    private static final Set<String> NOT_RESERVED = Set.of(
            "VIEW",
            "SCHEMA",
            "DATABASE",
            "TABLES",
            "SCHEMAS",
            "COLUMNS",
            "EXTERNAL",
            "LOCATION",
            "STORED",
            "PARTITIONED",
            "FORMAT",
            "SERDE",
            "TBLPROPERTIES",
            "COMMENT",
            "IF");
    private static final Set<String> STRUCTURE = Set.of(
            "FROM",
            "WHERE",
            "GROUP",
            "HAVING",
            "LIMIT",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "JOIN",
            "ON",
            "AND",
            "OR",
            "AS",
            "SELECT",
            "WHEN",
            "THEN",
            "ELSE",
            "BY");
    private static final Set<String> OPERATORS = Set.of(
            "=", "<>", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "||", "LIKE", "IS", "BETWEEN", "IN", "NOT",
            "AND", "OR", ".");

    private SyntaxErrors() {}

    /** Returns the error to throw for one that parsing {@code source} threw. */
    static TarnException translate(Throwable error, StatementText source) {
        if (error instanceof ParseException parse && parse.currentToken != null) {
            return unexpected(parse, source);
        }
        if (error instanceof TokenMgrError) {
            Matcher matcher = LEXICAL.matcher(String.valueOf(error.getMessage()));
            if (matcher.matches()) {
                InStatement place =
                        InStatement.at(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
                return at(source, place, "this character has no meaning in SQL", error);
            }
        }
        if (error instanceof CalciteContextException context) {
            InStatement place = new InStatement(
                    Math.max(1, context.getPosLine()),
                    Math.max(1, context.getPosColumn()),
                    Math.max(1, context.getEndPosLine()),
                    Math.max(1, context.getEndPosColumn()));
            Throwable cause = context.getCause() == null ? context : context.getCause();
            return at(source, place, String.valueOf(cause.getMessage()), error);
        }
        if (error instanceof StackOverflowError) {
            return at(source, source.start(), "the statement is nested too deeply", error);
        }
        if (error instanceof ParseException || error instanceof RuntimeException) {
            return at(source, source.start(), String.valueOf(error.getMessage()), error);
        }
        if (error instanceof Error fatal) {
            throw fatal;
        }
        return at(source, source.start(), String.valueOf(error.getMessage()), error);
    }

    private static TarnException at(StatementText source, InStatement place, String what, Throwable cause) {
        return new TarnException(
                ErrorCode.SYNTAX_ERROR, place, what + SourceLine.excerpt(source.script(), place), cause);
    }

    private static TarnException unexpected(ParseException error, StatementText source) {
        Token before = error.currentToken;
        Token found = before.next;
        Set<Integer> expected = new LinkedHashSet<>();
        // Some alternatives were tried with more than one token: the one to blame is the last that any of them reached.
        int matched = 0;
        for (int[] sequence : error.expectedTokenSequences) {
            matched = Math.max(matched, prefix(sequence, error.currentToken.next));
        }
        for (int i = 0; i < matched && found.next != null; i++) {
            before = found;
            found = found.next;
        }
        for (int[] sequence : error.expectedTokenSequences) {
            if (sequence.length > matched && prefix(sequence, error.currentToken.next) == matched) {
                expected.add(sequence[matched]);
            }
        }
        List<String> names = new ArrayList<>();
        for (int kind : expected) {
            names.add(image(error.tokenImage[kind]));
        }
        boolean atEnd = found.kind == 0;
        InStatement place = atEnd && before.endLine > 0
                ? InStatement.at(before.endLine, before.endColumn + 1)
                : new InStatement(found.beginLine, found.beginColumn, found.endLine, found.endColumn);
        StringBuilder what =
                new StringBuilder(atEnd ? "the statement ends too early" : "unexpected " + quoted(found.image));
        boolean reserved = !atEnd
                && names.contains("<IDENTIFIER>")
                && isKeyword(error.tokenImage[found.kind])
                && !(isExpression(names) && STRUCTURE.contains(image(error.tokenImage[found.kind])));
        String description = describe(names);
        if (!description.isEmpty()) {
            what.append("; expected ").append(description);
        }
        if (reserved) {
            String quote = source.isHiveDdl() ? "`" : "\"";
            String name = found.image.toLowerCase(Locale.ROOT);
            what.append(" (").append(found.image).append(" is a reserved word: to use it as a name write ");
            what.append(quote).append(name).append(quote).append(')');
        }
        boolean quotedName =
                !atEnd && source.isHiveDdl() && found.image.startsWith("\"") && names.contains("<IDENTIFIER>");
        if (quotedName) {
            what.append(" (in DDL double quotes stand around strings: write names in `backticks`)");
        }
        return at(source, place, what.toString(), null);
    }

    private static int prefix(int[] sequence, Token first) {
        int length = 0;
        for (Token token = first; length < sequence.length && token != null; token = token.next) {
            if (token.kind != sequence[length]) {
                break;
            }
            length++;
        }
        return length;
    }

    private static boolean isExpression(List<String> names) {
        return names.contains("<UNSIGNED_INTEGER_LITERAL>") && names.contains("CASE");
    }

    private static String describe(List<String> names) {
        List<String> parts = new ArrayList<>();
        boolean expression = isExpression(names);
        boolean operator = names.contains("=") && names.contains("+") && names.contains("LIKE");
        if (expression) {
            parts.add("an expression");
        } else if (names.contains("<IDENTIFIER>")) {
            parts.add("a name");
        } else if (names.contains("<UNSIGNED_INTEGER_LITERAL>")) {
            parts.add("a number");
        }
        boolean string = names.contains("<QUOTED_STRING>") || names.contains("<BIG_QUERY_QUOTED_STRING>");
        if (string && !expression) {
            parts.add("a string");
        }
        if (operator) {
            parts.add("an operator");
        }
        for (String clause : CLAUSES) {
            boolean covered = names.contains("<IDENTIFIER>") && NOT_RESERVED.contains(clause)
                    || operator && OPERATORS.contains(clause)
                    || expression
                            && Set.of("(", "NOT", "EXISTS", "ROW", "VALUES", "WITH", "TABLE", "IF")
                                    .contains(clause);
            if (names.contains(clause) && !covered && parts.size() < MOST_EXPECTED) {
                parts.add(quoted(clause));
            }
        }
        if (names.contains("<EOF>") && parts.size() < MOST_EXPECTED) {
            parts.add("the end of the statement");
        }
        if (parts.isEmpty()) {
            names.stream()
                    .filter(name -> !name.startsWith("<") || name.length() <= 2)
                    .limit(MOST_EXPECTED)
                    .forEach(name -> parts.add(quoted(name)));
        }
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " or " + parts.get(parts.size() - 1);
    }

    private static String quoted(String text) {
        return Character.isLetter(text.charAt(0)) ? text : "'" + text + "'";
    }

    private static boolean isKeyword(String tokenImage) {
        return image(tokenImage).chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '_');
    }

    private static String image(String tokenImage) {
        return tokenImage.startsWith("\"") ? tokenImage.substring(1, tokenImage.length() - 1) : tokenImage;
    }
}
