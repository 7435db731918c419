package dev.tarn.query;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.List;

/** Whether a statement is to end, from before it is planned to its close. Thread-safe. */
public final class CancelSignal {
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean cancelled;

    /** Asks the statement to end. Returns at once. */
    public void cancel() {
        List<Runnable> told;
        synchronized (this) {
            cancelled = true;
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(Runnable::run);
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** @throws TarnException QUERY_CANCELLED if the statement is to end */
    void check() {
        if (isCancelled()) {
            throw new TarnException(ErrorCode.QUERY_CANCELLED, "the statement was cancelled");
        }
    }

    /** Runs {@code listener}, which must be quick, when the statement is cancelled; at once if it was. */
    void onCancel(Runnable listener) {
        synchronized (this) {
            if (!cancelled) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    /** Forgets a listener. */
    synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }
}
