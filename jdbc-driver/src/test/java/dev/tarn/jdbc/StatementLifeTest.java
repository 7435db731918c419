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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatementLifeTest extends ConnectedTest {
    private static final String LONG_RUNNING =
            "SELECT a.l_orderkey FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b";

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
            assertEquals("24000", reading.get(5, TimeUnit.SECONDS));
        }
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
}
