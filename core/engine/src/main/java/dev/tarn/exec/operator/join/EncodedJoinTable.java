package dev.tarn.exec.operator.join;

import dev.tarn.exec.hash.KeyBatch;
import dev.tarn.exec.hash.KeyEncoder;
import dev.tarn.exec.hash.KeyLayout;
import dev.tarn.exec.hash.KeyTable;
import dev.tarn.exec.store.RowStore;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;

/** A table for keys of any columns: packed into words, hashed and compared. Filled by one task. */
final class EncodedJoinTable extends JoinTable {
    private final KeyLayout layout;
    private final KeyTable table;

    EncodedJoinTable(
            BufferAllocator allocator, RowStore store, List<Integer> keys, long rowNumbers, Runnable cancelCheck) {
        super(allocator, store, keys, rowNumbers, cancelCheck);
        this.layout = KeyLayout.of(keys.stream().map(store::shape).toList());
        // Texts stay where the store has them.
        this.table = new KeyTable(allocator, layout, 8, null);
    }

    @Override
    List<Runnable> tasks() {
        return List.of(this::insertAll);
    }

    private void insertAll() {
        Rows rows = new Rows();
        int[] numbers = new int[RowStore.CHUNK_ROWS];
        Column[] columns = new Column[keyCount()];
        boolean duplicates = false;
        int stateOffset = KeyTable.stateOffset(layout);
        for (int chunk = 0; chunk < store().chunkCount(); chunk++) {
            keyColumns(chunk, columns);
            int count = rows.withKeys(columns, null, store().chunkRows(chunk));
            KeyBatch keys = rows.encode(columns, count);
            table.find(keys, numbers);
            for (int j = 0; j < count; j++) {
                int row = chunk << RowStore.CHUNK_SHIFT | rows.positions[j];
                long at = table.recordsAddress() + (long) numbers[j] * table.stride() + stateOffset;
                int before = RawMemory.getInt(at);
                RawMemory.putInt(at, row + 1);
                RawMemory.putInt(nextAddress() + ((long) row << 2), before);
                duplicates |= before != 0;
            }
        }
        noteDuplicates(duplicates);
    }

    /** Finds the rows whose key has no NULL and, as NaN equals nothing, no NaN, and packs their keys. */
    private final class Rows {
        private final KeyEncoder encoder =
                new KeyEncoder(layout, IntStream.range(0, keyCount()).boxed().toList());
        /** The rows whose key can match: their places among the rows looked at, and their positions. */
        private int[] indexes = new int[0];

        private int[] positions = new int[0];
        private int[] split = new int[0];

        int withKeys(Column[] columns, int[] from, int count) {
            if (indexes.length < count) {
                indexes = new int[count];
                positions = new int[count];
                split = new int[count];
            }
            int kept = count;
            for (int k = 0; k < count; k++) {
                indexes[k] = k;
                positions[k] = from == null ? k : from[k];
            }
            for (Column column : columns) {
                if (column.mayHaveNulls()) {
                    kept = keep(LoadKernels.notNull(column, positions, kept, split));
                }
                if (column.layout() == Layout.DOUBLE || column.layout() == Layout.FLOAT) {
                    kept = keep(LoadKernels.notNan(column, positions, kept, split));
                }
            }
            return kept;
        }

        private int keep(int count) {
            for (int j = 0; j < count; j++) {
                indexes[j] = indexes[split[j]];
                positions[j] = positions[split[j]];
            }
            return count;
        }

        KeyBatch encode(Column[] columns, int count) {
            Batch batch = Batch.of(columns[0].rowCount(), Arrays.asList(columns));
            return encoder.encode(batch, positions, count);
        }
    }

    @Override
    Prober newProber() {
        Rows rows = new Rows();
        int stateOffset = KeyTable.stateOffset(layout);
        return new Prober() {
            private int[] numbers = new int[0];

            @Override
            public void lookUp(Column[] columns, int[] positions, int count, int[] found) {
                if (numbers.length < count) {
                    numbers = new int[count];
                }
                int kept = rows.withKeys(columns, positions, count);
                table.lookUp(rows.encode(columns, kept), numbers);
                Arrays.fill(found, 0, count, -1);
                for (int j = 0; j < kept; j++) {
                    if (numbers[j] >= 0) {
                        long record = table.recordsAddress() + (long) numbers[j] * table.stride();
                        found[rows.indexes[j]] = RawMemory.getInt(record + stateOffset) - 1;
                    }
                }
            }
        };
    }

    @Override
    public void close() {
        super.close();
        table.close();
    }
}
