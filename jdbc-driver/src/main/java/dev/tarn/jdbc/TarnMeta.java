package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import dev.tarn.ResultColumn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.TypedValue;

/** Runs Avatica's statements on a session. */
final class TarnMeta extends MetaImpl {
    private final TarnConnection tarnConnection;

    TarnMeta(TarnConnection connection) {
        super(connection);
        tarnConnection = connection;
    }

    @Override
    public StatementHandle prepare(ConnectionHandle connection, String sql, long maxRowCount) {
        StatementHandle handle = createStatement(connection);
        handle.signature = signature(sql, tarnConnection.session().describe(sql));
        return handle;
    }

    @SuppressWarnings("deprecation")
    @Override
    public ExecuteResult prepareAndExecute(
            StatementHandle handle, String sql, long maxRowCount, PrepareCallback callback) {
        return prepareAndExecute(handle, sql, maxRowCount, -1, callback);
    }

    @Override
    public ExecuteResult prepareAndExecute(
            StatementHandle handle, String sql, long maxRowCount, int maxRowsInFirstFrame, PrepareCallback callback) {
        try {
            MetaResultSet started;
            synchronized (callback.getMonitor()) {
                callback.clear();
                started = start(handle, sql);
                callback.assign(started.signature, null, started.updateCount);
            }
            callback.execute();
            return new ExecuteResult(List.of(started));
        } catch (SQLException e) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "the result set cannot be opened", e);
        }
    }

    @Override
    public ExecuteResult execute(StatementHandle handle, List<TypedValue> parameters, int maxRowsInFirstFrame) {
        return new ExecuteResult(List.of(start(handle, handle.signature.sql)));
    }

    @SuppressWarnings("deprecation")
    @Override
    public ExecuteResult execute(StatementHandle handle, List<TypedValue> parameters, long maxRowCount) {
        return execute(handle, parameters, -1);
    }

    private MetaResultSet start(StatementHandle handle, String sql) {
        RunningQuery running = running(handle);
        QueryResult result = tarnConnection.session().query(sql, running.cancellation());
        running.started(result);
        if (!result.hasRows()) {
            result.close();
            return MetaResultSet.count(handle.connectionId, handle.id, 0);
        }
        try {
            result.await();
        } catch (RuntimeException e) {
            result.close();
            throw e;
        }
        tarnConnection.hold(handle.id, result);
        return MetaResultSet.create(handle.connectionId, handle.id, false, signature(sql, result.columns()), null);
    }

    private RunningQuery running(StatementHandle handle) {
        AvaticaStatement statement = connection.statementMap.get(handle.id);
        if (statement instanceof TarnStatement plain) {
            return plain.running();
        }
        return statement instanceof TarnPreparedStatement prepared ? prepared.running() : new RunningQuery();
    }

    private static Signature signature(String sql, List<ResultColumn> columns) {
        List<ColumnMetaData> metaData = new ArrayList<>();
        for (ResultColumn column : columns) {
            metaData.add(JdbcTypes.columnMetaData(metaData.size(), column));
        }
        StatementType kind = columns.isEmpty() ? StatementType.OTHER_DDL : StatementType.SELECT;
        return Signature.create(metaData, sql, List.of(), CursorFactory.ARRAY, kind);
    }

    @Override
    public void closeStatement(StatementHandle handle) {
        QueryResult result = tarnConnection.take(handle.id);
        if (result != null) {
            result.close();
        }
    }

    @Override
    public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle handle, List<String> statements) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "batches of statements; execute them one by one");
    }

    @Override
    public ExecuteBatchResult executeBatch(StatementHandle handle, List<List<TypedValue>> parameters) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "batches of parameters; execute them one by one");
    }

    @Override
    public Frame fetch(StatementHandle handle, long offset, int maxRows) {
        throw new TarnException(ErrorCode.INTERNAL_ERROR, "rows are read through the cursor, not by frames");
    }

    @Override
    public Iterable<Object> createIterable(
            StatementHandle handle, QueryState state, Signature signature, List<TypedValue> parameters, Frame first) {
        List<Object> rows = new ArrayList<>();
        if (first != null) {
            first.rows.forEach(rows::add);
        }
        return rows;
    }

    @Override
    public boolean syncResults(StatementHandle handle, QueryState state, long offset) {
        return false;
    }

    @Override
    public void commit(ConnectionHandle handle) {
        // Every statement is its own transaction.
    }

    @Override
    public void rollback(ConnectionHandle handle) {
        // Every statement is its own transaction.
    }
}
