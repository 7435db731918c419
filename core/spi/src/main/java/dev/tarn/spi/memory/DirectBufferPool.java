package dev.tarn.spi.memory;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * Direct buffers that are used again, since the JVM clears each new one and frees it only with the next garbage
 * collection. The process has one pool; what it holds back unused is at most a quarter of the heap's limit. Thread-safe.
 */
public final class DirectBufferPool {
    private static final int SMALLEST = 1 << 12;
    private static final long MAX_IDLE_BYTES = Runtime.getRuntime().maxMemory() / 4;

    private static final TreeMap<Integer, ArrayDeque<ByteBuffer>> IDLE = new TreeMap<>();
    private static long idleBytes;

    private DirectBufferPool() {}

    /**
     * Returns a buffer for at least {@code bytes} bytes. The allocator's listener hears of it as of one of the allocator's own.
     *
     * @throws OutOfMemoryException if the allocator's limit is reached, or, with an OutOfMemoryError for its cause, the
     *     JVM's limit on direct memory
     */
    public static DirectBuffer acquire(BufferAllocator allocator, long bytes) {
        if (bytes > Integer.MAX_VALUE - (1 << 20)) {
            throw new OutOfMemoryException("a buffer of " + bytes + " bytes");
        }
        int size = sizeClass((int) bytes + DirectBuffer.SLACK_BYTES);
        boolean withinLimit = allocator.forceAllocate(size);
        try {
            if (!withinLimit) {
                throw new OutOfMemoryException("the query's memory limit leaves no room for " + size + " more bytes");
            }
            DirectBuffer buffer = new DirectBuffer(take(size), allocator);
            allocator.getListener().onAllocation(size);
            return buffer;
        } catch (RuntimeException | Error e) {
            allocator.releaseBytes(size);
            throw e;
        }
    }

    /** Rounds up to a quarter of a power of two. */
    private static int sizeClass(int bytes) {
        if (bytes <= SMALLEST) {
            return SMALLEST;
        }
        int step = Integer.highestOneBit(bytes - 1) >>> 2;
        long rounded = ((long) bytes + step - 1) / step * step;
        return (int) Math.min(rounded, Integer.MAX_VALUE - 8);
    }

    private static ByteBuffer take(int size) {
        synchronized (IDLE) {
            ArrayDeque<ByteBuffer> buffers = IDLE.get(size);
            if (buffers != null && !buffers.isEmpty()) {
                idleBytes -= size;
                return buffers.pop();
            }
        }
        try {
            return ByteBuffer.allocateDirect(size);
        } catch (OutOfMemoryError e) {
            clear();
        }
        try {
            return ByteBuffer.allocateDirect(size);
        } catch (OutOfMemoryError e) {
            throw new OutOfMemoryException(
                    "the JVM's direct memory (-XX:MaxDirectMemorySize) leaves no room for " + size + " more bytes", e);
        }
    }

    private static void clear() {
        synchronized (IDLE) {
            IDLE.clear();
            idleBytes = 0;
        }
    }

    static void release(ByteBuffer buffer) {
        int size = buffer.capacity();
        synchronized (IDLE) {
            if (idleBytes + size <= MAX_IDLE_BYTES) {
                buffer.clear();
                IDLE.computeIfAbsent(size, key -> new ArrayDeque<>()).push(buffer);
                idleBytes += size;
            }
        }
    }
}
