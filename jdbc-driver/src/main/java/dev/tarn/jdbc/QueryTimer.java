package dev.tarn.jdbc;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends queries when their time is up: one thread for all of them, which is there only while there are time limits. */
final class QueryTimer {
    private static final long IDLE_SECONDS = 1;
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private QueryTimer() {}

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "tarn-query-timer");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Runs {@code action}, which must be quick, unless it is cancelled before. */
    static Future<?> afterSeconds(int seconds, Runnable action) {
        return TIMER.schedule(action, seconds, TimeUnit.SECONDS);
    }
}
