package dev.tarn.shell.progress;

import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a running statement from time to time: shows its progress. {@link #stop} may be called from any thread, and twice.
 */
public final class ProgressMonitor {
    private static final long FIRST_MILLIS = 300;
    private static final long INTERVAL_MILLIS = 100;

    private final Statement statement;
    private final ProgressView view;
    private final long start = System.nanoTime();
    private final ProgressText text;
    private final boolean showsCost;
    private final ScheduledExecutorService clock;
    private boolean stopped;
    private boolean paused;

    /**
     * Starts to look.
     *
     * @param isAscii whether the bar is of characters of ASCII
     * @param showsCost whether what the statement would cost is told
     */
    public ProgressMonitor(Statement statement, ProgressView view, boolean isAscii, boolean showsCost) {
        this.statement = statement;
        this.view = view;
        this.text = new ProgressText(isAscii);
        this.showsCost = showsCost;
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tarn-progress");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleAtFixedRate(this::look, FIRST_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        if (stopped) {
            return;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (elapsed.toMillis() >= FIRST_MILLIS && !paused) {
            view.show(text.line(ProgressReader.read(statement, elapsed, showsCost), view.width()));
        }
    }

    /** Takes the progress away until {@link #resume}. */
    public synchronized void pause() {
        if (!paused && !stopped) {
            paused = true;
            view.clear();
        }
    }

    /** Shows the progress again. */
    public synchronized void resume() {
        paused = false;
    }

    /** Ends the looking and takes the progress away. */
    public void stop() {
        synchronized (this) {
            if (!stopped) {
                stopped = true;
                view.clear();
            }
        }
        clock.shutdownNow();
    }
}
