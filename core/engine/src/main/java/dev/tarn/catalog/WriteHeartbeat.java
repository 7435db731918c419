package dev.tarn.catalog;

import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.WriteId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Says again and again that the writes of this process run, so that no other takes them for left behind. Thread-safe. */
final class WriteHeartbeat implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(WriteHeartbeat.class.getName());

    private final Metastore metastore;
    private final Duration period;
    private final Set<WriteId> writes = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor thread;
    private ScheduledFuture<?> beats;

    WriteHeartbeat(Metastore metastore) {
        this(metastore, PERIOD);
    }

    WriteHeartbeat(Metastore metastore, Duration period) {
        this.metastore = metastore;
        this.period = period;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "tarn-writes-alive");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    synchronized void begin(WriteId write) {
        writes.add(write);
        if (beats == null) {
            long nanos = period.toNanos();
            beats = thread.scheduleWithFixedDelay(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }

    synchronized void end(WriteId write) {
        writes.remove(write);
        if (writes.isEmpty() && beats != null) {
            beats.cancel(false);
            beats = null;
        }
    }

    /** A beat that fails is no harm as long as one of the next hour does not. */
    private void beat() {
        try {
            metastore.keepAlive(List.copyOf(writes));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, () -> "the catalog was not told that writes still run: " + e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
