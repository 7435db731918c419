package dev.tarn.query;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where statements are planned. Planning may wait for a storage; whoever cancels the statement does not wait along: the
 * planning thread is interrupted, which stops its requests, and what it still does is dropped. Thread-safe.
 */
final class PlanningThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final ExecutorService threads;

    PlanningThreads() {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "tarn-planner-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Returns what {@code planning}, which leaves nothing behind, computes.
     *
     * @throws RuntimeException what it threw; QUERY_CANCELLED if the signal was given, or the calling thread interrupted
     */
    <T> T run(CancelSignal signal, Supplier<T> planning) {
        FutureTask<T> task = new FutureTask<>(planning::get);
        Runnable stop = () -> task.cancel(true);
        signal.onCancel(stop);
        try {
            threads.execute(task);
            return task.get();
        } catch (CancellationException e) {
            throw new TarnException(ErrorCode.QUERY_CANCELLED, "the query was cancelled while it was planned", e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new TarnException(ErrorCode.QUERY_CANCELLED, "the thread that waits for the plan was interrupted", e);
        } catch (RejectedExecutionException e) {
            throw new TarnException(ErrorCode.CLOSED, "the engine is closed; open another one", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            signal.remove(stop);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
