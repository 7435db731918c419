package dev.tarn.shell.progress;

import dev.tarn.QueryStatistics;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a running statement from time to time: shows its progress, and cancels it when it has read more than it may.
 * {@link #stop} may be called from any thread, and twice.
 */
public final class ProgressMonitor {
    private static final long FIRST_MILLIS = 300;
    private static final long INTERVAL_MILLIS = 100;

    private final Statement statement;
    private final ProgressView view;
    private final long budgetBytes;
    private final long start = System.nanoTime();
    private final ProgressText text = new ProgressText();
    private final ScheduledExecutorService clock;
    private boolean stopped;
    private boolean paused;
    private boolean overBudget;

    /**
     * Starts to look.
     *
     * @param budgetBytes how many bytes the statement may read, 0 for any number
     */
    public ProgressMonitor(Statement statement, ProgressView view, long budgetBytes) {
        this.statement = statement;
        this.view = view;
        this.budgetBytes = budgetBytes;
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tarn-progress");
            thread.setDaemon(true);
            return thread;
        });
        long first = budgetBytes > 0 ? INTERVAL_MILLIS / 2 : FIRST_MILLIS;
        clock.scheduleAtFixedRate(this::look, first, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        if (stopped) {
            return;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (budgetBytes > 0) {
            checkBudget();
        }
        if (elapsed.toMillis() >= FIRST_MILLIS && !paused) {
            view.show(text.line(ProgressReader.read(statement, elapsed), view.width()));
        }
    }

    private void checkBudget() {
        long read = ProgressReader.statistics(statement)
                .map(QueryStatistics::bytesRead)
                .orElse(0L);
        if (read > budgetBytes && !overBudget) {
            overBudget = true;
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It has ended meanwhile, which is what was wanted.
                stopped = true;
            }
        }
    }

    /** Returns whether the statement was cancelled since it read too much. */
    public synchronized boolean wasOverBudget() {
        return overBudget;
    }

    /** Takes the progress away until {@link #resume}; the budget is watched as before. */
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
