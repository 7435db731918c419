package dev.tarn.exec.operator.join;

import dev.tarn.exec.store.RowStore;
import dev.tarn.kernel.JoinKernels;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** A table for keys that are dense: an array of rows, by packed key. */
final class DirectJoinTable extends JoinTable {
    private final PackedKeys packing;
    private final int parts;
    private final ArrowBuf rows;

    DirectJoinTable(
            BufferAllocator allocator,
            RowStore store,
            List<Integer> keys,
            long rowNumbers,
            Runnable cancelCheck,
            PackedKeys packing,
            int parts) {
        super(allocator, store, keys, rowNumbers, cancelCheck);
        this.packing = packing;
        this.parts = parts;
        try {
            this.rows = allocator.buffer((packing.domain() + 1) << 2);
        } catch (RuntimeException e) {
            super.close();
            throw e;
        }
    }

    @Override
    List<Runnable> tasks() {
        List<Runnable> tasks = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            long from = packing.domain() * part / parts;
            long to = packing.domain() * (part + 1) / parts;
            tasks.add(() -> insert(from, to));
        }
        return tasks;
    }

    private void insert(long from, long to) {
        long array = rows.memoryAddress();
        RawMemory.fill(array + (from << 2), (to - from) << 2, (byte) 0);
        PackedKeys.Reader reader = new PackedKeys.Reader(packing);
        Column[] columns = new Column[keyCount()];
        boolean duplicates = false;
        for (int chunk = 0; chunk < store().chunkCount(); chunk++) {
            int count = store().chunkRows(chunk);
            keyColumns(chunk, columns);
            long[] packed = reader.read(columns, null, count);
            int firstRow = chunk << RowStore.CHUNK_SHIFT;
            duplicates |= JoinKernels.insertDirect(packed, count, firstRow, from, to, array, nextAddress());
        }
        noteDuplicates(duplicates);
    }

    @Override
    Prober newProber() {
        PackedKeys.Reader reader = new PackedKeys.Reader(packing);
        long array = rows.memoryAddress();
        return (columns, positions, count, found) ->
                JoinKernels.lookUpDirect(reader.read(columns, positions, count), count, array, found);
    }

    @Override
    public void close() {
        super.close();
        rows.close();
    }
}
