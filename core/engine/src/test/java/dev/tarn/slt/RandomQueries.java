package dev.tarn.slt;

import dev.tarn.slt.RandomExpressions.Column;
import dev.tarn.slt.RandomExpressions.Kind;
import dev.tarn.testkit.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random queries over the tables t0, t1 and t2, whose columns are alike. Each is ordered by all its columns, so that its
 * rows have one order. One thread at a time.
 */
final class RandomQueries {
    /** What makes a table's rows in DuckDB: {@code %d} is the number of rows and then, wherever it stands, a seed. */
    static final String TABLE =
            """
            SELECT
                CASE WHEN hash(r + 1) %% 10 <> 0 THEN CAST(hash(r, 1) %% 20 AS INTEGER) - 5 END AS i,
                CASE WHEN hash(r + 2) %% 10 <> 0 THEN CAST(hash(r, 2) %% 300 AS BIGINT) END AS j,
                CAST(hash(r, 3) %% 7 AS SMALLINT) AS k,
                CASE WHEN hash(r + 4) %% 10 <> 0 THEN CAST(hash(r, 4) %% 2000 AS DECIMAL(9, 0)) * 0.01 - 10 END AS d,
                CASE WHEN hash(r + 5) %% 10 <> 0 THEN CAST(hash(r, 5) %% 100000 AS DECIMAL(20, 0)) * 0.0001 END AS e,
                CASE WHEN hash(r + 6) %% 10 <> 0 THEN CAST(hash(r, 6) %% 400 AS DOUBLE) * 0.25 - 20 END AS f,
                CASE hash(r, 7) %% 8 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'a' WHEN 3 THEN 'ab' WHEN 4 THEN 'B'
                    WHEN 5 THEN 'longer than twelve bytes' ELSE 'text 3' END AS s,
                CASE WHEN hash(r + 8) %% 10 <> 0 THEN 'text ' || hash(r, 8) %% 500 END AS t,
                CASE WHEN hash(r + 9) %% 10 <> 0 THEN DATE '1995-01-01' + CAST(hash(r, 9) %% 1500 AS INTEGER) END AS w,
                CASE WHEN hash(r + 10) %% 10 <> 0 THEN hash(r, 10) %% 2 = 0 END AS b
            FROM (SELECT x * 1000 + %d AS r FROM range(%d) AS n (x))
            """;

    private static final List<Column> COLUMNS = List.of(
            new Column("i", Kind.INTEGER),
            new Column("j", Kind.INTEGER),
            new Column("k", Kind.INTEGER),
            new Column("d", Kind.DECIMAL),
            new Column("e", Kind.DECIMAL),
            new Column("f", Kind.DOUBLE),
            new Column("s", Kind.TEXT),
            new Column("t", Kind.TEXT),
            new Column("w", Kind.DATE),
            new Column("b", Kind.BOOLEAN));

    private final Randomness random;
    private final RandomExpressions expressions;
    private int aliases;

    RandomQueries(Randomness random) {
        this.random = random;
        this.expressions = new RandomExpressions(random, this);
    }

    /** Returns a query. */
    String next() {
        aliases = 0;
        int columnCount = random.between(1, 4);
        List<Kind> kinds = IntStream.range(0, columnCount)
                .mapToObj(i -> expressions.kind())
                .toList();
        String body =
                switch (random.nextInt(8)) {
                    case 0 ->
                        select(kinds)
                                + random.pick(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ")
                                + select(kinds);
                    case 1, 2, 3 -> grouped(kinds);
                    default -> select(kinds);
                };
        String names = IntStream.range(0, columnCount).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String order = IntStream.range(0, columnCount)
                .mapToObj(i -> "c" + i + random.pick("", " DESC", " NULLS FIRST", " DESC NULLS FIRST"))
                .collect(Collectors.joining(", "));
        String query = "SELECT " + names + " FROM (" + body + ") AS q ORDER BY " + order;
        if (random.chance(0.3)) {
            query += random.chance(0.3) ? " OFFSET " + random.nextInt(20) : "";
            query += " LIMIT " + random.nextInt(50);
        }
        return query;
    }

    /** A FROM clause and the columns that it gives. */
    private record From(String sql, List<Column> columns) {}

    private String select(List<Kind> kinds) {
        From from = from();
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < kinds.size(); i++) {
            list.append(i > 0 ? ", " : "").append(expressions.expression(kinds.get(i), from.columns(), 2));
            list.append(" AS c").append(i);
        }
        String where = random.chance(0.8) ? " WHERE " + expressions.condition(from.columns(), 2) : "";
        return "SELECT " + random.pick("", "", "", "DISTINCT ") + list + " FROM " + from.sql() + where;
    }

    private String grouped(List<Kind> kinds) {
        From from = from();
        int keys = random.between(0, kinds.size());
        StringBuilder list = new StringBuilder();
        List<String> keyNumbers = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            list.append(i > 0 ? ", " : "");
            if (i < keys) {
                String key = expressions.expression(kinds.get(i), from.columns(), 1);
                // A literal among the keys would be taken for a column's number.
                list.append(
                        from.columns().stream().anyMatch(c -> key.contains(c.sql()))
                                ? key
                                : from.columns().get(0).sql());
                keyNumbers.add(Integer.toString(i + 1));
            } else {
                list.append(aggregate(from.columns()));
            }
            list.append(" AS c").append(i);
        }
        String where = random.chance(0.5) ? " WHERE " + expressions.condition(from.columns(), 1) : "";
        String group = keyNumbers.isEmpty() ? "" : " GROUP BY " + String.join(", ", keyNumbers);
        String having = random.chance(0.2) ? " HAVING " + aggregateCondition(from.columns()) : "";
        return "SELECT " + list + " FROM " + from.sql() + where + group + having;
    }

    private String aggregate(List<Column> columns) {
        Kind kind = random.pick(Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE);
        String number = expressions.expression(kind, columns, 1);
        String any = expressions.expression(expressions.kind(), columns, 1);
        String call =
                switch (random.nextInt(9)) {
                    case 0 -> "count(*)";
                    case 1 -> "count(" + any + ")";
                    case 2 -> "count(DISTINCT " + any + ")";
                    case 3, 4 -> "sum(" + number + ")";
                    case 5 -> "min(" + any + ")";
                    case 6 -> "max(" + any + ")";
                    case 7 -> "avg(" + expressions.expression(Kind.INTEGER, columns, 1) + ")";
                    default -> "sum(DISTINCT " + number + ")";
                };
        return random.chance(0.15) ? call + " FILTER (WHERE " + expressions.condition(columns, 0) + ")" : call;
    }

    private String aggregateCondition(List<Column> columns) {
        return switch (random.nextInt(3)) {
            case 0 -> "count(*) > " + random.nextInt(10);
            case 1 -> "sum(" + expressions.expression(Kind.INTEGER, columns, 1) + ") > " + random.nextInt(100);
            default -> "min(" + expressions.expression(Kind.DECIMAL, columns, 0) + ") < 0";
        };
    }

    private From from() {
        String alias = "a" + aliases++;
        String sql = table() + " AS " + alias;
        List<Column> columns = new ArrayList<>(columns(alias));
        int joins = random.pick(0, 0, 0, 1, 1, 2);
        for (int i = 0; i < joins; i++) {
            String joined = "a" + aliases++;
            List<Column> added = columns(joined);
            String key = random.pick("i", "j", "k", "t", "d", "w", "s");
            // Keys with many equal values would make results too large.
            String second = key.equals("k") || key.equals("s") || key.equals("i") ? random.pick("j", "t", "w") : null;
            String left = columns.get(random.nextInt(columns.size() / COLUMNS.size()) * COLUMNS.size())
                    .sql();
            String leftAlias = left.substring(0, left.indexOf('.'));
            String on = leftAlias + "." + key + " = " + joined + "." + key;
            if (second != null) {
                on += " AND " + leftAlias + "." + second + " = " + joined + "." + second;
            }
            columns.addAll(added);
            if (random.chance(0.3)) {
                on += " AND " + expressions.condition(columns, 0);
            }
            sql += random.pick(" JOIN ", " JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ") + table() + " AS "
                    + joined + " ON " + on;
        }
        return new From(sql, columns);
    }

    private String table() {
        if (random.chance(0.15)) {
            String alias = "a" + aliases++;
            return "(SELECT * FROM " + random.pick("t0", "t1", "t2") + " AS " + alias + " WHERE "
                    + expressions.condition(columns(alias), 1) + ")";
        }
        return random.pick("t0", "t1", "t2");
    }

    private static List<Column> columns(String alias) {
        return COLUMNS.stream()
                .map(column -> new Column(alias + "." + column.sql(), column.kind()))
                .toList();
    }

    /** Returns a condition with a subquery that may look at the outer columns. */
    String subqueryCondition(RandomExpressions outer, List<Column> outerColumns) {
        String alias = "a" + aliases++;
        List<Column> inner = columns(alias);
        String table = random.pick("t0", "t1", "t2") + " AS " + alias;
        String key = random.pick("j", "t", "w", "i");
        Column outerKey = outerColumns.stream()
                .filter(column -> column.sql().endsWith("." + key))
                .findFirst()
                .orElseThrow();
        String correlation = alias + "." + key + " = " + outerKey.sql();
        String filter = simpleFilter(inner);
        return switch (random.nextInt(5)) {
            case 0 ->
                "(" + outerKey.sql() + random.pick(" IN ", " NOT IN ") + "(SELECT " + alias + "." + key + " FROM "
                        + table + " WHERE " + filter + "))";
            case 1 ->
                "(" + random.pick("", "NOT ") + "EXISTS (SELECT 1 FROM " + table + " WHERE " + correlation + " AND "
                        + filter + "))";
            case 2 ->
                "(" + outer.expression(Kind.INTEGER, outerColumns, 0) + " > (SELECT avg(" + alias + ".i) FROM " + table
                        + " WHERE " + correlation + "))";
            case 3 ->
                "(" + outer.expression(Kind.INTEGER, outerColumns, 0) + " > (SELECT min(" + alias + ".j) FROM " + table
                        + " WHERE " + filter + "))";
            default ->
                "((SELECT count(*) FROM " + table + " WHERE " + correlation + " AND " + filter + ") > "
                        + random.nextInt(3) + ")";
        };
    }

    private String simpleFilter(List<Column> columns) {
        Column column = random.pick(columns);
        return switch (random.nextInt(3)) {
            case 0 -> column.sql() + " IS NOT NULL";
            case 1 -> column.sql() + " <> " + expressions.literal(column.kind());
            default -> column.sql() + random.pick(" < ", " > ", " = ") + expressions.literal(column.kind());
        };
    }
}
