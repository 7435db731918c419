package dev.tarn.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Executes a statement and reads its rows, to be ended by another thread, and notes when it was told so. */
final class StormRun {
    private static final Set<String> EXPECTED = Set.of("57014", "08003", "24000", "55000");

    private final Statement statement;
    private final String sql;
    private volatile boolean executing = true;
    private volatile long told;
    private volatile long gone;

    StormRun(Statement statement, String sql) {
        this.statement = statement;
        this.sql = sql;
    }

    /** Returns the SQLSTATE of a cancel or a close that ended it, or that it ended by itself, or what else went wrong. */
    String run() {
        String state = "ended";
        ResultSet rows = null;
        try {
            boolean hasRows = statement.execute(sql);
            executing = false;
            if (hasRows) {
                rows = statement.getResultSet();
                readAll(rows);
            }
        } catch (SQLException e) {
            state = EXPECTED.contains(e.getSQLState()) ? e.getSQLState() : e.toString();
        }
        told = System.nanoTime();
        try {
            if (rows != null) {
                rows.close();
            }
        } catch (SQLException e) {
            state = "close: " + e;
        }
        gone = System.nanoTime();
        return state;
    }

    private static void readAll(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                rows.getString(i);
            }
        }
    }

    /** Returns whether its execution has not returned yet. */
    boolean isExecuting() {
        return executing;
    }

    double toldMillis(long since) {
        return Math.max(0, told - since) / 1e6;
    }

    double goneMillis(long since) {
        return Math.max(0, gone - since) / 1e6;
    }
}
