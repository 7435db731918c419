package dev.tarn.spi.storage.remote;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks that block side by side. */
public final class FanOut {
    /** The threads that run tasks, which end once the one that waits for them is interrupted. */
    private final Set<Thread> running = new HashSet<>();

    private boolean stopped;

    private FanOut() {}

    /**
     * Runs the tasks on {@code executor} and on the calling thread, which takes whatever nobody has begun: so it may itself
     * be one of the executor's. If the calling thread is interrupted, no further task begins, and those that run are
     * interrupted too.
     *
     * @return the results in the order of the tasks
     * @throws RuntimeException what the first task that failed, in their order, threw; QUERY_CANCELLED for one that did not
     *     begin; by then no task runs
     */
    public static <T> List<T> run(Executor executor, List<? extends Callable<T>> tasks) {
        return new FanOut().runAll(executor, tasks);
    }

    private <T> List<T> runAll(Executor executor, List<? extends Callable<T>> tasks) {
        List<FutureTask<T>> started = new ArrayList<>(tasks.size());
        tasks.forEach(task -> started.add(new FutureTask<>(() -> run(task))));
        for (int i = 1; i < started.size(); i++) {
            try {
                executor.execute(started.get(i));
            } catch (RejectedExecutionException e) {
                break;
            }
        }
        started.forEach(FutureTask::run);
        List<T> results = new ArrayList<>(tasks.size());
        RuntimeException failure = null;
        for (FutureTask<T> task : started) {
            try {
                results.add(await(task));
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    private <T> T run(Callable<T> task) throws Exception {
        Thread self = Thread.currentThread();
        synchronized (running) {
            if (stopped || self.isInterrupted()) {
                throw RemoteRequests.stopped(null);
            }
            running.add(self);
        }
        try {
            return task.call();
        } finally {
            synchronized (running) {
                running.remove(self);
            }
        }
    }

    private void stop() {
        synchronized (running) {
            stopped = true;
            running.forEach(Thread::interrupt);
        }
    }

    private <T> T await(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop();
                } catch (ExecutionException e) {
                    throw failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns what a task threw, to be thrown where it was waited for; throws it if it is an error. */
    public static RuntimeException failure(ExecutionException ended) {
        Throwable cause = ended.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure
                ? failure
                : new TarnException(ErrorCode.INTERNAL_ERROR, "a task failed: " + cause, cause);
    }
}
