package dev.tarn.memory;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The memory of one query: an Arrow allocator with a limit, which also counts what its operators hold on the Java heap.
 * Thread-safe.
 */
public final class QueryMemoryPool implements MemoryUse, AutoCloseable {
    private final String queryId;
    private final long limitBytes;
    private final BufferAllocator allocator;
    private final AtomicLong heapBytes = new AtomicLong();
    private final AtomicLong spilledBytes = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();

    /** Makes a pool of at most {@code limitBytes} under {@code parent}. */
    public QueryMemoryPool(BufferAllocator parent, String queryId, long limitBytes) {
        this.queryId = queryId;
        this.limitBytes = limitBytes;
        this.allocator = parent.newChildAllocator(queryId, new Limit(), 0, limitBytes);
    }

    /** Refuses what would pass the limit together with the heap's share, with an error that says what to do. */
    private final class Limit implements AllocationListener {
        @Override
        public void onPreAllocation(long bytes) {
            require(bytes);
        }

        @Override
        public void onAllocation(long bytes) {
            sawUse();
        }
    }

    /** Returns the name of the query. */
    public String queryId() {
        return queryId;
    }

    /** Returns the most bytes that the query may hold. */
    public long limitBytes() {
        return limitBytes;
    }

    /**
     * Returns the allocator; past the limit it throws {@link TarnException} EXCEEDED_MEMORY_LIMIT, or Arrow's
     * OutOfMemoryException, which the driver turns into that.
     */
    public BufferAllocator allocator() {
        return allocator;
    }

    /**
     * Reserves {@code bytes} for arrays on the heap.
     *
     * @throws TarnException EXCEEDED_MEMORY_LIMIT if the limit leaves no room
     */
    public void reserveHeap(long bytes) {
        require(bytes);
        heapBytes.addAndGet(bytes);
        sawUse();
    }

    /** Gives back {@code bytes} of what was reserved. */
    public void releaseHeap(long bytes) {
        heapBytes.addAndGet(-bytes);
    }

    private void require(long bytes) {
        if (usedBytes() + bytes > limitBytes) {
            throw exceeded(bytes);
        }
    }

    private void sawUse() {
        long used = usedBytes();
        if (used > peakBytes.get()) {
            peakBytes.accumulateAndGet(used, Math::max);
        }
    }

    /** Returns the error that says this query needs more than its limit. */
    public TarnException exceeded(long bytes) {
        return new TarnException(
                ErrorCode.EXCEEDED_MEMORY_LIMIT,
                "the query holds " + usedBytes() + " bytes and needs " + bytes + " more, its memory limit is "
                        + limitBytes + " bytes; raise the limit, or select fewer rows or columns");
    }

    /** Counts {@code bytes} that were written to temporary files since memory had no room. */
    public void countSpilled(long bytes) {
        spilledBytes.addAndGet(bytes);
    }

    @Override
    public long spilledBytes() {
        return spilledBytes.get();
    }

    @Override
    public long usedBytes() {
        return allocator.getAllocatedMemory() + heapBytes.get();
    }

    @Override
    public long peakBytes() {
        return peakBytes.get();
    }

    /** Closes the allocator; throws if memory was not given back. */
    @Override
    public void close() {
        allocator.close();
    }
}
