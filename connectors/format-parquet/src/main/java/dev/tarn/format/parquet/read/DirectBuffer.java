package dev.tarn.format.parquet.read;

import dev.tarn.spi.memory.RawMemory;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Direct memory from the process's pool, accounted for by a query's allocator. {@link #SLACK_BYTES} past its capacity may
 * be read and written without meaning.
 */
final class DirectBuffer {
    static final int SLACK_BYTES = 64;

    private final ByteBuffer buffer;
    private final long address;
    private final BufferAllocator accountant;

    /** @param accountant the allocator that {@code buffer} is already accounted for by */
    DirectBuffer(ByteBuffer buffer, BufferAllocator accountant) {
        this.buffer = buffer;
        this.address = RawMemory.addressOf(buffer);
        this.accountant = accountant;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    long address() {
        return address;
    }

    int capacity() {
        return buffer.capacity() - SLACK_BYTES;
    }

    /** Ends the accounting; the memory is still this one's. */
    void endReservation() {
        accountant.releaseBytes(buffer.capacity());
    }

    /** Gives the memory back to the pool, after {@link #endReservation}. */
    void recycle() {
        DirectBufferPool.release(buffer);
    }

    void close() {
        endReservation();
        recycle();
    }
}
