package dev.tarn.exec.hash;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Hands out runs of bytes that stay where they are until all are freed together. One thread. */
public final class ByteArena implements AutoCloseable {
    private static final long FIRST_CHUNK_BYTES = 4 << 10;
    private static final long LARGEST_CHUNK_BYTES = 1 << 20;

    private final BufferAllocator allocator;
    private final List<ArrowBuf> chunks = new ArrayList<>();
    private long next;
    private long end;
    private long chunkBytes = FIRST_CHUNK_BYTES;

    public ByteArena(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** Returns the address of {@code bytes} bytes, aligned to 8. */
    public long allocate(long bytes) {
        long rounded = (bytes + 7) & -8;
        if (rounded > end - next) {
            addChunk(rounded);
        }
        long address = next;
        next += rounded;
        return address;
    }

    private void addChunk(long atLeast) {
        ArrowBuf chunk = allocator.buffer(Math.max(chunkBytes, atLeast));
        chunks.add(chunk);
        next = chunk.memoryAddress();
        end = next + chunk.capacity();
        chunkBytes = Math.min(LARGEST_CHUNK_BYTES, chunkBytes * 2);
    }

    @Override
    public void close() {
        chunks.forEach(ArrowBuf::close);
        chunks.clear();
        next = 0;
        end = 0;
    }
}
