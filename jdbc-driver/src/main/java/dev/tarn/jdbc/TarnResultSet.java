package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import dev.tarn.ResultColumn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Rows of a query as they are computed, or rows that the driver made itself. Holds one batch of a query, on the Java heap.
 * One thread reads; any thread may close it.
 */
final class TarnResultSet extends ValueResultSet {
    private final TarnStatement statement;
    private final RunningQuery query;
    private final List<ResultColumn> resultColumns;
    private final ColumnReader[] columns;
    private final Object batches = new Object();
    private long rowsLeft;
    private int batchRows;
    private int row = -1;
    private long rowNumber;
    private boolean ended;
    private SQLWarning warnings;
    private int fetchSize;
    private Map<String, Integer> indexes;
    private volatile boolean closed;

    /**
     * Makes a result set of a query.
     *
     * @param query has been started; closed with the result set
     * @param maxRows the most rows to give
     */
    TarnResultSet(TarnStatement statement, RunningQuery query, long maxRows) {
        this.statement = statement;
        this.query = query;
        this.resultColumns = query.result().columns();
        this.rowsLeft = maxRows;
        columns = new ColumnReader[resultColumns.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ColumnReaders.of(resultColumns.get(i).type());
        }
    }

    private TarnResultSet(TarnStatement statement, List<ResultColumn> resultColumns, List<Object[]> rows) {
        this.statement = statement;
        this.query = null;
        this.resultColumns = List.copyOf(resultColumns);
        this.rowsLeft = Long.MAX_VALUE;
        this.batchRows = rows.size();
        columns = new ColumnReader[resultColumns.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new ObjectColumn(resultColumns.get(i).type(), rows, i);
        }
    }

    /**
     * Makes a result set of rows that are there.
     *
     * @param statement what getStatement gives, or null
     * @param rows with a value for each column
     */
    static TarnResultSet of(TarnStatement statement, List<ResultColumn> columns, List<Object[]> rows) {
        return new TarnResultSet(statement, columns, rows);
    }

    @Override
    ColumnReader column(int columnIndex) throws SQLException {
        if (row < 0 || row >= batchRows) {
            throw noRow();
        }
        if (columnIndex < 1 || columnIndex > columns.length) {
            throw JdbcErrors.of(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "there is no column " + columnIndex + "; the result has " + columns.length + ", counted from 1");
        }
        return columns[columnIndex - 1];
    }

    private SQLException noRow() {
        return closed
                ? closedError()
                : JdbcErrors.of(
                        ErrorCode.INVALID_CURSOR_STATE,
                        rowNumber == 0
                                ? "the result set stands before its first row; call next()"
                                : "the result set stands behind its last row");
    }

    @Override
    int row() {
        return row;
    }

    @Override
    public boolean next() throws SQLException {
        if (rowsLeft > 0 && row + 1 < batchRows) {
            row++;
            rowsLeft--;
            rowNumber++;
            return true;
        }
        return nextBatch();
    }

    private boolean nextBatch() throws SQLException {
        synchronized (batches) {
            checkOpen();
            row = -1;
            batchRows = 0;
            if (query == null || ended || rowsLeft == 0) {
                end();
                return false;
            }
            do {
                try (VectorSchemaRoot batch = query.result().nextBatch()) {
                    if (batch == null) {
                        end();
                        return false;
                    }
                    for (int i = 0; i < columns.length; i++) {
                        columns[i].load(batch.getVector(i));
                    }
                    batchRows = batch.getRowCount();
                } catch (TarnException e) {
                    throw failure(e);
                }
            } while (batchRows == 0);
            // A close that came meanwhile must not leave rows behind.
            batchRows = closed ? 0 : batchRows;
        }
        return next();
    }

    /** A statement is closed before its result set. */
    private SQLException failure(TarnException e) {
        if (closed) {
            return closedError();
        }
        boolean cancelled = e.code() == ErrorCode.QUERY_CANCELLED;
        return cancelled && statement != null && statement.isClosed() ? statement.closedError() : query.error(e);
    }

    /** Frees what the query holds; what is asked of the result set after its last row needs none of it. */
    private void end() {
        if (!ended) {
            ended = true;
            rowNumber = rowNumber == 0 ? 0 : rowNumber + 1;
            if (query != null) {
                query.ended();
                warnOfSkippedRecords();
                query.result().close();
            }
        }
    }

    private void warnOfSkippedRecords() {
        long skipped = query.result().statistics().recordsSkipped();
        if (skipped > 0) {
            warnings = new SQLWarning(skipped + " records could not be read and were left out", "01000");
            statement.warn(warnings);
        }
    }

    /** Ends the query if it still runs. A thread that waits for its next row gets the error of a closed result set. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        batchRows = 0;
        if (query != null) {
            query.ended();
            query.result().cancel();
            synchronized (batches) {
                query.result().close();
            }
        }
        if (statement != null) {
            statement.resultSetClosed(this);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public int findColumn(String columnLabel) throws SQLException {
        checkOpen();
        if (indexes == null) {
            indexes = new HashMap<>();
            for (int i = 0; i < resultColumns.size(); i++) {
                String label = resultColumns.get(i).label();
                indexes.putIfAbsent(label, i + 1);
            }
            for (int i = 0; i < resultColumns.size(); i++) {
                indexes.putIfAbsent(resultColumns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
            }
        }
        Integer index = indexes.get(columnLabel);
        if (index == null && columnLabel != null) {
            index = indexes.get(columnLabel.toLowerCase(Locale.ROOT));
        }
        if (index == null) {
            throw JdbcErrors.of(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "the result has no column \"" + columnLabel + "\"; it has "
                            + String.join(
                                    ", ",
                                    resultColumns.stream()
                                            .map(ResultColumn::label)
                                            .toList()));
        }
        return index;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new TarnResultSetMetaData(resultColumns);
    }

    @Override
    public Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return row < 0 ? 0 : (int) Math.min(rowNumber, Integer.MAX_VALUE);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return rowNumber == 0 && !ended;
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return rowNumber == 1 && !ended;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return ended && rowNumber > 0;
    }

    /** Is not told: the row that comes next may not be computed yet. */
    @Override
    public boolean isLast() throws SQLException {
        throw JdbcErrors.notSupported("isLast; results go forward only");
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings;
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings = null;
    }

    @Override
    public String getCursorName() throws SQLException {
        throw JdbcErrors.notSupported("cursor names");
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != FETCH_FORWARD) {
            throw JdbcErrors.notSupported("another fetch direction than FETCH_FORWARD");
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return FETCH_FORWARD;
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        if (rows < 0) {
            throw JdbcErrors.of(ErrorCode.INVALID_FUNCTION_ARGUMENT, "a fetch size of " + rows);
        }
        fetchSize = rows;
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return TYPE_FORWARD_ONLY;
    }

    @Override
    public int getConcurrency() throws SQLException {
        checkOpen();
        return CONCUR_READ_ONLY;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    String what() {
        return "result set";
    }

    @Override
    SQLException closedError() {
        return statement != null
                        && (statement.isClosed() || statement.connection().isClosed())
                ? statement.closedError()
                : JdbcErrors.of(
                        ErrorCode.INVALID_CURSOR_STATE,
                        "the result set is closed; it is so as soon as its statement executes again");
    }

    /** Returns the query: its statistics while it runs, and Arrow's batches behind the one that is being read. */
    @Override
    QueryResult behind() {
        return query == null ? null : query.result();
    }
}
