package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.hash.KeyTable;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Records of groups by the highest bits of their hashes. Written by one driver; then each partition is read and freed by
 * one driver, whichever.
 */
final class RecordPartitions implements AutoCloseable {
    static final int COUNT = 64;
    private static final int SHIFT = 58;
    private static final int FIRST_CHUNK_RECORDS = 128;
    private static final int LARGEST_CHUNK_RECORDS = 16 << 10;

    /** Some records that lie side by side. */
    static final class Chunk {
        private final ArrowBuf buffer;
        private final int capacity;
        private int size;

        Chunk(ArrowBuf buffer, int capacity) {
            this.buffer = buffer;
            this.capacity = capacity;
        }

        long address() {
            return buffer.memoryAddress();
        }

        int size() {
            return size;
        }
    }

    private final BufferAllocator allocator;
    private final int stride;
    private final int hashOffset;
    private final List<List<Chunk>> chunks = new ArrayList<>();
    private final int[] counts = new int[COUNT];
    private final long[] cursors = new long[COUNT];
    private int flushes;

    RecordPartitions(BufferAllocator allocator, int stride, int hashOffset) {
        this.allocator = allocator;
        this.stride = stride;
        this.hashOffset = hashOffset;
        for (int p = 0; p < COUNT; p++) {
            chunks.add(new ArrayList<>());
        }
    }

    static int partitionOf(long hash) {
        return (int) (hash >>> SHIFT);
    }

    /** Copies all records of a table. */
    void add(KeyTable table) {
        flushes++;
        int size = table.size();
        long records = table.recordsAddress();
        Arrays.fill(counts, 0);
        for (int i = 0; i < size; i++) {
            counts[partitionOf(RawMemory.getLong(records + (long) i * stride + hashOffset))]++;
        }
        for (int p = 0; p < COUNT; p++) {
            if (counts[p] > 0) {
                cursors[p] = reserve(p, counts[p]);
            }
        }
        int words = stride >> 3;
        for (int i = 0; i < size; i++) {
            long from = records + (long) i * stride;
            int partition = partitionOf(RawMemory.getLong(from + hashOffset));
            long to = cursors[partition];
            cursors[partition] = to + stride;
            for (int w = 0; w < words; w++) {
                RawMemory.putLong(to + ((long) w << 3), RawMemory.getLong(from + ((long) w << 3)));
            }
        }
    }

    private long reserve(int partition, int records) {
        List<Chunk> own = chunks.get(partition);
        Chunk last = own.isEmpty() ? null : own.get(own.size() - 1);
        if (last == null || last.capacity - last.size < records) {
            int next = last == null ? FIRST_CHUNK_RECORDS : Math.min(LARGEST_CHUNK_RECORDS, last.capacity * 2);
            int capacity = Math.max(next, records);
            last = new Chunk(allocator.buffer((long) capacity * stride), capacity);
            own.add(last);
        }
        long at = last.address() + (long) last.size * stride;
        last.size += records;
        return at;
    }

    /** Returns how often records were added. */
    int flushes() {
        return flushes;
    }

    List<Chunk> chunks(int partition) {
        return chunks.get(partition);
    }

    /** Frees a partition. */
    void free(int partition) {
        chunks.get(partition).forEach(chunk -> chunk.buffer.close());
        chunks.get(partition).clear();
    }

    @Override
    public void close() {
        for (int p = 0; p < COUNT; p++) {
            free(p);
        }
    }
}
