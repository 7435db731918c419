package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;

/** A statement whose cancel and timeout reach the engine, and whose errors keep their SQLSTATE. */
final class TarnStatement extends AvaticaStatement {
    private final RunningQuery running = new RunningQuery();

    TarnStatement(
            TarnConnection connection,
            Meta.StatementHandle handle,
            int resultSetType,
            int resultSetConcurrency,
            int resultSetHoldability) {
        super(connection, handle, resultSetType, resultSetConcurrency, resultSetHoldability);
    }

    RunningQuery running() {
        return running;
    }

    @Override
    protected void executeInternal(String sql) throws SQLException {
        running.begin(getQueryTimeout());
        try {
            super.executeInternal(sql);
        } catch (SQLException | RuntimeException e) {
            throw JdbcErrors.translate(e);
        }
    }

    /** Returns the number of rows that a statement wrote, which {@code execute} gives as a row. */
    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        long count = super.executeLargeUpdate(sql);
        ResultSet rows = getResultSet();
        if (count >= 0 || rows == null) {
            return count;
        }
        try (rows) {
            boolean isCount = rows.getMetaData().getColumnCount() == 1
                    && rows.getMetaData().getColumnLabel(1).equals("rows");
            return isCount && rows.next() ? rows.getLong(1) : 0;
        }
    }

    // Not synchronized with execution: whoever cancels must not wait for what is to be cancelled.
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    @Override
    public void cancel() throws SQLException {
        checkOpen();
        running.cancel();
    }

    /**
     * Returns the running query as {@code dev.tarn.QueryResult}, whose statistics any thread may read while another executes
     * or fetches.
     */
    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        QueryResult result = running.result();
        return wanted.isInstance(result) ? wanted.cast(result) : super.unwrap(wanted);
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return wanted.isInstance(running.result()) || super.isWrapperFor(wanted);
    }
}
