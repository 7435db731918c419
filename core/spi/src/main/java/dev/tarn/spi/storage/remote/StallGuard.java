package dev.tarn.spi.storage.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends answers that stall, for clients that wait for the next bytes forever: a read that gets none for too long fails.
 * Thread-safe.
 */
public final class StallGuard implements AutoCloseable {
    private static final int CHECKS = 4;

    private final Duration limit;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Makes one.
     *
     * @param name what its thread is called
     * @param limit how long a read may wait for bytes
     */
    public StallGuard(String name, Duration limit) {
        this.limit = limit;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Returns {@code body}, to be read by one thread, with reads that throw {@link StalledBodyException}.
     *
     * @param body one whose close, by another thread, ends a read that waits
     */
    public InputStream watch(InputStream body) {
        Watched watched = new Watched(body);
        long period = Math.max(1, limit.toNanos() / CHECKS);
        watched.checks = timer.scheduleWithFixedDelay(watched::check, period, period, TimeUnit.NANOSECONDS);
        return watched;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private final class Watched extends FilterInputStream {
        private ScheduledFuture<?> checks;
        private volatile long waitingSince;
        private volatile boolean isWaiting;
        private volatile boolean isStalled;

        Watched(InputStream body) {
            super(body);
        }

        private void check() {
            if (isWaiting && System.nanoTime() - waitingSince > limit.toNanos()) {
                isStalled = true;
                checks.cancel(false);
                try {
                    in.close();
                } catch (IOException e) {
                    // Whoever reads is told that it stalled, which is why it was closed.
                    return;
                }
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            waitingSince = System.nanoTime();
            isWaiting = true;
            int count;
            try {
                count = in.read(target, offset, length);
            } catch (IOException e) {
                throw isStalled ? new StalledBodyException(limit, e) : e;
            } finally {
                isWaiting = false;
            }
            if (isStalled) {
                throw new StalledBodyException(limit, null);
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            checks.cancel(false);
            super.close();
        }
    }
}
