package dev.tarn.spi.storage.remote;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Sends the requests of one storage: so many at once and no more, each repeated with growing, random pauses as long as it
 * fails in a way that passes. Has a thread for each request that may be under way. Thread-safe.
 */
public final class RemoteRequests implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long WAKE_MILLIS = 20;

    private final int maxAttempts;
    private final Semaphore permits;
    private final ThreadPoolExecutor threads;

    /**
     * Sets up a storage's requests.
     *
     * @param name what the threads are called
     * @param maxInFlight how many requests may be under way at once
     * @param maxAttempts how often a request is sent before its failure is reported
     */
    public RemoteRequests(String name, int maxInFlight, int maxAttempts) {
        this.maxAttempts = maxAttempts;
        this.permits = new Semaphore(maxInFlight);
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                maxInFlight, maxInFlight, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Returns where requests may block. */
    public Executor executor() {
        return threads;
    }

    /**
     * Sends a request and waits for its answer. An interrupt of the thread stops it, at the latest when the answer under way
     * has come or timed out.
     *
     * @param stopped whether nobody wants the answer any more; asked before each attempt and while pausing
     * @throws TarnException what the request says of its failure; QUERY_CANCELLED if it was stopped
     */
    public <T> T send(RequestKind kind, StorageMetrics metrics, BooleanSupplier stopped, RemoteRequest<T> request) {
        for (int attempt = 1; ; attempt++) {
            if (stopped.getAsBoolean()) {
                throw stopped(null);
            }
            acquirePermit();
            try {
                metrics.request(kind);
                return request.send();
            } catch (TarnException e) {
                throw e;
            } catch (Exception e) {
                if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                    throw stopped(e);
                }
                if (attempt >= maxAttempts || !request.isTransient(e)) {
                    throw request.error(e, attempt);
                }
            } finally {
                permits.release();
            }
            metrics.retry();
            pause(attempt, stopped);
        }
    }

    private void acquirePermit() {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        }
    }

    /** Returns the error for what nobody waits for any more. */
    static TarnException stopped(Exception cause) {
        return new TarnException(ErrorCode.QUERY_CANCELLED, "the read was stopped", cause);
    }

    /** Waits up to twice as long as the last time, a random part of it, unless it is stopped. */
    private static void pause(int attempt, BooleanSupplier stopped) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
        long millis = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !stopped.getAsBoolean(); ) {
            try {
                Thread.sleep(Math.min(left, WAKE_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stopped(e);
            }
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    /** Lets the threads end once they are idle. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
