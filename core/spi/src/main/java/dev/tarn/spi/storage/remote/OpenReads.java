package dev.tarn.spi.storage.remote;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The answers that are being read of a file, so that closing the file ends them. Thread-safe. */
public final class OpenReads {
    private final Set<Runnable> aborts = new HashSet<>();
    private boolean closed;

    /** Says that an answer is being read, which {@code abort} ends; runs it at once if the file was closed. */
    public void begin(Runnable abort) {
        synchronized (this) {
            if (!closed) {
                aborts.add(abort);
                return;
            }
        }
        abort.run();
    }

    /** Says that an answer has been read, or has failed. */
    public synchronized void end(Runnable abort) {
        aborts.remove(abort);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    void close() {
        List<Runnable> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(aborts);
            aborts.clear();
        }
        left.forEach(Runnable::run);
    }
}
