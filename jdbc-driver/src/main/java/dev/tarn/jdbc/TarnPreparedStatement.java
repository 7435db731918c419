package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;

/** A prepared statement, as yet without parameters. */
final class TarnPreparedStatement extends AvaticaPreparedStatement {
    private final RunningQuery running = new RunningQuery();

    TarnPreparedStatement(
            TarnConnection connection,
            Meta.StatementHandle handle,
            Meta.Signature signature,
            int resultSetType,
            int resultSetConcurrency,
            int resultSetHoldability)
            throws SQLException {
        super(connection, handle, signature, resultSetType, resultSetConcurrency, resultSetHoldability);
    }

    RunningQuery running() {
        return running;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        running.begin(getQueryTimeout());
        try {
            return super.executeQuery();
        } catch (SQLException | RuntimeException e) {
            throw JdbcErrors.translate(e);
        }
    }

    @Override
    public boolean execute() throws SQLException {
        running.begin(getQueryTimeout());
        try {
            return super.execute();
        } catch (SQLException | RuntimeException e) {
            throw JdbcErrors.translate(e);
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        running.begin(getQueryTimeout());
        try {
            return super.executeLargeUpdate();
        } catch (SQLException | RuntimeException e) {
            throw JdbcErrors.translate(e);
        }
    }

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
