package dev.tarn.exec.store;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Gathers rows of a {@link RowStore} into memory of its own, reused from call to call. Texts that the store keeps as
 * codes come as a DICTIONARY column whose dictionary is the store's, the same at each call. One thread.
 */
public final class RowGatherer implements AutoCloseable {
    private final RowStore store;
    private final ColumnBuffer[] flat;
    private final ColumnBuffer[] codes;

    /** Makes a gatherer of rows of {@code store}, to which no more are added. */
    public RowGatherer(BufferAllocator allocator, RowStore store) {
        this.store = store;
        this.flat = new ColumnBuffer[store.columnCount()];
        this.codes = new ColumnBuffer[store.columnCount()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = new ColumnBuffer(
                    allocator, store.shape(i).type(), store.shape(i).layout());
            codes[i] = new ColumnBuffer(allocator, Type.INTEGER, Layout.INT);
        }
    }

    /** Returns all columns of the rows {@code rows[0]} to {@code rows[count - 1]}, none of them negative. */
    public Batch gather(int[] rows, int count) {
        List<Column> columns = new ArrayList<>(flat.length);
        for (int i = 0; i < flat.length; i++) {
            columns.add(gather(i, rows, count));
        }
        return Batch.of(count, columns);
    }

    /** Returns a column of the rows, none of them negative; valid until the next call for the same column. */
    public Column gather(int columnIndex, int[] rows, int count) {
        return gather(columnIndex, rows, count, false);
    }

    /** Returns a column of the rows, NULL where a row is negative; valid until the next call for the same column. */
    public Column gatherNullable(int columnIndex, int[] rows, int count) {
        return gather(columnIndex, rows, count, true);
    }

    private Column gather(int columnIndex, int[] rows, int count, boolean nullable) {
        StoredColumn source = store.stored(columnIndex);
        ColumnBuffer out = source.isCoded() ? codes[columnIndex] : flat[columnIndex];
        out.ensureRows(count);
        boolean nulls = nullable || source.mayHaveNulls();
        if (nulls) {
            out.ensureValidity(count);
            ChunkGather.validity(source.validity(), rows, count, out.validityAddress());
        }
        if (out.layout() == Layout.BYTES) {
            out.ensureBytes(ChunkGather.textOffsets(source.offsets(), rows, count, out.offsetsAddress()));
            ChunkGather.textBytes(
                    source.offsets(), source.values(), rows, count, out.offsetsAddress(), out.valuesAddress());
        } else if (nullable) {
            ChunkGather.fixedOrZero(out.layout().width(), source.values(), rows, count, out.valuesAddress());
        } else {
            ChunkGather.fixed(out.layout().width(), source.values(), rows, count, out.valuesAddress());
        }
        if (!source.isCoded()) {
            return out.column(count, nulls);
        }
        TextDictionary dictionary = source.dictionary();
        return Column.dictionary(
                count, nulls ? out.validityAddress() : 0, out.valuesAddress(), dictionary.view(), dictionary.viewId());
    }

    /** Returns the bytes of memory it holds now. */
    public long sizeBytes() {
        long bytes = 0;
        for (int i = 0; i < flat.length; i++) {
            bytes += flat[i].sizeBytes() + codes[i].sizeBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        for (int i = 0; i < flat.length; i++) {
            flat[i].close();
            codes[i].close();
        }
    }
}
