package dev.tarn.exec.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A fixed number of threads that take tasks by turns from lanes, one lane a query, so that a query with many tasks does
 * not delay one with few. Thread-safe.
 */
public final class FairThreadPool implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taskOrClose = lock.newCondition();
    private final ArrayDeque<Lane> ready = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /** Starts {@code threadCount} daemon threads called {@code name} and a number. */
    public FairThreadPool(String name, int threadCount) {
        for (int i = 0; i < threadCount; i++) {
            Thread thread = new Thread(this::work, name + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Makes a lane; it needs no closing. */
    public Lane newLane() {
        return new Lane();
    }

    /** The tasks of one query, run in order but side by side. Thread-safe. */
    public final class Lane implements Executor {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean urgent;

        private Lane() {}

        /** Adds a task; it must neither block on other tasks nor throw. */
        @Override
        public void execute(Runnable task) {
            lock.lock();
            try {
                if (closed) {
                    throw new RejectedExecutionException("the engine is closed");
                }
                if (tasks.isEmpty()) {
                    enqueue(this);
                }
                tasks.add(task);
                taskOrClose.signal();
            } finally {
                lock.unlock();
            }
        }

        /** Puts this lane ahead of all others from now on: for tasks that only give memory back. */
        public void makeUrgent() {
            lock.lock();
            try {
                urgent = true;
                if (ready.remove(this)) {
                    ready.addFirst(this);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void enqueue(Lane lane) {
        if (lane.urgent) {
            ready.addFirst(lane);
        } else {
            ready.addLast(lane);
        }
    }

    private void work() {
        for (Runnable task = take(); task != null; task = take()) {
            try {
                task.run();
            } catch (Throwable e) {
                Thread self = Thread.currentThread();
                self.getUncaughtExceptionHandler().uncaughtException(self, e);
            }
        }
    }

    private Runnable take() {
        lock.lock();
        try {
            while (ready.isEmpty()) {
                if (closed) {
                    return null;
                }
                taskOrClose.awaitUninterruptibly();
            }
            Lane lane = ready.pollFirst();
            Runnable task = lane.tasks.pollFirst();
            if (!lane.tasks.isEmpty()) {
                enqueue(lane);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more tasks, runs those it has, and waits for its threads unless one of them calls. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            taskOrClose.signalAll();
        } finally {
            lock.unlock();
        }
        if (threads.contains(Thread.currentThread())) {
            return;
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
