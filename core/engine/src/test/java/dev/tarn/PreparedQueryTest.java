package dev.tarn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedQueryTest {
    private Tarn tarn;
    private Session session;

    @BeforeEach
    void open() {
        tarn = Tarn.builder().threads(2).open();
        session = tarn.session();
    }

    @AfterEach
    void close() {
        session.close();
        tarn.close();
    }

    private Object one(String sql, Object... values) {
        try (QueryResult result = session.prepare(sql).query(Arrays.asList(values))) {
            return result.toRows().get(0).value(0);
        }
    }

    private static ErrorCode codeOf(Runnable what) {
        return assertThrows(TarnException.class, what::run).code();
    }

    @Test
    void parametersHaveTheTypesThatTheirPlacesAskFor() {
        PreparedQuery prepared = session.prepare("SELECT n_name, n_regionkey + ? AS r FROM tpch.tiny.nation "
                + "WHERE n_nationkey = ? AND n_name LIKE ? AND n_regionkey IN (?, ?) LIMIT ?");
        assertEquals(
                List.of(
                        TypeKind.BIGINT,
                        TypeKind.BIGINT,
                        TypeKind.VARCHAR,
                        TypeKind.BIGINT,
                        TypeKind.BIGINT,
                        TypeKind.INTEGER),
                prepared.parameterTypes().stream().map(Type::kind).toList());
        assertEquals(
                List.of("n_name", "r"),
                prepared.columns().stream().map(ResultColumn::label).toList());
        assertEquals(Type.BIGINT, prepared.columns().get(1).type());
        for (int region = 0; region < 2; region++) {
            try (QueryResult result =
                    prepared.query(List.of(10L, region == 0 ? 6 : 1, "%", region == 0 ? 3 : 7, (long) region, 5))) {
                List<Row> rows = result.toRows();
                assertEquals(1, rows.size());
                assertEquals(region == 0 ? "FRANCE" : "ARGENTINA", rows.get(0).value(0));
                assertEquals(region == 0 ? 13L : 11L, rows.get(0).value(1));
            }
        }
    }

    @Test
    void valuesOfEveryTypeComeBack() {
        List<Object> values = List.of(
                true,
                (byte) 1,
                (short) -2,
                3,
                Long.MIN_VALUE,
                1.5f,
                -2.5e-300,
                Double.NaN,
                new BigDecimal("-12345678901234567890.12345"),
                new BigDecimal("7"),
                "Łódź 'quoted'",
                LocalDate.of(2024, 2, 29),
                LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000),
                LocalTime.of(12, 30, 15));
        for (Object value : values) {
            assertEquals(value, one("SELECT ?", value), value.getClass().getName());
            assertEquals(true, one("SELECT ? IS NOT NULL", value));
        }
        assertArrayEquals(new byte[] {0, 1, -1}, (byte[]) one("SELECT ?", (Object) new byte[] {0, 1, -1}));
        assertEquals(null, one("SELECT ?", (Object) null));
        assertEquals(Arrays.asList(1, null, 3), one("SELECT ?", Arrays.asList(1, null, 3)));
        assertEquals(List.of("a", "bc"), one("SELECT ?", (Object) new String[] {"a", "bc"}));
        assertEquals(Map.of("k", 1L), one("SELECT ?", Map.of("k", 1L)));
    }

    @Test
    void aValueOutsideItsParametersTypeComparesAsALiteralWould() {
        String sql = "SELECT count(*) FROM tpch.tiny.nation WHERE n_nationkey < ?";
        assertEquals(5L, one(sql, 5));
        assertEquals(6L, one(sql, new BigDecimal("5.5")));
        assertEquals(6L, one(sql, 5.5));
        assertEquals(5L, one(sql, "5"));
        assertEquals(0L, one(sql, (Object) null));
        assertEquals(25L, one(sql, new BigDecimal("99999999999999999999")));
        assertEquals(ErrorCode.INVALID_CAST_ARGUMENT, codeOf(() -> one(sql, "five")));
    }

    @Test
    void parametersStandAnywhere() {
        assertEquals(
                1L,
                one(
                        "SELECT count(*) FROM (SELECT n_name, row_number FROM (SELECT n_name, ? AS row_number "
                                + "FROM tpch.tiny.nation) WHERE n_name = upper(?)) t WHERE EXISTS "
                                + "(SELECT 1 FROM tpch.tiny.region WHERE r_regionkey = ?)",
                        1,
                        "france",
                        0));
        assertEquals("b", one("SELECT CASE WHEN ? > 1 THEN ? ELSE 'c' END", 2, "b"));
        assertEquals(7L, one("WITH t AS (SELECT ? AS x) SELECT x + ? FROM t", 3L, 4L));
        assertEquals("x", one("SELECT coalesce(?, ?)", null, "x"));
        assertEquals(3L, one("SELECT cardinality(filter(ARRAY[1, 2, 3, 4], x -> x > ?))", 1));
        assertEquals(LocalDate.of(2024, 3, 1), one("SELECT ? + INTERVAL '1' DAY", LocalDate.of(2024, 2, 29)));
        assertEquals(
                LocalDateTime.of(2024, 1, 1, 0, 0),
                one("SELECT date_trunc(?, TIMESTAMP '2024-05-06 01:02:03')", "year"));
    }

    @Test
    void theNumberOfValuesHasToFit() {
        PreparedQuery prepared = session.prepare("SELECT ? + 1");
        assertEquals(ErrorCode.INVALID_PARAMETER_USAGE, codeOf(() -> prepared.query(List.of())));
        assertEquals(ErrorCode.INVALID_PARAMETER_USAGE, codeOf(() -> prepared.query(List.of(1, 2))));
        assertEquals(ErrorCode.INVALID_PARAMETER_USAGE, codeOf(() -> session.query("SELECT ?")));
        assertEquals(ErrorCode.TABLE_NOT_FOUND, codeOf(() -> session.prepare("SELECT * FROM nowhere WHERE x = ?")));
    }

    @Test
    void theMostRowsAreALimit() {
        String sql = "SELECT n_name FROM tpch.tiny.nation ORDER BY n_name DESC";
        try (QueryResult result = session.query(sql, QueryOptions.defaults().withMaxRows(2))) {
            assertEquals(
                    List.of("VIETNAM", "UNITED STATES"),
                    result.toRows().stream().map(row -> row.value(0)).toList());
        }
    }

    @Test
    void rowsOfValuesAreInsertedAtOnce(@TempDir Path folder) {
        session.query("CREATE TABLE t WITH (external_location = '" + folder.resolve("t")
                        + "') AS SELECT 1 AS a, CAST('x' AS varchar) AS b, CAST(1.5 AS decimal(10, 2)) AS c, "
                        + "DATE '2024-01-01' AS d, CAST(1 AS double) AS e, TIMESTAMP '2024-01-01 00:00:00.000' AS f")
                .close();
        PreparedQuery insert = session.prepare("INSERT INTO t (b, a, c, d, e, f) VALUES (?, ?, ?, ?, ?, ?)");
        assertEquals(
                List.of(
                        TypeKind.VARCHAR,
                        TypeKind.INTEGER,
                        TypeKind.DECIMAL,
                        TypeKind.DATE,
                        TypeKind.DOUBLE,
                        TypeKind.TIMESTAMP),
                insert.parameterTypes().stream().map(Type::kind).toList());
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(Arrays.asList(
                    i % 10 == 0 ? null : "row " + i,
                    i,
                    new BigDecimal(i),
                    LocalDate.of(2024, 1, 1).plusDays(i),
                    i / 2.0,
                    LocalDateTime.of(2024, 1, 1, 0, 0, 0, 123_000_000)));
        }
        try (QueryResult result =
                insert.queryRows(rows, QueryOptions.defaults()).orElseThrow()) {
            assertEquals(1_000L, result.toRows().get(0).value(0));
        }
        insert.query(rows.get(7)).close();
        try (QueryResult result = session.query(
                "SELECT count(*), count(b), sum(a), max(d), sum(e), max(c) FROM t WHERE b IS NULL OR b <> 'x'")) {
            Row row = result.toRows().get(0);
            assertEquals(
                    List.of(1_001L, 901L, 499_507L, LocalDate.of(2026, 9, 26), 249_753.5, new BigDecimal("999.00")),
                    row.values());
        }
        assertTrue(insert.queryRows(List.of(Arrays.asList("x", 1.5, 1, null, 1, null)), QueryOptions.defaults())
                .isEmpty());
        PreparedQuery other =
                session.prepare("INSERT INTO t (a) SELECT n_nationkey FROM tpch.tiny.nation WHERE n_name = ?");
        assertTrue(other.queryRows(List.of(List.of("FRANCE")), QueryOptions.defaults())
                .isEmpty());
    }
}
