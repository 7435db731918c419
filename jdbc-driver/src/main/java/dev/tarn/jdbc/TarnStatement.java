package dev.tarn.jdbc;

import dev.tarn.QueryOptions;
import dev.tarn.QueryResult;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A statement, with one result at a time. One thread executes; {@link #cancel} and {@link #close} may be called from any, and
 * reach a statement that is still planned.
 */
class TarnStatement extends Closable implements Statement {
    private final TarnConnection connection;
    private final List<String> batch = new ArrayList<>();
    private final AtomicBoolean executing = new AtomicBoolean();
    private volatile RunningQuery running = new RunningQuery(0);
    /** Written by the thread that executes, closed by any. */
    private volatile TarnResultSet resultSet;

    private long updateCount = -1;
    private long maxRows;
    private int maxFieldSize;
    private int queryTimeout;
    private int fetchSize;
    private boolean escapeProcessing = true;
    private boolean poolable;
    private SQLWarning warnings;
    private boolean closeOnCompletion;
    private volatile boolean closed;

    TarnStatement(TarnConnection connection) {
        this.connection = connection;
    }

    final TarnConnection connection() {
        return connection;
    }

    @Override
    final void checkOpen() throws SQLException {
        connection.checkOpen();
        super.checkOpen();
    }

    /** Returns the engine's SQL for what was given. */
    final String engineSql(String sql) throws SQLException {
        if (sql == null) {
            throw JdbcErrors.of(ErrorCode.SYNTAX_ERROR, "there is no statement");
        }
        return escapeProcessing ? EscapeSyntax.translate(sql) : sql;
    }

    /** Starts a statement. */
    @FunctionalInterface
    interface Start {
        /** Returns the result, or null if nothing was started. */
        QueryResult start(QueryOptions options);
    }

    /**
     * Ends the last result and begins another statement; returns whether it has rows. If nothing was started, the update count
     * is -1.
     */
    final boolean run(Start start) throws SQLException {
        checkOpen();
        if (!executing.compareAndSet(false, true)) {
            throw JdbcErrors.of(
                    ErrorCode.STATEMENT_IN_USE,
                    "another thread executes this statement just now; give each thread a statement of its own");
        }
        try {
            closeResult();
            RunningQuery query = new RunningQuery(queryTimeout);
            running = query;
            if (closed) {
                query.cancel();
            }
            return run(start, query);
        } finally {
            executing.set(false);
        }
    }

    private boolean run(Start start, RunningQuery query) throws SQLException {
        try {
            QueryOptions options = QueryOptions.defaults().withCancellation(query.cancellation());
            QueryResult result = start.start(maxRows > 0 ? options.withMaxRows(maxRows) : options);
            if (result == null) {
                query.ended();
                return false;
            }
            query.started(result);
            return take(query, result);
        } catch (TarnException e) {
            if (query.result() != null) {
                query.result().close();
            }
            SQLException error = query.error(e);
            throw closed && e.code() == ErrorCode.QUERY_CANCELLED ? closedError() : error;
        }
    }

    private boolean take(RunningQuery query, QueryResult result) throws SQLException {
        OptionalLong written = result.writtenRows();
        if (written.isPresent() || !result.hasRows()) {
            query.ended();
            result.close();
            updateCount = written.orElse(0);
            return false;
        }
        resultSet = new TarnResultSet(this, query, maxRows > 0 ? maxRows : Long.MAX_VALUE);
        resultSet.setFetchSize(fetchSize);
        if (closed) {
            resultSet.close();
            throw closedError();
        }
        return true;
    }

    final void closeResult() {
        TarnResultSet open = resultSet;
        resultSet = null;
        updateCount = -1;
        warnings = null;
        if (open != null) {
            open.close();
        }
    }

    /** Is told by a result set of this statement that it was closed. */
    void resultSetClosed(TarnResultSet result) {
        if (closeOnCompletion && result == resultSet && !closed) {
            close();
        }
    }

    final ResultSet requireRows(boolean hasRows) throws SQLException {
        if (!hasRows) {
            throw JdbcErrors.of(ErrorCode.INVALID_STATEMENT, "the statement has no rows; use execute or executeUpdate");
        }
        return resultSet;
    }

    final long requireCount(boolean hasRows) throws SQLException {
        if (hasRows) {
            closeResult();
            throw JdbcErrors.of(ErrorCode.INVALID_STATEMENT, "the statement has rows; use execute or executeQuery");
        }
        return updateCount;
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return requireRows(execute(sql));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        checkOpen();
        String text = engineSql(sql);
        return run(options -> connection.session().query(text, options));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return requireCount(execute(sql));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return small(executeLargeUpdate(sql));
    }

    static int small(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    static void refuseKeys(int autoGeneratedKeys) throws SQLException {
        if (autoGeneratedKeys != NO_GENERATED_KEYS) {
            throw generatedKeys();
        }
    }

    static SQLException generatedKeys() {
        return JdbcErrors.notSupported("generated keys; tables have none");
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        refuseKeys(autoGeneratedKeys);
        return executeUpdate(sql);
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        throw generatedKeys();
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        throw generatedKeys();
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        refuseKeys(autoGeneratedKeys);
        return executeLargeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        throw generatedKeys();
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        throw generatedKeys();
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        refuseKeys(autoGeneratedKeys);
        return execute(sql);
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        throw generatedKeys();
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        throw generatedKeys();
    }

    /** Returns no rows: there are no generated keys. */
    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        return TarnResultSet.of(this, List.of(), List.of());
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        checkOpen();
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        List<String> statements = List.copyOf(batch);
        batch.clear();
        long[] counts = new long[statements.size()];
        for (int i = 0; i < counts.length; i++) {
            try {
                counts[i] = executeLargeUpdate(statements.get(i));
            } catch (SQLException e) {
                throw batchFailure(e, Arrays.copyOf(counts, i));
            }
        }
        return counts;
    }

    static SQLException batchFailure(SQLException cause, long[] done) {
        return new BatchUpdateException(
                "statement " + (done.length + 1) + " of the batch failed, those before it have been done: "
                        + cause.getMessage(),
                cause.getSQLState(),
                cause.getErrorCode(),
                done,
                cause);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return Arrays.stream(executeLargeBatch()).mapToInt(TarnStatement::small).toArray();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        checkOpen();
        return resultSet;
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return updateCount;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return small(getLargeUpdateCount());
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        checkOpen();
        if (current == KEEP_CURRENT_RESULT) {
            resultSet = null;
            updateCount = -1;
        } else {
            closeResult();
        }
        return false;
    }

    /**
     * Returns the query that cancel acts upon: the one that runs, or the last that did. Tests tell by it that a statement has
     * begun, which JDBC does not say of one that is still planned.
     */
    RunningQuery running() {
        return running;
    }

    /**
     * Ends what the statement runs, if it runs anything: who executes or reads gets SQLSTATE 57014. Returns at once. A
     * statement that was closed meanwhile runs nothing, so that whoever wanted to cancel it gets no error.
     */
    @Override
    public void cancel() {
        running.cancel();
    }

    @Override
    public void close() {
        if (!closed) {
            closeWithConnection();
            connection.forget(this);
        }
    }

    /** Closes the statement of a connection that is closed. */
    final void closeWithConnection() {
        closed = true;
        running.cancel();
        running.ended();
        TarnResultSet open = resultSet;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    @Override
    public Connection getConnection() throws SQLException {
        checkOpen();
        return connection;
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        checkOpen();
        return maxRows;
    }

    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        checkOpen();
        maxRows = natural(max, "rows");
    }

    @Override
    public int getMaxRows() throws SQLException {
        return small(getLargeMaxRows());
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    private static long natural(long number, String what) throws SQLException {
        if (number < 0) {
            throw JdbcErrors.of(ErrorCode.INVALID_FUNCTION_ARGUMENT, "a negative number of " + what + ": " + number);
        }
        return number;
    }

    /** Returns the wish that was set. */
    @Override
    public int getMaxFieldSize() throws SQLException {
        checkOpen();
        return maxFieldSize;
    }

    /** Is a wish that is remembered and not granted: values are never cut. */
    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        maxFieldSize = (int) natural(max, "bytes of a field");
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        checkOpen();
        return queryTimeout;
    }

    /** Sets how long a statement may take, from its planning until its last row was read; 0 for any time. */
    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        queryTimeout = (int) natural(seconds, "seconds");
    }

    /** Is a hint: rows come in the engine's batches, of which no more wait than the result buffer holds. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        fetchSize = (int) natural(rows, "rows to fetch");
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction < ResultSet.FETCH_FORWARD || direction > ResultSet.FETCH_UNKNOWN) {
            throw JdbcErrors.of(ErrorCode.INVALID_FUNCTION_ARGUMENT, "the fetch direction " + direction);
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getResultSetType() throws SQLException {
        checkOpen();
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
        escapeProcessing = enable;
    }

    @Override
    public void setCursorName(String name) throws SQLException {
        checkOpen();
    }

    @Override
    public boolean isSimpleIdentifier(String identifier) {
        return Keywords.isPlainName(identifier);
    }

    /** Returns a name as SQL takes it: in quotes if it needs them, or always if that is wanted. */
    @Override
    public String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
        if (identifier.isEmpty() || identifier.indexOf('\0') >= 0) {
            throw JdbcErrors.of(ErrorCode.INVALID_FUNCTION_ARGUMENT, "a name that is empty or holds a character 0");
        }
        boolean quoted = identifier.length() > 2 && identifier.startsWith("\"") && identifier.endsWith("\"");
        String name = quoted ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"") : identifier;
        return alwaysQuote || !isSimpleIdentifier(name) ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }

    @Override
    public void setPoolable(boolean wanted) throws SQLException {
        checkOpen();
        poolable = wanted;
    }

    @Override
    public boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    final void poolable() {
        poolable = true;
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings;
    }

    /** Takes a warning of the result that is read. */
    final void warn(SQLWarning warning) {
        warnings = warning;
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings = null;
    }

    @Override
    final String what() {
        return "statement";
    }

    @Override
    final SQLException closedError() {
        return connection.isClosed()
                ? connection.closedError()
                : JdbcErrors.of(
                        ErrorCode.STATEMENT_CLOSED, "the statement is closed; make another one of its connection");
    }

    /** Returns the running query, whose statistics any thread may read while another executes or fetches. */
    @Override
    final QueryResult behind() {
        return running.result();
    }
}
