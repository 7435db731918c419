package dev.tarn.slt;

import dev.tarn.testkit.Randomness;
import java.util.List;

/**
 * Random expressions over columns, in the part of SQL that Tarn and DuckDB mean alike: no division, no overflow, no
 * NaN. One thread at a time.
 */
final class RandomExpressions {
    /** What an expression is. */
    enum Kind {
        INTEGER,
        DECIMAL,
        DOUBLE,
        TEXT,
        DATE,
        BOOLEAN
    }

    /**
     * A column that may be named.
     *
     * @param sql its name
     * @param kind what it is
     */
    record Column(String sql, Kind kind) {}

    private final Randomness random;
    private final RandomQueries queries;

    RandomExpressions(Randomness random, RandomQueries queries) {
        this.random = random;
        this.queries = queries;
    }

    Kind kind() {
        return random.pick(Kind.values());
    }

    /** Returns an expression over {@code columns}, nested at most {@code depth} times. */
    String expression(Kind kind, List<Column> columns, int depth) {
        List<Column> fitting =
                columns.stream().filter(column -> column.kind() == kind).toList();
        if (depth <= 0 || random.chance(0.3)) {
            return fitting.isEmpty() || random.chance(0.1)
                    ? literal(kind)
                    : random.pick(fitting).sql();
        }
        if (random.chance(0.12)) {
            return conditional(kind, columns, depth - 1);
        }
        return switch (kind) {
            case INTEGER -> integer(columns, depth - 1);
            case DECIMAL -> decimal(columns, depth - 1);
            case DOUBLE -> doubleExpression(columns, depth - 1);
            case TEXT -> text(columns, depth - 1);
            case DATE -> expression(Kind.DATE, columns, 0);
            case BOOLEAN -> condition(columns, depth - 1);
        };
    }

    /** Returns a value that is no NULL. */
    String literal(Kind kind) {
        return switch (kind) {
            case INTEGER -> Integer.toString(random.between(-5, 20));
            case DECIMAL -> "CAST('" + random.between(-9, 9) + "." + random.between(10, 99) + "' AS DECIMAL(5, 2))";
            case DOUBLE -> random.between(-20, 20) * 0.25 + "e0";
            case TEXT -> random.pick("''", "'a'", "'ab'", "'B'", "'text 3'", "'longer than twelve bytes'");
            case DATE -> "DATE '" + random.between(1995, 1999) + "-0" + random.between(1, 9) + "-15'";
            case BOOLEAN -> random.pick("true", "false");
        };
    }

    private String conditional(Kind kind, List<Column> columns, int depth) {
        String left = expression(kind, columns, depth);
        String right = expression(kind, columns, depth);
        return switch (random.nextInt(3)) {
            case 0 -> "coalesce(" + left + ", " + right + ")";
            case 1 -> "CASE WHEN " + condition(columns, depth) + " THEN " + left + " ELSE " + right + " END";
            default -> "CASE WHEN " + condition(columns, depth) + " THEN " + left + " END";
        };
    }

    private String integer(List<Column> columns, int depth) {
        String left = expression(Kind.INTEGER, columns, depth);
        return switch (random.nextInt(8)) {
            case 0, 1 -> "(" + left + " + " + expression(Kind.INTEGER, columns, depth) + ")";
            case 2 -> "(" + left + " - " + expression(Kind.INTEGER, columns, depth) + ")";
            case 3 -> "(" + left + " * " + random.between(-3, 3) + ")";
            case 4 -> "(" + left + " % " + random.between(2, 7) + ")";
            case 5 -> "abs(" + left + ")";
            case 6 -> "length(" + expression(Kind.TEXT, columns, depth) + ")";
            default -> random.pick("year", "month", "day") + "(" + expression(Kind.DATE, columns, 0) + ")";
        };
    }

    private String decimal(List<Column> columns, int depth) {
        String left = expression(Kind.DECIMAL, columns, depth);
        String right = expression(Kind.DECIMAL, columns, 0);
        return switch (random.nextInt(5)) {
            case 0, 1 -> "(" + left + " + " + right + ")";
            case 2 -> "(" + left + " - " + right + ")";
            case 3 -> "(" + left + " * " + literal(Kind.DECIMAL) + ")";
            default -> "abs(" + left + ")";
        };
    }

    private String doubleExpression(List<Column> columns, int depth) {
        String left = expression(Kind.DOUBLE, columns, depth);
        return switch (random.nextInt(4)) {
            case 0 -> "(" + left + " + " + expression(Kind.DOUBLE, columns, depth) + ")";
            case 1 -> "(" + left + " - " + expression(Kind.INTEGER, columns, depth) + ")";
            case 2 -> "(" + left + " * " + random.between(-3, 3) + ")";
            default -> "abs(" + left + ")";
        };
    }

    private String text(List<Column> columns, int depth) {
        String left = expression(Kind.TEXT, columns, depth);
        return switch (random.nextInt(5)) {
            case 0 -> "upper(" + left + ")";
            case 1 -> "lower(" + left + ")";
            case 2 -> "substr(" + left + ", " + random.between(1, 4) + ", " + random.between(1, 5) + ")";
            case 3 -> "(" + left + " || " + expression(Kind.TEXT, columns, depth) + ")";
            default -> "replace(" + left + ", 'a', '-')";
        };
    }

    /** Returns a condition. */
    String condition(List<Column> columns, int depth) {
        if (depth > 0) {
            switch (random.nextInt(6)) {
                case 0:
                    return "(" + condition(columns, depth - 1) + " AND " + condition(columns, depth - 1) + ")";
                case 1:
                    return "(" + condition(columns, depth - 1) + " OR " + condition(columns, depth - 1) + ")";
                case 2:
                    return "(NOT " + condition(columns, depth - 1) + ")";
                case 3:
                    if (random.chance(0.3)) {
                        return queries.subqueryCondition(this, columns);
                    }
                    break;
                default:
                    break;
            }
        }
        Kind kind = kind();
        String left = expression(kind, columns, depth);
        return switch (random.nextInt(7)) {
            case 0 -> "(" + left + " IS " + random.pick("", "NOT ") + "NULL)";
            case 1 ->
                "(" + left + random.pick(" ", " NOT ") + "IN (" + literal(kind) + ", " + literal(kind) + ", "
                        + literal(kind) + "))";
            case 2 ->
                "(" + left + random.pick(" ", " NOT ") + "BETWEEN " + literal(kind) + " AND " + literal(kind) + ")";
            case 3 ->
                "(" + expression(Kind.TEXT, columns, 0) + random.pick(" ", " NOT ") + "LIKE "
                        + random.pick("'%a%'", "'a%'", "'_'", "'text%'", "'%'", "'%t%1%'", "'ab'") + ")";
            case 4 -> "(" + left + " IS " + random.pick("", "NOT ") + "DISTINCT FROM " + literal(kind) + ")";
            default ->
                "(" + left + random.pick(" = ", " <> ", " < ", " <= ", " > ", " >= ")
                        + (random.chance(0.6) ? literal(kind) : expression(kind, columns, depth)) + ")";
        };
    }
}
