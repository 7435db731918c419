package dev.tarn.query;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;

/** Counts the statements that begin and are not registered anywhere yet, so that an engine can close after them. Thread-safe. */
final class StartGate {
    private int starting;
    private boolean closed;

    /** @throws TarnException CLOSED if the gate is */
    synchronized void enter() {
        if (closed) {
            throw new TarnException(ErrorCode.CLOSED, "the engine is closed; open another one");
        }
        starting++;
    }

    /** Says that a statement that entered is registered or has ended. */
    synchronized void leave() {
        starting--;
        notifyAll();
    }

    /** Lets nobody enter any more, and returns whether anybody could before. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** Waits until all who entered have left. */
    synchronized void awaitEmpty() {
        boolean interrupted = false;
        while (starting > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
