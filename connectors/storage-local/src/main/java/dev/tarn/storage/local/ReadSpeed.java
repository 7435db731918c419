package dev.tarn.storage.local;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast reads have been of late: whether they come out of the operating system's cache, which is copying memory, or
 * from a disk. A moving average, in which one read that was interrupted by another thread's turn weighs little. Thread-safe.
 */
final class ReadSpeed {
    /** Reads of fewer bytes say more of the call than of the disk. */
    private static final int MIN_BYTES = 64 << 10;
    /** One gigabyte a second: memory is copied several times faster, few disks are as fast. */
    private static final long QUICK_NANOS_PER_MIB = 1_000_000;

    private static final int WEIGHT_SHIFT = 3;

    private final AtomicLong nanosPerMib = new AtomicLong();

    /** Counts a read; races between threads may lose one, which does no harm to an average. */
    void add(long bytes, long nanos) {
        if (bytes >= MIN_BYTES) {
            long average = nanosPerMib.get();
            long measured = (long) (nanos * (double) (1 << 20) / bytes);
            nanosPerMib.set(average + (measured - average >> WEIGHT_SHIFT));
        }
    }

    boolean isQuick() {
        return nanosPerMib.get() <= QUICK_NANOS_PER_MIB;
    }
}
