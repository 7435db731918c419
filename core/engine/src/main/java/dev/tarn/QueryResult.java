package dev.tarn;

import dev.tarn.query.QueryExecution;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The result of a statement, streamed: the engine computes ahead only as far as the result buffer allows. One thread
 * fetches; {@link #cancel} and {@link #statistics} may be called from any.
 */
public final class QueryResult implements AutoCloseable {
    private final QueryExecution execution;
    private final List<ResultColumn> columns;

    QueryResult(QueryExecution execution) {
        this.execution = execution;
        this.columns = execution.columns().stream()
                .map(column -> new ResultColumn(column.label(), column.type()))
                .toList();
    }

    /** Returns the query's id, which its log lines and errors carry. */
    public String queryId() {
        return execution.queryId();
    }

    /** Returns the columns; none for a statement that has no rows, as CREATE SCHEMA. */
    public List<ResultColumn> columns() {
        return columns;
    }

    /** Returns whether the statement has rows, if only none of them now. */
    public boolean hasRows() {
        return !columns.isEmpty();
    }

    /**
     * Returns the next batch as standard Arrow vectors, which the caller owns and closes, or null at the end. Blocks until
     * there is one.
     *
     * <p>BOOLEAN is a BitVector, integers are TinyIntVector to BigIntVector, REAL and DOUBLE Float4Vector and Float8Vector,
     * DECIMAL a DecimalVector, CHAR (padded) and VARCHAR a VarCharVector, VARBINARY a VarBinaryVector, DATE a
     * DateDayVector, TIMESTAMP a TimeStampMicroVector, TIME a TimeMicroVector, intervals an IntervalYearVector (months)
     * and a DurationVector (microseconds), ARRAY a ListVector, MAP a MapVector, ROW a StructVector.
     *
     * @throws dev.tarn.spi.error.TarnException what ended the query, QUERY_CANCELLED among it
     */
    public VectorSchemaRoot nextBatch() {
        return execution.nextBatch();
    }

    /**
     * Waits for the end of a statement that writes (CREATE TABLE AS, INSERT, UNLOAD), which runs whether or not its one row,
     * the number of rows, is fetched. Returns at once for any other.
     *
     * @throws dev.tarn.spi.error.TarnException what ended the statement; nothing of it is visible then
     */
    public void await() {
        execution.await();
    }

    /**
     * Waits for the end of a statement that writes (CREATE TABLE AS, INSERT, UNLOAD) and returns the number of its rows,
     * which takes the result's one row; empty for any other statement.
     *
     * @throws dev.tarn.spi.error.TarnException what ended the statement; nothing of it is visible then
     */
    public OptionalLong writtenRows() {
        if (!execution.isWrite()) {
            return OptionalLong.empty();
        }
        execution.await();
        try (VectorSchemaRoot batch = nextBatch()) {
            return batch == null ? OptionalLong.empty() : OptionalLong.of(((BigIntVector) batch.getVector(0)).get(0));
        }
    }

    /**
     * Returns the rows that were not fetched yet. Convenience: each row makes Java objects.
     *
     * @throws dev.tarn.spi.error.TarnException from the iterator, as {@link #nextBatch} does
     */
    public Iterator<Row> rows() {
        return new RowIterator();
    }

    /** Returns all rows that were not fetched yet. */
    public List<Row> toRows() {
        List<Row> all = new ArrayList<>();
        rows().forEachRemaining(all::add);
        return all;
    }

    /** Asks the query to end; who fetches gets QUERY_CANCELLED. Does nothing once it has ended. */
    public void cancel() {
        execution.cancel();
    }

    /** Returns what the query has done so far. */
    public QueryStatistics statistics() {
        return QueryStatisticsReader.read(execution);
    }

    /**
     * Ends the query if it still runs, and frees its memory; a statement that writes is waited for, unless it was cancelled.
     * May be called twice.
     */
    @Override
    public void close() {
        execution.close();
    }

    private final class RowIterator implements Iterator<Row> {
        private Iterator<Row> batchRows = java.util.Collections.emptyIterator();
        private boolean ended;

        @Override
        public boolean hasNext() {
            while (!ended && !batchRows.hasNext()) {
                try (VectorSchemaRoot batch = nextBatch()) {
                    if (batch == null) {
                        ended = true;
                    } else {
                        batchRows = RowReader.read(batch).iterator();
                    }
                }
            }
            return batchRows.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the result has no more rows");
            }
            return batchRows.next();
        }
    }
}
