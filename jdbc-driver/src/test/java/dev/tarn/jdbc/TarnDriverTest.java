package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TarnDriverTest extends ConnectedTest {
    @Test
    void everyTypeReadsAsItsJavaValueAndAsText() throws SQLException {
        String sql =
                """
                SELECT true AS yes, CAST(1 AS tinyint) AS tiny, CAST(2 AS smallint) AS small, 3 AS normal,
                    CAST(4 AS bigint) AS big, CAST(1.5 AS real) AS single, CAST(2.5 AS double) AS twice,
                    CAST(1234.50 AS decimal(10, 2)) AS price, CAST('ab' AS char(3)) AS padded, 'Łódź' AS city,
                    DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 13:14:15.678' AS moment,
                    CAST(NULL AS integer) AS nothing""";
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            assertEquals(true, rows.getObject("yes"));
            assertEquals((byte) 1, rows.getObject("tiny"));
            assertEquals((short) 2, rows.getObject("small"));
            assertEquals(3, rows.getObject("normal"));
            assertEquals(4L, rows.getObject("big"));
            assertEquals(1.5f, rows.getObject("single"));
            assertEquals(2.5d, rows.getObject("twice"));
            assertEquals(new BigDecimal("1234.50"), rows.getObject("price"));
            assertEquals("ab ", rows.getObject("padded"));
            assertEquals("Łódź", rows.getString("city"));
            assertEquals(LocalDate.of(2024, 2, 29), rows.getObject("day"));
            assertEquals(Date.valueOf("2024-02-29"), rows.getDate("day"));
            assertEquals(LocalDateTime.of(2024, 2, 29, 13, 14, 15, 678_000_000), rows.getObject("moment"));
            assertEquals(Timestamp.valueOf("2024-02-29 13:14:15.678"), rows.getTimestamp("moment"));
            assertEquals("2024-02-29 13:14:15.678", rows.getString("moment"));
            assertEquals(1234, rows.getInt("price"));
            assertEquals(0, rows.getInt("nothing"));
            assertTrue(rows.wasNull());
            assertNull(rows.getObject("nothing", Integer.class));
            assertFalse(rows.next());
        }
    }

    @Test
    void nestedValuesAreArraysMapsAndStructs() throws SQLException {
        String sql = "SELECT ARRAY[1, NULL] AS a, MAP(ARRAY['k'], ARRAY[1.5]) AS m, "
                + "CAST(ROW(1, ARRAY['x']) AS ROW(n integer, t array(varchar))) AS r, CAST(NULL AS array(integer)) AS z";
        try (ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData metaData = rows.getMetaData();
            assertEquals(Types.ARRAY, metaData.getColumnType(1));
            assertEquals("array(integer)", metaData.getColumnTypeName(1));
            assertEquals(Types.STRUCT, metaData.getColumnType(3));
            assertTrue(rows.next());
            java.sql.Array array = rows.getArray("a");
            assertArrayEquals(new Object[] {1, null}, (Object[]) array.getArray());
            assertEquals(Types.INTEGER, array.getBaseType());
            assertEquals("[1,null]", rows.getString("a"));
            assertEquals(java.util.Map.of("k", new BigDecimal("1.5")), rows.getObject("m"));
            assertEquals("{\"k\":1.5}", rows.getString("m"));
            java.sql.Struct struct = (java.sql.Struct) rows.getObject("r");
            assertEquals("row(n integer, t array(varchar))", struct.getSQLTypeName());
            assertEquals(1, struct.getAttributes()[0]);
            assertEquals("{\"n\":1,\"t\":[\"x\"]}", rows.getString("r"));
            assertEquals(
                    java.util.Map.of("n", 1, "t", java.util.List.of("x")), rows.getObject("r", java.util.Map.class));
            assertNull(rows.getArray("z"));
            assertTrue(rows.wasNull());
        }
    }

    @Test
    void metaDataTellsLabelsAndTypesOfAResultAndOfAPreparedStatement() throws SQLException {
        String sql = "SELECT 1 AS MyNumber, CAST(2 AS decimal(12, 3)) AS \"a b\", 'x' AS t";
        try (PreparedStatement prepared = connection.prepareStatement(sql);
                ResultSet rows = prepared.executeQuery()) {
            for (ResultSetMetaData metaData : new ResultSetMetaData[] {prepared.getMetaData(), rows.getMetaData()}) {
                assertEquals(3, metaData.getColumnCount());
                assertEquals("MyNumber", metaData.getColumnLabel(1));
                assertEquals(Types.INTEGER, metaData.getColumnType(1));
                assertEquals("a b", metaData.getColumnLabel(2));
                assertEquals(Types.DECIMAL, metaData.getColumnType(2));
                assertEquals(12, metaData.getPrecision(2));
                assertEquals(3, metaData.getScale(2));
                assertEquals(BigDecimal.class.getName(), metaData.getColumnClassName(2));
                assertEquals(Types.VARCHAR, metaData.getColumnType(3));
            }
            assertTrue(rows.next());
            assertEquals(1, rows.getInt("mynumber"));
        }
    }

    @Test
    void rowsComeAcrossManyBatches() throws SQLException {
        long sum = 0;
        long rowCount = 0;
        try (ResultSet rows = statement.executeQuery("SELECT o_orderkey, o_totalprice FROM tpch.tiny.orders")) {
            while (rows.next()) {
                sum += rows.getLong(1);
                assertNotNull(rows.getBigDecimal(2));
                rowCount++;
            }
            assertNotNull(rows.unwrap(QueryResult.class).statistics());
        }
        assertEquals(15_000, rowCount);
        assertEquals(449_872_500L, sum);
    }

    @Test
    void maxRowsLimitsTheResult() throws SQLException {
        statement.setMaxRows(7);
        try (ResultSet rows = statement.executeQuery("SELECT n_name FROM tpch.tiny.nation")) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertEquals(7, count);
        }
    }

    @Test
    void errorsCarryTheSqlStateOfTheirCode() throws SQLException {
        assertEquals(
                "42601",
                assertThrows(SQLSyntaxErrorException.class, () -> statement.executeQuery("SELEC 1"))
                        .getSQLState());
        assertEquals("42P01", stateOf("SELECT * FROM nowhere"));
        assertEquals("42703", stateOf("SELECT n_nam FROM tpch.tiny.nation"));
        assertEquals("22012", stateOf("SELECT 1 / (n_nationkey - n_nationkey) FROM tpch.tiny.nation"));
        assertThrows(SQLFeatureNotSupportedException.class, () -> statement.execute("GRANT SELECT ON t TO u"));
    }

    private String stateOf(String sql) {
        return assertThrows(SQLException.class, () -> {
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        rows.next();
                    }
                })
                .getSQLState();
    }

    @Test
    void aStatementWithoutRowsHasAnUpdateCountOfZero() throws SQLException {
        assertFalse(statement.execute("CREATE SCHEMA lake"));
        assertEquals(0, statement.getUpdateCount());
        try (Connection second = DriverManager.getConnection("jdbc:tarn:threads=2");
                ResultSet rows = second.createStatement().executeQuery("SHOW SCHEMAS")) {
            boolean seen = false;
            while (rows.next()) {
                seen |= rows.getString(1).equals("lake");
            }
            assertTrue(seen, "connections of one URL share their engine");
        }
    }

    @Test
    void cancelEndsTheQueryFromAnotherThread() throws SQLException {
        String sql = "SELECT a.l_orderkey, b.l_comment FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b";
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            statement.cancel();
            SQLException error = assertThrows(SQLException.class, () -> {
                while (rows.next()) {
                    assertSame(statement, rows.getStatement());
                }
            });
            assertEquals("57014", error.getSQLState());
        }
    }

    @Test
    void theTimeLimitAndCancelEndAQueryThatIsStillPlanned() throws Exception {
        // Takes connections, and never answers.
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String sql = "SELECT * FROM 'http://127.0.0.1:" + silent.getLocalPort() + "/x.parquet'";
            statement.setQueryTimeout(1);
            long begin = System.nanoTime();
            SQLException late = assertThrows(SQLException.class, () -> statement.executeQuery(sql));
            assertEquals("57014", late.getSQLState());
            statement.setQueryTimeout(0);
            CompletableFuture<SQLException> cancelled = CompletableFuture.supplyAsync(
                    () -> assertThrows(SQLException.class, () -> statement.executeQuery(sql)));
            Thread.sleep(500);
            statement.cancel();
            assertEquals("57014", cancelled.get(5, TimeUnit.SECONDS).getSQLState());
            assertTrue(System.nanoTime() - begin < 8_000_000_000L);
        }
    }

    @Test
    void anotherDriversUrlIsLeftToIt() throws SQLException {
        assertNull(new TarnDriver().connect("jdbc:other:x", new java.util.Properties()));
    }
}
