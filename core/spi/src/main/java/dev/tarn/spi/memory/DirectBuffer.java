package dev.tarn.spi.memory;

import java.nio.ByteBuffer;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Direct memory from the process's pool, accounted for by a query's allocator. {@link #SLACK_BYTES} past its capacity may
 * be read and written without meaning.
 */
public final class DirectBuffer {
    public static final int SLACK_BYTES = 64;

    private final ByteBuffer buffer;
    private final long address;
    private final BufferAllocator accountant;

    /** Takes a buffer that {@code accountant} accounts for already. */
    DirectBuffer(ByteBuffer buffer, BufferAllocator accountant) {
        this.buffer = buffer;
        this.address = RawMemory.addressOf(buffer);
        this.accountant = accountant;
    }

    /** Returns the whole of the memory; its position is nobody's to rely on. */
    public ByteBuffer buffer() {
        return buffer;
    }

    public long address() {
        return address;
    }

    /** Returns the bytes that may be used. */
    public int capacity() {
        return buffer.capacity() - SLACK_BYTES;
    }

    /** Ends the accounting; the memory is still this one's. */
    public void endReservation() {
        accountant.releaseBytes(buffer.capacity());
    }

    /** Gives the memory back to the pool, after {@link #endReservation}. */
    public void recycle() {
        DirectBufferPool.release(buffer);
    }

    /** Ends the accounting and gives the memory back. */
    public void close() {
        endReservation();
        recycle();
    }
}
