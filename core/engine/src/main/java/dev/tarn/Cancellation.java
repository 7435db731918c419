package dev.tarn;

import dev.tarn.query.CancelSignal;

/**
 * Ends a statement at any time, also while it is still planned and has no result that could be cancelled. For one statement.
 * Thread-safe.
 */
public final class Cancellation {
    private final CancelSignal signal = new CancelSignal();

    /**
     * Asks the statement to end: who runs it or fetches gets QUERY_CANCELLED. Returns at once; does nothing once the
     * statement has ended. A statement that begins later ends at once.
     */
    public void cancel() {
        signal.cancel();
    }

    CancelSignal signal() {
        return signal;
    }
}
