package dev.tarn.spi.split;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The most bytes that all scans of a query together may read from storage. Thread-safe. */
public final class ReadLimit {
    /** Any number of bytes. */
    public static final ReadLimit NONE = new ReadLimit(Long.MAX_VALUE);

    private static final double MEGABYTE = 1e6;

    private final long limitBytes;
    private final AtomicLong readBytes = new AtomicLong();

    public ReadLimit(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Returns a counter of a scan's bytes; adding to it throws EXCEEDED_READ_LIMIT, and adds nothing, if
     * that would be more than the scans may read together.
     */
    LongAdder counter() {
        return limitBytes == Long.MAX_VALUE ? new LongAdder() : new Counter(this);
    }

    private void count(long bytes) {
        long read = readBytes.addAndGet(bytes);
        if (read > limitBytes) {
            long before = readBytes.addAndGet(-bytes);
            throw new TarnException(
                    ErrorCode.EXCEEDED_READ_LIMIT,
                    "the query has read " + text(before) + " and needs " + text(bytes)
                            + " more at least, but read_limit is "
                            + text(limitBytes)
                            + "; raise the limit, or read less: fewer columns, or a condition on partitions");
        }
    }

    private static String text(long bytes) {
        return bytes < MEGABYTE
                ? String.format(Locale.ROOT, "%,d bytes", bytes)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / MEGABYTE);
    }

    private static final class Counter extends LongAdder {
        private static final long serialVersionUID = 1;
        private final transient ReadLimit limit;

        Counter(ReadLimit limit) {
            this.limit = limit;
        }

        @Override
        public void add(long bytes) {
            limit.count(bytes);
            super.add(bytes);
        }
    }
}
