package dev.tarn.exec.operator.join;

import dev.tarn.exec.store.RowStore;
import dev.tarn.kernel.JoinKernels;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** A table for keys that pack into one number and are not dense: open addressing, in regions that are filled apart. */
final class PackedJoinTable extends JoinTable {
    private final PackedKeys packing;
    private final int bits;
    private final int regionBits;
    private final ArrowBuf slots;

    /** @param parts how many tasks fill it, a power of two */
    PackedJoinTable(
            BufferAllocator allocator,
            RowStore store,
            List<Integer> keys,
            long rowNumbers,
            Runnable cancelCheck,
            PackedKeys packing,
            int parts) {
        super(allocator, store, keys, rowNumbers, cancelCheck);
        this.packing = packing;
        long wanted = Math.max(64, store.rowCount() * 4 / 3);
        this.bits = 64 - Long.numberOfLeadingZeros(wanted - 1);
        this.regionBits = bits - Integer.numberOfTrailingZeros(parts);
        try {
            this.slots = allocator.buffer((1L << bits) * JoinKernels.SLOT_BYTES);
        } catch (RuntimeException e) {
            super.close();
            throw e;
        }
    }

    @Override
    List<Runnable> tasks() {
        List<Runnable> tasks = new ArrayList<>();
        for (int region = 0; region < 1 << (bits - regionBits); region++) {
            int own = region;
            tasks.add(() -> insert(own));
        }
        return tasks;
    }

    private void insert(int region) {
        long table = slots.memoryAddress();
        long regionBytes = (1L << regionBits) * JoinKernels.SLOT_BYTES;
        RawMemory.fill(table + region * regionBytes, regionBytes, (byte) 0);
        PackedKeys.Reader reader = new PackedKeys.Reader(packing);
        Column[] columns = new Column[keyCount()];
        boolean duplicates = false;
        for (int chunk = 0; chunk < store().chunkCount(); chunk++) {
            int count = store().chunkRows(chunk);
            keyColumns(chunk, columns);
            long[] packed = reader.read(columns, null, count);
            int firstRow = chunk << RowStore.CHUNK_SHIFT;
            duplicates |=
                    JoinKernels.insertHashed(packed, count, firstRow, region, table, bits, regionBits, nextAddress());
        }
        noteDuplicates(duplicates);
    }

    @Override
    Prober newProber() {
        PackedKeys.Reader reader = new PackedKeys.Reader(packing);
        long table = slots.memoryAddress();
        return (columns, positions, count, rows) ->
                JoinKernels.lookUpHashed(reader.read(columns, positions, count), count, table, bits, regionBits, rows);
    }

    @Override
    public void close() {
        super.close();
        slots.close();
    }
}
