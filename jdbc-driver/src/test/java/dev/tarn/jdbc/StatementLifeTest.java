package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementLifeTest {
    private static final String LONG_RUNNING =
            "SELECT a.l_orderkey FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b";

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tarn:threads=2");
        statement = connection.createStatement();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static String state(Action action) {
        return assertThrows(SQLException.class, action::run).getSQLState();
    }

    @Test
    void theTimeLimitHoldsWhileRowsAreRead() throws SQLException {
        statement.setQueryTimeout(1);
        try (ResultSet rows = statement.executeQuery(LONG_RUNNING)) {
            SQLTimeoutException error = assertThrows(SQLTimeoutException.class, () -> {
                while (rows.next()) {
                    assertFalse(rows.wasNull());
                }
            });
            assertEquals("57014", error.getSQLState());
            assertTrue(error.getMessage().contains("1 s"), error.getMessage());
        }
        statement.setQueryTimeout(0);
        try (ResultSet rows = statement.executeQuery("SELECT 1")) {
            assertTrue(rows.next());
        }
    }

    @Test
    void cancelWithoutAQueryDoesNothing() throws SQLException {
        statement.cancel();
        try (ResultSet rows = statement.executeQuery("SELECT 1")) {
            assertTrue(rows.next());
            assertFalse(rows.next());
            statement.cancel();
            assertFalse(rows.next());
        }
    }

    @Test
    void theMostRowsAreALimitOfThePlan() throws SQLException {
        statement.setMaxRows(3);
        try (ResultSet rows = statement.executeQuery("SELECT l_orderkey FROM tpch.sf1.lineitem ORDER BY 1 DESC")) {
            assertTrue(rows.next());
            assertEquals(6_000_000L, rows.getLong(1));
            assertTrue(rows.next());
            assertTrue(rows.next());
            assertFalse(rows.next());
        }
        try (ResultSet rows = statement.executeQuery("SELECT l_orderkey FROM tpch.sf1.lineitem")) {
            assertTrue(rows.next());
            long scanned = rows.unwrap(QueryResult.class).statistics().rowsScanned();
            assertTrue(scanned < 1_000_000, "scanned " + scanned);
        }
    }

    @Test
    void closingWhileAnotherThreadReadsEndsItsReading() throws Exception {
        for (int i = 0; i < 20; i++) {
            ResultSet rows = statement.executeQuery(LONG_RUNNING);
            CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> state(() -> {
                while (rows.next()) {
                    rows.getLong(1);
                }
            }));
            Thread.sleep(i);
            rows.close();
            assertEquals("08003", reading.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatIsClosedSaysSo() throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT 1");
        PreparedStatement prepared = connection.prepareStatement("SELECT 1");
        rows.close();
        assertTrue(rows.isClosed());
        assertEquals("08003", state(rows::next));
        statement.close();
        statement.close();
        assertEquals("08003", state(() -> statement.executeQuery("SELECT 1")));
        assertEquals("08003", state(() -> statement.setMaxRows(1)));
        connection.close();
        assertFalse(connection.isValid(1));
        assertEquals("08003", state(prepared::executeQuery));
        assertEquals("08003", state(() -> connection.createStatement()));
        assertEquals("08003", state(connection::getMetaData));
        connection.close();
    }

    @Test
    void aNewResultClosesTheLastOne() throws SQLException {
        ResultSet first = statement.executeQuery("SELECT 1");
        ResultSet second = statement.executeQuery("SELECT 2");
        assertTrue(first.isClosed());
        assertSame(second, statement.getResultSet());
        assertFalse(statement.getMoreResults());
        assertTrue(second.isClosed());
        assertEquals(-1, statement.getUpdateCount());
        statement.closeOnCompletion();
        statement.executeQuery("SELECT 3").close();
        assertTrue(statement.isClosed());
    }

    @Test
    void abortEndsWhatRuns() throws Exception {
        ResultSet rows = statement.executeQuery(LONG_RUNNING);
        assertTrue(rows.next());
        connection.abort(Runnable::run);
        assertTrue(connection.isClosed());
        assertEquals("08003", state(rows::next));
    }

    @Test
    void twoThreadsOnOneStatementAreToldApart() throws Exception {
        CompletableFuture<Void> planning = new CompletableFuture<>();
        try (java.net.ServerSocket silent =
                new java.net.ServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress())) {
            String sql = "SELECT * FROM 'http://127.0.0.1:" + silent.getLocalPort() + "/x.parquet'";
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> {
                planning.complete(null);
                return state(() -> statement.executeQuery(sql));
            });
            planning.get();
            Thread.sleep(300);
            SQLException second = assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1"));
            assertTrue(second.getMessage().contains("another thread"), second.getMessage());
            statement.cancel();
            assertEquals("57014", first.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void rowsAndCountsAreNotTakenForEachOther() throws SQLException {
        assertEquals("42000", state(() -> statement.executeUpdate("SELECT 1")));
        assertEquals("42000", state(() -> statement.executeQuery("CREATE SCHEMA life")));
        assertEquals(0, statement.executeUpdate("DROP SCHEMA life"));
        assertEquals("0A000", state(() -> statement.execute("SELECT 1", Statement.RETURN_GENERATED_KEYS)));
    }

    @Test
    void aConnectionTakesWhatToolsSet() throws SQLException {
        connection.setAutoCommit(false);
        connection.rollback();
        connection.commit();
        connection.setAutoCommit(true);
        connection.setReadOnly(true);
        assertTrue(connection.isReadOnly());
        connection.setSchema("tpch.tiny");
        assertEquals("tiny", connection.getSchema());
        assertEquals("tpch", connection.getCatalog());
        connection.setSchema("sf1");
        assertEquals("tpch", connection.getCatalog());
        connection.setCatalog("tarn");
        assertEquals("sf1", connection.getSchema());
        connection.setClientInfo("ApplicationName", "test");
        assertEquals("test", connection.getClientInfo("ApplicationName"));
        assertEquals(Connection.TRANSACTION_NONE, connection.getTransactionIsolation());
        assertTrue(connection.isValid(0));
        assertEquals("22023", state(() -> connection.isValid(-1)));
        assertNotNull(connection.unwrap(Session.class));
        assertThrows(SQLFeatureNotSupportedException.class, () -> connection.prepareCall("{call f()}"));
        assertNull(connection.getWarnings());
        connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)
                .close();
        assertNotNull(connection.getWarnings());
    }

    @Test
    void namesOfAthenasDriverAreTaken() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "me");
        properties.setProperty("Region", "eu-central-1");
        properties.setProperty("Workgroup", "primary");
        properties.setProperty("OutputLocation", "s3://results/");
        properties.setProperty("Database", "tpch.tiny");
        try (Connection athena = DriverManager.getConnection("jdbc:tarn:threads=1", properties)) {
            assertEquals("tiny", athena.getSchema());
            assertTrue(athena.getWarnings().getMessage().contains("OutputLocation"));
            assertTrue(athena.getWarnings().getNextWarning().getMessage().contains("Workgroup"));
        }
    }

    @Test
    void readingIsRefusedWhereThereIsNoRow() throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 300 AS n, 'x' AS t")) {
            assertEquals("24000", state(() -> rows.getInt(1)));
            assertTrue(rows.next());
            assertEquals("22003", state(() -> rows.getByte(1)));
            assertEquals("42703", state(() -> rows.getInt(3)));
            assertEquals("42703", state(() -> rows.getInt("nothing")));
            assertEquals("22018", state(() -> rows.getInt("t")));
            assertEquals("0A000", state(rows::previous));
            assertEquals("0A000", state(() -> rows.updateInt(1, 1)));
            assertFalse(rows.next());
            assertEquals("24000", state(() -> rows.getInt(1)));
        }
    }
}
