package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.memory.RawMemory;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Direct memory that grows as bytes are appended. Growing moves it: addresses taken before are dead. Some bytes past its
 * end may be overwritten without harm ({@link DirectBuffer#SLACK_BYTES}). {@link #close} frees the memory; it can be used
 * again afterwards.
 */
public final class NativeBuffer implements AutoCloseable {
    private static final int FIRST_BYTES = 4000;

    private final BufferAllocator allocator;
    private DirectBuffer memory;
    private long address;
    private int capacity;
    private int length;

    public NativeBuffer(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** Makes room for {@code more} bytes after the last one. */
    public void ensure(long more) {
        if (length + more > capacity || memory == null) {
            grow(length + more);
        }
    }

    private void grow(long needed) {
        long wanted = Math.max(needed, Math.max(FIRST_BYTES, Math.min(capacity * 2L, Integer.MAX_VALUE >> 1)));
        DirectBuffer larger = DirectBufferPool.acquire(allocator, wanted);
        if (memory != null) {
            RawMemory.copy(address, larger.address(), length);
            memory.close();
        }
        memory = larger;
        address = larger.address();
        capacity = larger.capacity();
    }

    /** Returns where its first byte is. */
    public long address() {
        return address;
    }

    public int length() {
        return length;
    }

    /** Returns where the next byte goes. */
    public long end() {
        return address + length;
    }

    /** Counts {@code bytes} bytes in that were written at {@link #end}. */
    public void advance(int bytes) {
        length += bytes;
    }

    /** Forgets all bytes and keeps the memory. */
    public void clear() {
        length = 0;
    }

    /** Forgets the bytes from {@code newLength} on. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** Returns the memory as a buffer; its position and limit are nobody's to rely on. */
    public ByteBuffer buffer() {
        ensure(0);
        return memory.buffer();
    }

    public long memoryBytes() {
        return memory == null ? 0 : memory.buffer().capacity();
    }

    public void putByte(int value) {
        ensure(1);
        RawMemory.putByte(end(), (byte) value);
        length++;
    }

    public void putInt(int value) {
        ensure(4);
        RawMemory.putInt(end(), value);
        length += 4;
    }

    public void putVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            RawMemory.putByte(address + length++, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        RawMemory.putByte(address + length++, (byte) rest);
    }

    public void put(long source, int bytes) {
        ensure(bytes);
        RawMemory.copy(source, end(), bytes);
        length += bytes;
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
            memory = null;
        }
        address = 0;
        capacity = 0;
        length = 0;
    }
}
