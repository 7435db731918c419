package dev.tarn.jdbc;

import dev.tarn.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The query that a statement runs: what cancel and timeout act upon, planning included. Thread-safe. */
final class RunningQuery {
    private Cancellation current = new Cancellation();

    /** Says that another execution begins, which is cancelled after {@code timeoutSeconds} unless that is 0. */
    synchronized void begin(int timeoutSeconds) {
        Cancellation begun = new Cancellation();
        current = begun;
        if (timeoutSeconds > 0) {
            CompletableFuture.delayedExecutor(timeoutSeconds, TimeUnit.SECONDS).execute(begun::cancel);
        }
    }

    /** Returns what ends the execution that has begun. */
    synchronized Cancellation cancellation() {
        return current;
    }

    /** Cancels what runs. */
    void cancel() {
        cancellation().cancel();
    }
}
