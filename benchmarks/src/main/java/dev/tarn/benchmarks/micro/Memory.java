package dev.tarn.benchmarks.micro;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** The memory of a benchmark; freed as one. */
final class Memory implements AutoCloseable {
    private static final int SLACK_BYTES = 64;

    private final BufferAllocator allocator = new RootAllocator();
    private final java.util.List<ArrowBuf> buffers = new java.util.ArrayList<>();

    BufferAllocator allocator() {
        return allocator;
    }

    /** Returns the address of {@code bytes} bytes, all 0, and some room behind them. */
    long allocate(long bytes) {
        ArrowBuf buffer = allocator.buffer(bytes + SLACK_BYTES);
        buffer.setZero(0, buffer.capacity());
        buffers.add(buffer);
        return buffer.memoryAddress();
    }

    @Override
    public void close() {
        buffers.forEach(ArrowBuf::close);
        allocator.close();
    }

    /** Ends a benchmark whose result is wrong. */
    static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException("wrong result: " + what);
        }
    }
}
