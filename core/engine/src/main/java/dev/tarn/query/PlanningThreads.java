package dev.tarn.query;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.remote.FanOut;
import java.util.concurrent.Callable;
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
 * Where statements are planned, and where definitions are run. Both may wait for a storage; whoever cancels the statement
 * does not wait along: the thread is interrupted, which stops its requests. Thread-safe.
 */
final class PlanningThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;
    private static final long LAST_SECONDS = 5;

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
     * Returns what {@code planning}, which leaves nothing behind, computes. After a cancel what it still does is dropped.
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

    /**
     * Returns what {@code work} computes, which may change something. After a cancel its end is waited for, so that it is
     * known whether it was done: then its result is returned all the same.
     *
     * @throws RuntimeException what it threw, and nothing was done; QUERY_CANCELLED if the signal was given before, or the
     *     calling thread interrupted
     */
    <T> T runToEnd(CancelSignal signal, Supplier<T> work) {
        Stoppable<T> stoppable = new Stoppable<>(work);
        FutureTask<T> task = new FutureTask<>(stoppable);
        Runnable stop = stoppable::stop;
        signal.onCancel(stop);
        boolean interrupted = false;
        try {
            threads.execute(task);
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stoppable.stop();
                }
            }
        } catch (RejectedExecutionException e) {
            throw new TarnException(ErrorCode.CLOSED, "the engine is closed; open another one", e);
        } catch (ExecutionException e) {
            RuntimeException failure = FanOut.failure(e);
            boolean known = failure instanceof TarnException error && error.code() == ErrorCode.QUERY_CANCELLED;
            throw known || !interrupted && !signal.isCancelled() && !threads.isShutdown()
                    ? failure
                    : new TarnException(ErrorCode.QUERY_CANCELLED, "the statement was cancelled", failure);
        } finally {
            signal.remove(stop);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Work whose thread is interrupted when it is to stop, and not any more once it has ended. */
    private static final class Stoppable<T> implements Callable<T> {
        private final Supplier<T> work;
        private Thread thread;
        private boolean stopped;

        Stoppable(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public T call() {
            synchronized (this) {
                if (stopped) {
                    throw new TarnException(ErrorCode.QUERY_CANCELLED, "the statement was cancelled before it began");
                }
                thread = Thread.currentThread();
            }
            try {
                return work.get();
            } finally {
                synchronized (this) {
                    thread = null;
                }
                // The thread is used again.
                Thread.interrupted();
            }
        }

        synchronized void stop() {
            stopped = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Interrupts what is under way, and waits for a while until it has ended. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
