package dev.tarn.jdbc;

import dev.tarn.Cancellation;
import dev.tarn.QueryResult;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.sql.SQLException;
import java.util.concurrent.Future;

/**
 * The query that a statement runs: what cancel and timeout act upon, planning included, from its beginning until its last row
 * was read or its result set closed. Thread-safe.
 */
final class RunningQuery {
    private final Cancellation cancellation = new Cancellation();
    private final int timeoutSeconds;
    private volatile boolean timedOut;
    private volatile QueryResult result;
    private Future<?> timer;

    /** Makes a query that is about to be started, and is cancelled after {@code timeoutSeconds} unless that is 0. */
    RunningQuery(int timeoutSeconds) {
        this.timeoutSeconds = timeoutSeconds;
        if (timeoutSeconds > 0) {
            timer = QueryTimer.afterSeconds(timeoutSeconds, () -> {
                timedOut = true;
                cancellation.cancel();
            });
        }
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Says that the query has been planned and runs. */
    void started(QueryResult running) {
        result = running;
    }

    /** Returns the query while it runs and after, null while it is planned. */
    QueryResult result() {
        return result;
    }

    void cancel() {
        cancellation.cancel();
    }

    /** Says that the query has ended, so that its time limit does not matter any more. */
    synchronized void ended() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Returns the SQLException for what ended the query. */
    SQLException error(Exception thrown) {
        ended();
        boolean cancelled = thrown instanceof TarnException error && error.code() == ErrorCode.QUERY_CANCELLED;
        return cancelled && timedOut ? JdbcErrors.timeout(timeoutSeconds, thrown) : JdbcErrors.translate(thrown);
    }
}
