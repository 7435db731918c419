package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetProvider;
import org.junit.jupiter.api.Test;

class ResultValuesTest extends ConnectedTest {
    private ResultSet row(String sql) throws SQLException {
        ResultSet rows = statement.executeQuery(sql);
        assertTrue(rows.next());
        return rows;
    }

    @Test
    void momentsAreReadAsEveryClassOfTime() throws SQLException {
        try (ResultSet rows =
                row("SELECT TIMESTAMP '2024-02-29 15:30:00.500' AS m, DATE '2024-02-29' AS d, '15:30' AS t")) {
            LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 15, 30, 0, 500_000_000);
            assertEquals(moment, rows.getObject("m", LocalDateTime.class));
            assertEquals(moment.toLocalDate(), rows.getObject("m", LocalDate.class));
            assertEquals(moment.toLocalTime(), rows.getObject("m", LocalTime.class));
            assertEquals(Instant.parse("2024-02-29T15:30:00.5Z"), rows.getObject("m", Instant.class));
            assertEquals(OffsetDateTime.parse("2024-02-29T15:30:00.5Z"), rows.getObject("m", OffsetDateTime.class));
            assertEquals(ZonedDateTime.parse("2024-02-29T15:30:00.5Z"), rows.getObject("m", ZonedDateTime.class));
            assertEquals(Timestamp.valueOf(moment), rows.getObject("m", java.util.Date.class));
            assertEquals(LocalTime.of(15, 30), rows.getObject("t", LocalTime.class));
            assertEquals(java.sql.Time.valueOf("15:30:00"), rows.getTime("t"));
            Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
            assertEquals(
                    Instant.parse("2024-02-29T06:30:00.5Z"),
                    rows.getTimestamp("m", tokyo).toInstant());
            assertEquals(
                    Instant.parse("2024-02-28T15:00:00Z"),
                    Instant.ofEpochMilli(rows.getDate("d", tokyo).getTime()));
            assertEquals(
                    Instant.parse("1970-01-01T06:30:00.5Z"),
                    Instant.ofEpochMilli(rows.getTime("m", tokyo).getTime()));
        }
    }

    @Test
    void otherClassesAreReadWhereTheyFit() throws SQLException {
        String id = "00112233-4455-6677-8899-aabbccddeeff";
        String sql = "SELECT '" + id + "' AS id, X'00112233445566778899AABBCCDDEEFF' AS b, 12.75 AS n, 1e300 AS huge, "
                + "'yes' AS y, 'x' AS t, true AS z";
        try (ResultSet rows = row(sql)) {
            assertEquals(UUID.fromString(id), rows.getObject("id", UUID.class));
            assertEquals(UUID.fromString(id), rows.getObject("b", UUID.class));
            assertEquals("00112233445566778899aabbccddeeff", rows.getString("b"));
            assertEquals(16, rows.getObject("b", byte[].class).length);
            assertArrayEquals(new byte[] {'x'}, rows.getBytes("t"));
            assertEquals(BigInteger.valueOf(12), rows.getObject("n", BigInteger.class));
            assertEquals(new BigDecimal("12.75"), rows.getObject("n", BigDecimal.class));
            assertEquals(12.75f, rows.getObject("n", Float.class));
            assertEquals("12.75", rows.getObject("n", String.class));
            assertTrue(rows.getBoolean("y"));
            assertEquals(1, rows.getInt("z"));
            assertEquals("22003", state(() -> rows.getFloat("huge")));
            assertEquals("22003", state(() -> rows.getLong("huge")));
            assertEquals("22018", state(() -> rows.getObject("t", UUID.class)));
            assertEquals("22018", state(() -> rows.getObject("n", UUID.class)));
            assertEquals("22018", state(() -> rows.getObject("n", LocalDate.class)));
            assertEquals("22018", state(() -> rows.getDate("t")));
            assertEquals("22018", state(() -> rows.getBytes("n")));
            assertEquals("22018", state(() -> rows.getArray("n")));
            assertEquals("22018", state(() -> rows.getObject("n", Thread.class)));
        }
    }

    @Test
    void nullIsZeroFalseOrNullAndSaysSo() throws SQLException {
        String sql = "SELECT CAST(NULL AS bigint) AS n, CAST(NULL AS varchar) AS t, CAST(NULL AS timestamp) AS m, "
                + "CAST(NULL AS array(integer)) AS a, NULL AS u, 1 AS one";
        try (ResultSet rows = row(sql)) {
            assertEquals(0, rows.getInt("n"));
            assertTrue(rows.wasNull());
            assertEquals(1, rows.getInt("one"));
            assertFalse(rows.wasNull());
            assertFalse(rows.getBoolean("n"));
            assertEquals(0.0, rows.getDouble("n"));
            assertNull(rows.getBigDecimal("n"));
            assertTrue(rows.wasNull());
            assertNull(rows.getString("t"));
            assertNull(rows.getBytes("t"));
            assertNull(rows.getCharacterStream("t"));
            assertNull(rows.getTimestamp("m"));
            assertNull(rows.getDate("m"));
            assertNull(rows.getTime("m"));
            assertNull(rows.getObject("m", Instant.class));
            assertNull(rows.getArray("a"));
            assertNull(rows.getObject("u"));
            assertTrue(rows.wasNull());
        }
    }

    @Test
    void labelsAreFoundWhateverTheirCaseAndTheFirstOfSeveral() throws SQLException {
        try (ResultSet rows = row("SELECT 1 AS \"A\", 2 AS a, 3 AS b, 4 AS b")) {
            assertEquals(1, rows.getInt("A"));
            assertEquals(2, rows.getInt("a"));
            assertEquals(3, rows.findColumn("B"));
            assertEquals(4, rows.getInt(4));
            assertEquals("b", rows.getMetaData().getColumnLabel(4));
        }
    }

    @Test
    void arraysAndRowsShowTheirParts() throws SQLException {
        String sql = "SELECT ARRAY[DATE '2024-01-01', NULL, DATE '2024-01-03'] AS d, "
                + "ARRAY[TIMESTAMP '2024-01-01 00:00:00.000'] AS m, ARRAY[ARRAY[1], ARRAY[2, 3]] AS n, "
                + "CAST(ROW(1, ARRAY['x']) AS ROW(i integer, t array(varchar))) AS r";
        try (ResultSet rows = row(sql)) {
            Array days = rows.getArray("d");
            assertArrayEquals(new Object[] {null, LocalDate.of(2024, 1, 3)}, (Object[]) days.getArray(2, 2));
            assertArrayEquals(new Object[] {}, (Object[]) days.getArray(4, 0, Map.of()));
            assertEquals("date", days.getBaseTypeName());
            try (ResultSet elements = days.getResultSet(2, 2)) {
                assertTrue(elements.next());
                assertEquals(2, elements.getInt("INDEX"));
                assertNull(elements.getDate("VALUE"));
                assertTrue(elements.next());
                assertEquals(java.sql.Date.valueOf("2024-01-03"), elements.getDate(2));
                assertEquals(LocalDate.of(2024, 1, 3), elements.getObject(2, LocalDate.class));
                assertEquals("2024-01-03", elements.getString(2));
                assertFalse(elements.next());
            }
            try (ResultSet elements = rows.getArray("m").getResultSet()) {
                assertTrue(elements.next());
                assertEquals("2024-01-01 00:00:00.000", elements.getString(2));
                assertEquals(Timestamp.valueOf("2024-01-01 00:00:00"), elements.getTimestamp(2));
            }
            try (ResultSet elements = rows.getArray("n").getResultSet(2, 1, null)) {
                assertTrue(elements.next());
                assertArrayEquals(new Object[] {2, 3}, (Object[])
                        elements.getArray("VALUE").getArray());
            }
            Struct struct = (Struct) rows.getObject("r");
            assertEquals(1, struct.getAttributes(Map.of())[0]);
            assertEquals("row(i integer, t array(varchar))", struct.getSQLTypeName());
            assertEquals("[1,", struct.toString().replace("{\"i\":", "[").substring(0, 3));
        }
    }

    @Test
    void metadataTellsHowWideValuesAre() throws SQLException {
        String sql =
                "SELECT true, CAST(-128 AS tinyint), CAST(1 AS smallint), 1, CAST(1 AS bigint), CAST(1.5 AS real), 1e0, "
                        + "CAST(-0.99 AS decimal(2, 2)), CAST(-9.9 AS decimal(3, 1)), CAST('ab' AS char(3)), "
                        + "CAST('ab' AS varchar(5)), X'00', DATE '2024-01-01', TIMESTAMP '2024-01-01 00:00:00.123', "
                        + "TIMESTAMP '2024-01-01 00:00:00.123456', ARRAY[1], NULL";
        try (ResultSet rows = row(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String text = rows.getString(i);
                int width = columns.getColumnDisplaySize(i);
                assertTrue(width > 0 && width >= String.valueOf(text).length(), i + ": " + text + " in " + width);
                assertEquals(ResultSetMetaData.columnNullable, columns.isNullable(i));
                assertTrue(columns.isReadOnly(i));
                assertFalse(columns.isAutoIncrement(i));
            }
            assertEquals(23, columns.getPrecision(14));
            assertEquals(3, columns.getScale(14));
            assertEquals(26, columns.getPrecision(15));
            assertEquals(6, columns.getScale(15));
            assertEquals(5, columns.getPrecision(11));
            assertTrue(columns.isSigned(8) && !columns.isSigned(10));
            assertTrue(columns.isCaseSensitive(10) && !columns.isCaseSensitive(1));
        }
    }

    @Test
    void aCachedRowSetHoldsAResult() throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                        "SELECT n_nationkey, n_name, DATE '2024-01-01' AS day, 1.5 AS price FROM tpch.tiny.nation ORDER BY 1");
                CachedRowSet cached = RowSetProvider.newFactory().createCachedRowSet()) {
            cached.populate(rows);
            assertEquals(25, cached.size());
            assertTrue(cached.absolute(7));
            assertEquals("FRANCE", cached.getString("n_name"));
            assertEquals(6L, cached.getLong(1));
            assertEquals(new BigDecimal("1.5"), cached.getBigDecimal("price"));
            assertEquals(LocalDate.of(2024, 1, 1), cached.getObject("day"));
        }
    }

    @Test
    void namesAndTextsAreQuotedAsSqlWantsThem() throws SQLException {
        assertEquals("'it''s'", statement.enquoteLiteral("it's"));
        assertEquals("hits", statement.enquoteIdentifier("hits", false));
        assertEquals("\"hits\"", statement.enquoteIdentifier("hits", true));
        assertEquals("\"order\"", statement.enquoteIdentifier("order", false));
        assertEquals("\"a \"\"b\"\"\"", statement.enquoteIdentifier("a \"b\"", false));
        assertEquals("\"a\"\"b\"", statement.enquoteIdentifier("\"a\"\"b\"", true));
        assertTrue(statement.isSimpleIdentifier("a_1"));
        assertFalse(statement.isSimpleIdentifier("1a"));
        assertFalse(statement.isSimpleIdentifier("select"));
        assertEquals("22023", state(() -> statement.enquoteIdentifier("", false)));
        for (String name : new String[] {"order", "a \"b\"", "select", "hits"}) {
            try (ResultSet rows = row("SELECT 1 AS " + statement.enquoteIdentifier(name, false))) {
                assertEquals(name, rows.getMetaData().getColumnLabel(1));
            }
        }
    }
}
