package dev.tarn.format.parquet.write;

import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Bytes that are kept until a row group is written: direct memory that grows without being moved. */
final class ByteChain implements AutoCloseable {
    private static final int SMALLEST = 4_000;
    private static final int LARGEST = (1 << 20) - 64;

    private final BufferAllocator allocator;
    private final List<DirectBuffer> links = new ArrayList<>();
    /** How many bytes of the last link are used; all others are full. */
    private int used;

    private long length;

    ByteChain(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    long length() {
        return length;
    }

    long memoryBytes() {
        long bytes = 0;
        for (DirectBuffer link : links) {
            bytes += link.buffer().capacity();
        }
        return bytes;
    }

    void append(long address, int bytes) {
        int done = 0;
        while (done < bytes) {
            if (links.isEmpty() || used == last().capacity()) {
                long size = Math.max(SMALLEST, Math.min(LARGEST, Math.max(length, bytes - done)));
                links.add(DirectBufferPool.acquire(allocator, size));
                used = 0;
            }
            int part = Math.min(bytes - done, last().capacity() - used);
            RawMemory.copy(address + done, last().address() + used, part);
            used += part;
            done += part;
        }
        length += bytes;
    }

    private DirectBuffer last() {
        return links.get(links.size() - 1);
    }

    /** Writes all bytes and frees the memory. */
    void drain(FileOutput out) {
        for (int i = 0; i < links.size(); i++) {
            int count = i == links.size() - 1 ? used : links.get(i).capacity();
            out.write(links.get(i).buffer().duplicate().position(0).limit(count));
        }
        close();
    }

    @Override
    public void close() {
        links.forEach(DirectBuffer::close);
        links.clear();
        used = 0;
        length = 0;
    }
}
