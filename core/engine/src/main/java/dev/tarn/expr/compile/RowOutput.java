package dev.tarn.expr.compile;

import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.kernel.text.TextWriter;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** A FLAT column whose rows are put in ascending order, each at most once; the others are NULL. One thread. */
final class RowOutput implements AutoCloseable {
    private final ColumnBuffer out;
    private final TextWriter texts = new TextWriter();
    private final int width;
    private int rows;

    RowOutput(BufferAllocator allocator, Type type, Layout layout) {
        out = new ColumnBuffer(allocator, type, layout);
        width = layout.isFixedWidth() ? layout.width() : 0;
    }

    void begin(int rowCount) {
        rows = rowCount;
        out.ensureValidity(rows);
        Bitmap.fillNull(out.validityAddress(), rows);
        if (width == 0) {
            texts.begin(out, rows);
        } else {
            out.ensureRows(rows);
        }
    }

    /** Makes row {@code at} of another column, of the same layout, row {@code row} of this. */
    void put(int row, ValueReader values, int at) {
        if (values.isNull(at)) {
            return;
        }
        if (width == 0) {
            texts.append(row, values.address(at), values.length(at));
        } else {
            RawMemory.copy(values.address(at), out.valuesAddress() + (long) row * width, width);
        }
        Bitmap.set(out.validityAddress(), row);
    }

    void put(int row, CellWriter cell) {
        texts.append(row, cell.bytes(), cell.length());
        Bitmap.set(out.validityAddress(), row);
    }

    void put(int row, boolean flag) {
        RawMemory.putByte(out.valuesAddress() + row, (byte) (flag ? 1 : 0));
        Bitmap.set(out.validityAddress(), row);
    }

    /** Returns the column, which is valid until the next {@link #begin}. */
    Column finish() {
        if (width == 0) {
            texts.finish();
        }
        return out.column(rows, true);
    }

    @Override
    public void close() {
        out.close();
    }
}
