package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedStatementTest extends ConnectedTest {
    @Test
    void typesAreToldBeforeItRuns() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT n_name, n_nationkey * ? AS product FROM tpch.tiny.nation WHERE n_name = ? AND ? IS NULL")) {
            ParameterMetaData parameters = query.getParameterMetaData();
            assertEquals(3, parameters.getParameterCount());
            assertEquals(Types.BIGINT, parameters.getParameterType(1));
            assertEquals("bigint", parameters.getParameterTypeName(1));
            assertEquals(Long.class.getName(), parameters.getParameterClassName(1));
            assertEquals(Types.VARCHAR, parameters.getParameterType(2));
            assertEquals(Types.VARCHAR, parameters.getParameterType(3));
            assertEquals(ParameterMetaData.parameterNullable, parameters.isNullable(1));
            assertThrows(SQLException.class, () -> parameters.getParameterType(4));
            ResultSetMetaData columns = query.getMetaData();
            assertEquals(2, columns.getColumnCount());
            assertEquals("product", columns.getColumnLabel(2));
            assertEquals(Types.BIGINT, columns.getColumnType(2));
        }
    }

    @Test
    void itRunsManyTimesWithOtherValues() throws SQLException {
        String sql = "SELECT n_name FROM tpch.tiny.nation WHERE n_nationkey = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < 25; i++) {
                query.setObject(1, i % 2 == 0 ? (Object) i : BigDecimal.valueOf(i));
                try (ResultSet rows = query.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(i == 6, rows.getString(1).equals("FRANCE"));
                    assertFalse(rows.next());
                }
            }
            query.clearParameters();
            assertEquals("07001", state(query::executeQuery));
            assertEquals("07001", state(() -> query.setInt(2, 1)));
            assertThrows(SQLException.class, () -> query.executeQuery("SELECT 1"));
        }
    }

    private Object echo(Setter setter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT ?")) {
            setter.set(query);
            try (ResultSet rows = query.executeQuery()) {
                assertTrue(rows.next());
                return rows.getObject(1);
            }
        }
    }

    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    @Test
    void everySetterBindsItsValue() throws Exception {
        assertEquals(true, echo(s -> s.setBoolean(1, true)));
        assertEquals((byte) -1, echo(s -> s.setByte(1, (byte) -1)));
        assertEquals((short) 2, echo(s -> s.setShort(1, (short) 2)));
        assertEquals(3, echo(s -> s.setInt(1, 3)));
        assertEquals(4L, echo(s -> s.setLong(1, 4)));
        assertEquals(1.5f, echo(s -> s.setFloat(1, 1.5f)));
        assertEquals(2.5, echo(s -> s.setDouble(1, 2.5)));
        assertEquals(new BigDecimal("1.50"), echo(s -> s.setBigDecimal(1, new BigDecimal("1.50"))));
        assertEquals("x'y", echo(s -> s.setString(1, "x'y")));
        assertArrayEquals(new byte[] {1, 2}, (byte[]) echo(s -> s.setBytes(1, new byte[] {1, 2})));
        assertEquals(LocalDate.of(2024, 2, 29), echo(s -> s.setDate(1, Date.valueOf("2024-02-29"))));
        LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 400_000_000);
        assertEquals(moment, echo(s -> s.setTimestamp(1, Timestamp.valueOf(moment))));
        assertEquals(moment, echo(s -> s.setObject(1, moment)));
        assertEquals(moment, echo(s -> s.setObject(1, OffsetDateTime.parse("2024-02-29T02:02:03.4+01:00"))));
        assertEquals("text", echo(s -> s.setCharacterStream(1, new StringReader("text"))));
        assertArrayEquals(new byte[] {7}, (byte[])
                echo(s -> s.setBinaryStream(1, new ByteArrayInputStream(new byte[] {7, 8}), 1)));
        assertEquals(12L, echo(s -> s.setObject(1, "12", Types.BIGINT)));
        assertEquals(LocalDate.of(2024, 1, 2), echo(s -> s.setObject(1, "2024-01-02", JDBCType.DATE)));
        assertEquals(new BigDecimal("1.24"), echo(s -> s.setObject(1, 1.235, Types.DECIMAL, 2)));
        assertNull(echo(s -> s.setNull(1, Types.INTEGER)));
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
        Timestamp instant = Timestamp.from(Instant.parse("2024-02-29T15:30:00.5Z"));
        assertEquals(LocalDateTime.of(2024, 3, 1, 0, 30, 0, 500_000_000), echo(s -> s.setTimestamp(1, instant, tokyo)));
        assertEquals(LocalDate.of(2024, 3, 1), echo(s -> s.setDate(1, new Date(instant.getTime()), tokyo)));
        assertEquals(
                LocalDateTime.of(2024, 2, 29, 15, 30),
                echo(s -> s.setObject(1, Instant.parse("2024-02-29T15:30:00Z"), JDBCType.TIMESTAMP_WITH_TIMEZONE)));
        assertEquals(
                LocalDateTime.of(2024, 2, 29, 15, 30),
                echo(s -> s.setObject(1, ZonedDateTime.parse("2024-03-01T00:30:00+09:00[Asia/Tokyo]"))));
        UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        assertEquals(id.toString(), echo(s -> s.setObject(1, id)));
        assertEquals(
                new BigDecimal("123456789012345678901"),
                echo(s -> s.setObject(1, new BigInteger("123456789012345678901"))));
        assertEquals("x", echo(s -> s.setObject(1, 'x')));
        assertArrayEquals(new Object[] {1, 2}, (Object[])
                ((java.sql.Array) echo(s -> s.setObject(1, new int[] {1, 2}))).getArray());
        assertEquals("22023", state(() -> echo(s -> s.setObject(1, 1, (JDBCType) null))));
        java.sql.Array array = (java.sql.Array)
                echo(s -> s.setArray(1, connection.createArrayOf("integer", new Object[] {1, null, 3})));
        assertArrayEquals(new Object[] {1, null, 3}, (Object[]) array.getArray());
        assertEquals(Map.of("k", 1), echo(s -> s.setObject(1, Map.of("k", 1))));
        assertEquals("22018", state(() -> echo(s -> s.setObject(1, "x", Types.INTEGER))));
        assertThrows(SQLFeatureNotSupportedException.class, () -> echo(s -> s.setRowId(1, null)));
        assertThrows(SQLFeatureNotSupportedException.class, () -> echo(s -> s.setObject(1, new Object())));
    }

    @Test
    void aRowAndAnArrayOfItGoBackAsTheyCame() throws SQLException {
        String sql = "SELECT CAST(ROW(1, 'x') AS ROW(n integer, t varchar)) AS r";
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            Object row = rows.getObject(1);
            assertEquals(row.toString(), echo(s -> s.setObject(1, row)).toString());
        }
    }

    @Test
    void aBatchOfAnInsertIsOneInsert(@TempDir Path folder) throws SQLException {
        String name = "batch_" + Long.toHexString(System.nanoTime());
        statement.execute("CREATE TABLE " + name + " WITH (external_location = '" + folder.resolve("t")
                + "') AS SELECT 1 AS id, CAST('x' AS varchar) AS name");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + name + " VALUES (?, ?)")) {
            assertEquals(Types.INTEGER, insert.getParameterMetaData().getParameterType(1));
            assertNull(insert.getMetaData());
            for (int i = 0; i < 500; i++) {
                insert.setInt(1, i);
                insert.setString(2, i % 7 == 0 ? null : "name " + i);
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            assertEquals(500, counts.length);
            assertEquals(1, counts[499]);
            assertEquals(0, insert.executeBatch().length);
            insert.setInt(1, 1);
            insert.setString(2, "single");
            assertEquals(1, insert.executeUpdate());
            insert.setObject(1, new BigDecimal("1.5"));
            insert.addBatch();
            insert.setObject(1, 2);
            insert.addBatch();
            BatchUpdateException error = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals("42804", error.getSQLState());
            assertEquals(0, error.getUpdateCounts().length);
        }
        try (ResultSet rows =
                statement.executeQuery("SELECT count(*), count(name), count(DISTINCT \"$path\") FROM " + name)) {
            assertTrue(rows.next());
            assertEquals(502, rows.getInt(1));
            assertEquals(430, rows.getInt(2));
            assertEquals(3, rows.getInt(3));
        }
        statement.addBatch("INSERT INTO " + name + " VALUES (7, 'x')");
        statement.addBatch("INSERT INTO " + name + " VALUES ('a', 'x')");
        BatchUpdateException error = assertThrows(BatchUpdateException.class, statement::executeBatch);
        assertArrayEquals(new long[] {1}, error.getLargeUpdateCounts());
        statement.execute("DROP TABLE " + name);
    }

    @Test
    void parametersWithinLambdasHaveTypes() throws SQLException {
        String sql =
                "SELECT filter(ARRAY[1, 2, 3], x -> x > ?) AS f, n_name FROM tpch.tiny.nation WHERE n_nationkey = ? "
                        + "AND any_match(ARRAY[n_name], t -> t LIKE ?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            ParameterMetaData parameters = query.getParameterMetaData();
            assertEquals(Types.INTEGER, parameters.getParameterType(1));
            assertEquals(Types.BIGINT, parameters.getParameterType(2));
            assertEquals(Types.VARCHAR, parameters.getParameterType(3));
            assertEquals(Types.ARRAY, query.getMetaData().getColumnType(1));
            query.setInt(1, 1);
            query.setString(2, "6");
            query.setString(3, "FR%");
            try (ResultSet rows = query.executeQuery()) {
                assertTrue(rows.next());
                assertEquals("[2,3]", rows.getString(1));
                assertEquals("FRANCE", rows.getString(2));
                assertFalse(rows.next());
            }
        }
        // What only a value can say stays open.
        try (PreparedStatement query =
                connection.prepareStatement("SELECT reduce(ARRAY[1, 2], ?, (s, x) -> s + x, s -> s)")) {
            assertEquals(Types.VARCHAR, query.getParameterMetaData().getParameterType(1));
            assertNull(query.getMetaData());
            query.setInt(1, 10);
            try (ResultSet rows = query.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(13, rows.getInt(1));
            }
        }
    }

    @Test
    void generatedKeysAreRefused() {
        assertEquals("0A000", state(() -> connection.prepareStatement("SELECT 1", Statement.RETURN_GENERATED_KEYS)));
        assertEquals("0A000", state(() -> connection.prepareStatement("SELECT 1", new int[] {1})));
    }
}
