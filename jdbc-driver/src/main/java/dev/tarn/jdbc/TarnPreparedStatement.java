package dev.tarn.jdbc;

import dev.tarn.PreparedQuery;
import dev.tarn.spi.error.ErrorCode;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A prepared statement, whose values the engine binds as values. A batch of an INSERT of one row is one INSERT. */
final class TarnPreparedStatement extends ParameterSetters {
    private final PreparedQuery query;
    private final Object[] values;
    private final boolean[] isSet;
    private final List<List<Object>> rows = new ArrayList<>();

    TarnPreparedStatement(TarnConnection connection, PreparedQuery query) {
        super(connection);
        this.query = query;
        this.values = new Object[query.parameterTypes().size()];
        this.isSet = new boolean[values.length];
        poolable();
    }

    @Override
    void set(int index, Object value) throws SQLException {
        checkOpen();
        if (index < 1 || index > values.length) {
            throw JdbcErrors.of(
                    ErrorCode.INVALID_PARAMETER_USAGE,
                    "there is no parameter " + index + "; the statement has " + values.length);
        }
        values[index - 1] = value;
        isSet[index - 1] = true;
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(values, null);
        Arrays.fill(isSet, false);
    }

    private List<Object> bound() throws SQLException {
        for (int i = 0; i < isSet.length; i++) {
            if (!isSet[i]) {
                throw JdbcErrors.of(
                        ErrorCode.INVALID_PARAMETER_USAGE,
                        "parameter " + (i + 1) + " of " + isSet.length + " has no value");
            }
        }
        return new ArrayList<>(Arrays.asList(values.clone()));
    }

    @Override
    public boolean execute() throws SQLException {
        checkOpen();
        List<Object> bound = bound();
        return run(options -> query.query(bound, options));
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return requireRows(execute());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return requireCount(execute());
    }

    @Override
    public int executeUpdate() throws SQLException {
        return small(executeLargeUpdate());
    }

    @Override
    public void addBatch() throws SQLException {
        checkOpen();
        rows.add(bound());
    }

    @Override
    public void clearBatch() throws SQLException {
        super.clearBatch();
        rows.clear();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        List<List<Object>> batch = List.copyOf(rows);
        rows.clear();
        long[] counts = new long[batch.size()];
        if (batch.size() > 1 && insertedAtOnce(batch)) {
            Arrays.fill(counts, 1);
            return counts;
        }
        for (int i = 0; i < counts.length; i++) {
            List<Object> row = batch.get(i);
            try {
                counts[i] = requireCount(run(options -> query.query(row, options)));
            } catch (SQLException e) {
                throw batchFailure(e, Arrays.copyOf(counts, i));
            }
        }
        return counts;
    }

    /** Returns whether all rows were inserted by one INSERT; if not, nothing was done. */
    private boolean insertedAtOnce(List<List<Object>> batch) throws SQLException {
        try {
            run(options -> query.queryRows(batch, options).orElse(null));
        } catch (SQLException e) {
            throw batchFailure(e, new long[0]);
        }
        return getLargeUpdateCount() >= 0;
    }

    /** Returns the columns that the result will have; null if it has none, or they are known only when it is run. */
    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        boolean counts = query.columns().isEmpty() || query.writes();
        return counts ? null : new TarnResultSetMetaData(query.columns());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new TarnParameterMetaData(query.parameterTypes());
    }

    private static SQLException hasItsOwn() {
        return JdbcErrors.of(
                ErrorCode.INVALID_STATEMENT, "a prepared statement has its SQL already; use the methods without SQL");
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        throw hasItsOwn();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        throw hasItsOwn();
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        throw hasItsOwn();
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        throw hasItsOwn();
    }

    @Override
    public String toString() {
        return query.sql();
    }
}
