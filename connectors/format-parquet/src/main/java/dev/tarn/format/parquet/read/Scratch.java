package dev.tarn.format.parquet.read;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Memory of an allocator that grows when more is needed and loses its content then. One thread at a time. */
final class Scratch implements AutoCloseable {
    private static final int SLACK_BYTES = 64;
    private static final long MAX_BYTES = 1L << 30;

    private final BufferAllocator allocator;
    private ArrowBuf buffer;

    Scratch(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /**
     * Makes room for {@code bytes} bytes, and some past them that have no meaning, and returns the address.
     *
     * @throws TarnException EXCEEDED_LIMIT for more than 1 GiB
     */
    long ensure(long bytes) {
        if (buffer == null || buffer.capacity() < bytes + SLACK_BYTES) {
            if (bytes > MAX_BYTES) {
                throw new TarnException(
                        ErrorCode.EXCEEDED_LIMIT, "a page needs " + bytes + " bytes to decode, and 1 GiB is the most");
            }
            close();
            long capacity = Math.max(1024, bytes + (bytes >> 2) + SLACK_BYTES);
            buffer = allocator.buffer(capacity + 63 & -64);
        }
        return buffer.memoryAddress();
    }

    long address() {
        return buffer.memoryAddress();
    }

    @Override
    public void close() {
        if (buffer != null) {
            buffer.close();
            buffer = null;
        }
    }
}
