package dev.tarn.shell.session;

import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends on what was written while the next row is long in coming, so that slow queries show the rows they have. */
final class IdleFlush implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 100;

    private final WatchedRows rows;
    private final Writer out;
    private final Runnable whenGone;
    private final ScheduledExecutorService clock;
    private long lastSteps = -1;
    private long flushedSteps = -1;
    private volatile boolean isGone;

    /**
     * Starts to look.
     *
     * @param out may be flushed while another thread writes to it
     * @param whenGone runs when nobody reads any more what is written
     */
    IdleFlush(WatchedRows rows, Writer out, Runnable whenGone) {
        this.rows = rows;
        this.out = out;
        this.whenGone = whenGone;
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tarn-flush");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long steps = rows.steps();
        boolean waits = steps % 2 == 1 && steps == lastSteps;
        lastSteps = steps;
        if (!waits || isGone) {
            return;
        }
        try {
            if (flushedSteps != steps) {
                flushedSteps = steps;
                out.flush();
            } else if (out instanceof PagedWriter paged) {
                paged.checkPager();
            }
        } catch (IOException e) {
            isGone = true;
            whenGone.run();
        }
    }

    /** Returns whether nobody reads any more what is written. */
    boolean isGone() {
        return isGone;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
