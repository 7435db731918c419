package dev.tarn.memory;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The memory of one query: an Arrow allocator with a limit, which also counts what its operators hold on the Java heap.
 * Thread-safe.
 */
public final class QueryMemoryPool implements AutoCloseable {
    private final BufferAllocator allocator;
    private long heapBytes;

    /** Makes a pool of at most {@code limitBytes} under {@code parent}. */
    public QueryMemoryPool(BufferAllocator parent, String queryId, long limitBytes) {
        this.allocator = parent.newChildAllocator(queryId, 0, limitBytes);
    }

    /**
     * Returns the allocator; past the limit it throws Arrow's OutOfMemoryException, which the driver turns into
     * EXCEEDED_MEMORY_LIMIT.
     */
    public BufferAllocator allocator() {
        return allocator;
    }

    /**
     * Reserves {@code bytes} for arrays on the heap.
     *
     * @throws TarnException EXCEEDED_MEMORY_LIMIT if the limit leaves no room
     */
    public synchronized void reserveHeap(long bytes) {
        long used = allocator.getAllocatedMemory() + heapBytes;
        if (used + bytes > allocator.getLimit()) {
            throw exceeded(bytes);
        }
        heapBytes += bytes;
    }

    /** Gives back {@code bytes} of what was reserved. */
    public synchronized void releaseHeap(long bytes) {
        heapBytes -= bytes;
    }

    /** Returns the error that says this query needs more than its limit. */
    public TarnException exceeded(long bytes) {
        return new TarnException(
                ErrorCode.EXCEEDED_MEMORY_LIMIT,
                "the query holds " + usedBytes() + " bytes and needs " + bytes + " more, its memory limit is "
                        + allocator.getLimit() + " bytes; raise the limit, or select fewer rows or columns");
    }

    /** Returns the bytes in use, off the heap and on it. */
    public synchronized long usedBytes() {
        return allocator.getAllocatedMemory() + heapBytes;
    }

    /** Returns the most bytes that were in use off the heap. */
    public long peakBytes() {
        return allocator.getPeakMemoryAllocation();
    }

    /** Closes the allocator; throws if memory was not given back. */
    @Override
    public void close() {
        allocator.close();
    }
}
