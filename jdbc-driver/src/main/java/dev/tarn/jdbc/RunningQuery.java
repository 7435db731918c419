package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The query that a statement runs: what cancel and timeout act upon. Thread-safe. */
final class RunningQuery {
    private QueryResult result;
    private long execution;
    private boolean cancelled;

    /** Says that another execution begins, which is cancelled after {@code timeoutSeconds} unless that is 0. */
    synchronized void begin(int timeoutSeconds) {
        result = null;
        cancelled = false;
        long current = ++execution;
        if (timeoutSeconds > 0) {
            CompletableFuture.delayedExecutor(timeoutSeconds, TimeUnit.SECONDS).execute(() -> cancelExecution(current));
        }
    }

    /** Says what the execution's result is; cancels it if that was asked for before. */
    synchronized void started(QueryResult started) {
        result = started;
        if (cancelled) {
            started.cancel();
        }
    }

    /** Cancels what runs. */
    synchronized void cancel() {
        cancelled = true;
        if (result != null) {
            result.cancel();
        }
    }

    private synchronized void cancelExecution(long which) {
        if (which == execution) {
            cancel();
        }
    }
}
