package dev.tarn.query;

import dev.tarn.exec.operator.write.WrittenFiles;
import dev.tarn.memory.MemoryUse;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One query from its start to its close. One thread fetches; all else may be called from any. */
public final class QueryExecution implements AutoCloseable {
    private final String queryId;
    private final List<OutputColumn> columns;
    private final ScanTotals scans;
    private final QueryPhases phases;
    private final MemoryUse memory;
    private final ResultStream results;
    private final List<Runnable> closeListeners = new CopyOnWriteArrayList<>();
    private volatile QueryState state = QueryState.RUNNING;
    private volatile long rowsProduced;
    private final Object closing = new Object();
    private volatile WrittenFiles written;
    private boolean isWrite;
    private volatile boolean closed;

    QueryExecution(
            String queryId,
            List<OutputColumn> columns,
            ScanTotals scans,
            QueryPhases phases,
            MemoryUse memory,
            ResultStream results) {
        this.queryId = queryId;
        this.columns = List.copyOf(columns);
        this.scans = scans;
        this.phases = phases;
        this.memory = memory;
        this.results = results;
    }

    /** Says that the one row of the result is the number of rows that the statement wrote. */
    QueryExecution asWrite() {
        isWrite = true;
        return this;
    }

    /** Says so of a statement that writes files. */
    QueryExecution asWrite(WrittenFiles files) {
        written = files;
        return asWrite();
    }

    /** Returns how many rows were given to the writers of files so far. */
    public long rowsWritten() {
        return written == null ? 0 : written.rowsWritten.sum();
    }

    /** Returns how many bytes the writers of files gave out so far. */
    public long bytesWritten() {
        return written == null ? 0 : written.bytesWritten.sum();
    }

    /** Returns whether the one row of the result is the number of rows that the statement wrote. */
    public boolean isWrite() {
        return isWrite;
    }

    public String queryId() {
        return queryId;
    }

    public List<OutputColumn> columns() {
        return columns;
    }

    public QueryState state() {
        return state;
    }

    public ScanTotals scans() {
        return scans;
    }

    public QueryPhases phases() {
        return phases;
    }

    public long rowsProduced() {
        return rowsProduced;
    }

    public MemoryUse memory() {
        return memory;
    }

    /** Returns the next batch, which the caller owns, or null at the end; throws what ended the query. */
    public VectorSchemaRoot nextBatch() {
        try {
            VectorSchemaRoot batch = results.next();
            if (batch == null) {
                finished();
            } else {
                long before = rowsProduced;
                rowsProduced = before + batch.getRowCount();
            }
            return batch;
        } catch (TarnException e) {
            failed(e);
            throw e;
        }
    }

    /** Tells how it ended; one whose reader was interrupted is to go on no more than one that was cancelled. */
    private void failed(TarnException e) {
        boolean cancelled = e.code() == ErrorCode.QUERY_CANCELLED;
        if (end(cancelled ? QueryState.CANCELLED : QueryState.FAILED) && cancelled) {
            results.cancel();
        }
    }

    /** A cancel may come too late to have an effect. */
    private synchronized void finished() {
        end(QueryState.FINISHED);
        if (state == QueryState.CANCELLED && !closed) {
            state = QueryState.FINISHED;
        }
    }

    /** Waits for the end of a statement that writes and throws what went wrong with it; nothing for a query. */
    public void await() {
        try {
            results.await();
        } catch (TarnException e) {
            failed(e);
            throw e;
        }
    }

    /** Asks the query to end; nothing if it has. */
    public void cancel() {
        if (end(QueryState.CANCELLED)) {
            results.cancel();
        }
    }

    private synchronized boolean end(QueryState how) {
        if (state.isEnded()) {
            return false;
        }
        state = how;
        phases.executionEnds();
        return true;
    }

    /** Cancels it when the signal is given, until it is closed. */
    public void cancelOn(CancelSignal signal) {
        Runnable listener = this::cancel;
        signal.onCancel(listener);
        whenClosed(() -> signal.remove(listener));
    }

    /** Runs {@code listener} when the execution is closed. */
    public void whenClosed(Runnable listener) {
        closeListeners.add(listener);
    }

    /** Ends the query if it still runs and frees its memory; whoever calls again waits until that is done. */
    @Override
    public void close() {
        synchronized (closing) {
            if (closed) {
                return;
            }
            closed = true;
            end(QueryState.CANCELLED);
            results.close();
            closeListeners.forEach(Runnable::run);
        }
    }
}
