package dev.tarn.exec.pipeline;

import dev.tarn.memory.QueryMemoryPool;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ReadLimit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** What all pipelines of one query share: memory, settings, the cancel flag, and what to close at its end. Thread-safe. */
public final class QueryContext implements AutoCloseable {
    private final QueryMemoryPool memory;
    private final ReadLimit readLimit;
    private final Executor ioExecutor;
    private final int batchSize;
    private final int threads;
    private final Deque<AutoCloseable> shared = new ArrayDeque<>();
    private final List<Runnable> cancelListeners = new ArrayList<>();
    private final Map<Integer, OperatorStatistics> statistics = new ConcurrentHashMap<>();
    private volatile TarnException cancelled;

    public QueryContext(QueryMemoryPool memory, Executor ioExecutor, int batchSize, int threads) {
        this(memory, ReadLimit.NONE, ioExecutor, batchSize, threads);
    }

    public QueryContext(QueryMemoryPool memory, ReadLimit readLimit, Executor ioExecutor, int batchSize, int threads) {
        this.memory = memory;
        this.readLimit = readLimit;
        this.ioExecutor = ioExecutor;
        this.batchSize = batchSize;
        this.threads = threads;
    }

    /** Returns the name that errors call the query by. */
    public String queryId() {
        return memory.queryId();
    }

    public QueryMemoryPool memory() {
        return memory;
    }

    /** Returns how much its scans may read. */
    public ReadLimit readLimit() {
        return readLimit;
    }

    /** Returns where reads that block run. */
    public Executor ioExecutor() {
        return ioExecutor;
    }

    /** Returns the most rows of a batch. */
    public int batchSize() {
        return batchSize;
    }

    /** Returns how many drivers a parallel pipeline has. */
    public int threads() {
        return threads;
    }

    /** Returns what the operators of a plan node did so far. */
    public OperatorStatistics statistics(int planNode) {
        return statistics.computeIfAbsent(planNode, node -> new OperatorStatistics());
    }

    /** Asks the query to end with {@code reason}; the first one counts. Returns at once. */
    public void cancel(TarnException reason) {
        List<Runnable> listeners;
        synchronized (cancelListeners) {
            if (cancelled != null) {
                return;
            }
            cancelled = reason;
            listeners = List.copyOf(cancelListeners);
        }
        listeners.forEach(Runnable::run);
    }

    /** Runs {@code listener}, which must be quick, when the query is cancelled; at once if it was. */
    public void onCancel(Runnable listener) {
        synchronized (cancelListeners) {
            if (cancelled == null) {
                cancelListeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    /** Returns whether the query was asked to end. */
    public boolean isCancelled() {
        return cancelled != null;
    }

    /** Returns why the query was asked to end, or null if it was not. */
    public TarnException cancelReason() {
        return cancelled;
    }

    /** Throws the reason if the query was asked to end. */
    public void throwIfCancelled() {
        TarnException reason = cancelled;
        if (reason != null) {
            throw reason;
        }
    }

    /** Registers state shared between pipelines, to be closed when the query has ended and no operator is left. */
    public <T extends AutoCloseable> T register(T state) {
        synchronized (shared) {
            shared.push(state);
        }
        return state;
    }

    /** Closes the registered states, the youngest first. */
    @Override
    public void close() {
        RuntimeException failure = null;
        synchronized (shared) {
            while (!shared.isEmpty()) {
                try {
                    shared.pop().close();
                } catch (Exception e) {
                    if (failure == null) {
                        failure = new TarnException(ErrorCode.INTERNAL_ERROR, "a query's state cannot be closed", e);
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
