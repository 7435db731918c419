package dev.tarn.exec.operator.join;

import dev.tarn.exec.store.RowStore;
import dev.tarn.kernel.JoinKernels;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Which integers one key column of a build side has: a bitmap over their range, or a Bloom filter of one word a value
 * where that would be too large. Filled by tasks that may run side by side; then read by any number of threads.
 */
final class KeyMembership implements AutoCloseable {
    /** Bitmaps of up to this many bits are made however few keys there are. */
    private static final long SMALL_BITMAP_BITS = 1L << 20;

    private static final long BITMAP_BITS_PER_ROW = 64;
    private static final long BLOOM_BITS_PER_ROW = 16;

    private final RowStore store;
    private final int key;
    private final PackedKeys packing;
    private final boolean exact;
    private final long words;
    private final ArrowBuf memory;

    KeyMembership(BufferAllocator allocator, RowStore store, int key, PackedKeys packing) {
        this.store = store;
        this.key = key;
        this.packing = packing;
        long rows = store.rowCount();
        this.exact = packing.domain() <= Math.max(SMALL_BITMAP_BITS, rows * BITMAP_BITS_PER_ROW);
        long bits = exact ? packing.domain() : Math.max(64, rows * BLOOM_BITS_PER_ROW);
        this.words = (bits + 63) >>> 6;
        this.memory = allocator.buffer(words << 3);
    }

    /** Returns the tasks that fill it. */
    List<Runnable> tasks(int parts) {
        List<Runnable> tasks = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            long from = words * part / parts;
            long to = words * (part + 1) / parts;
            tasks.add(() -> fill(from, to));
        }
        return tasks;
    }

    private void fill(long from, long to) {
        long address = memory.memoryAddress();
        RawMemory.fill(address + (from << 3), (to - from) << 3, (byte) 0);
        PackedKeys.Reader reader = new PackedKeys.Reader(packing);
        Column[] column = new Column[1];
        for (int chunk = 0; chunk < store.chunkCount(); chunk++) {
            column[0] = store.column(key, chunk);
            int count = store.chunkRows(chunk);
            long[] packed = reader.read(column, null, count);
            if (exact) {
                JoinKernels.setBits(packed, count, from << 6, to << 6, address);
            } else {
                // A NULL comes as -1, which is then taken for one more value.
                JoinKernels.setBloom(packed, count, from, to, words, address);
            }
        }
    }

    /** Makes a test for one thread; only when all tasks are done. */
    JoinKeyTest newTest() {
        long address = memory.memoryAddress();
        if (exact) {
            PackedKeys.Reader reader = new PackedKeys.Reader(packing);
            Column[] key = new Column[1];
            return (column, positions, count, out) -> {
                key[0] = column;
                return JoinKernels.selectBits(reader.read(key, positions, count), positions, count, address, out);
            };
        }
        return new BloomTest(address);
    }

    private final class BloomTest implements JoinKeyTest {
        private final PackedKeys.Reader reader = new PackedKeys.Reader(packing);
        private final Column[] key = new Column[1];
        private int[] inside = new int[0];
        private long[] values = new long[0];

        private final long address;

        BloomTest(long address) {
            this.address = address;
        }

        @Override
        public int select(Column column, int[] positions, int count, int[] out) {
            if (inside.length < count) {
                inside = new int[count];
                values = new long[count];
            }
            key[0] = column;
            long[] packed = reader.read(key, positions, count);
            int kept = 0;
            for (int k = 0; k < count; k++) {
                inside[kept] = positions == null ? k : positions[k];
                values[kept] = packed[k];
                kept += packed[k] >= 0 ? 1 : 0;
            }
            return JoinKernels.selectBloom(values, inside, kept, words, address, out);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
