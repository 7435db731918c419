package dev.tarn.jdbc;

import dev.tarn.Cancellation;
import dev.tarn.QueryResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The query that a statement runs: what cancel and timeout act upon, planning included. Thread-safe. */
final class RunningQuery {
    private Cancellation current = new Cancellation();
    private volatile QueryResult result;

    /** Says that another execution begins, which is cancelled after {@code timeoutSeconds} unless that is 0. */
    synchronized void begin(int timeoutSeconds) {
        Cancellation begun = new Cancellation();
        current = begun;
        result = null;
        if (timeoutSeconds > 0) {
            CompletableFuture.delayedExecutor(timeoutSeconds, TimeUnit.SECONDS).execute(begun::cancel);
        }
    }

    /** Returns what ends the execution that has begun. */
    synchronized Cancellation cancellation() {
        return current;
    }

    /** Says that the execution has been planned and runs. */
    void started(QueryResult running) {
        result = running;
    }

    /** Returns the last execution that ran, whose statistics go on while it does; null before, and while one is planned. */
    QueryResult result() {
        return result;
    }

    /** Cancels what runs. */
    void cancel() {
        cancellation().cancel();
    }
}
