package dev.tarn.query;

import dev.tarn.config.EngineSettings;
import dev.tarn.exec.pipeline.FairThreadPool;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of an engine: those that plan, workers that compute and never block, and others that wait for storage. */
final class EngineThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final PlanningThreads planners = new PlanningThreads();
    private final FairThreadPool workers;
    private final ExecutorService io;

    EngineThreads(EngineSettings settings) {
        workers = new FairThreadPool("tarn-worker", settings.threads());
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                settings.ioThreads(),
                settings.ioThreads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "tarn-io-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        io = pool;
    }

    PlanningThreads planners() {
        return planners;
    }

    FairThreadPool workers() {
        return workers;
    }

    Executor io() {
        return io;
    }

    /** Stops all threads once they have done what they do; queries must have ended. */
    @Override
    public void close() {
        planners.close();
        workers.close();
        io.shutdown();
    }
}
