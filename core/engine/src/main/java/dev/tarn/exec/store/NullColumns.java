package dev.tarn.exec.store;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Makes constant columns of NULL, which stay valid until it is closed. One thread. */
public final class NullColumns implements AutoCloseable {
    private final List<Column> values = new ArrayList<>();
    private final List<ColumnBuffer> buffers = new ArrayList<>();

    /** Makes a NULL of each shape. */
    public NullColumns(BufferAllocator allocator, List<ColumnShape> shapes) {
        for (ColumnShape shape : shapes) {
            ColumnBuffer buffer = new ColumnBuffer(allocator, shape.type(), shape.layout());
            buffers.add(buffer);
            buffer.ensureRows(1);
            buffer.ensureValidity(1);
            Bitmap.fillNull(buffer.validityAddress(), 1);
            if (shape.layout().isFixedWidth()) {
                RawMemory.fill(buffer.valuesAddress(), shape.layout().width(), (byte) 0);
            } else {
                RawMemory.fill(buffer.offsetsAddress(), 8, (byte) 0);
                buffer.ensureBytes(1);
            }
            values.add(buffer.column(1, true));
        }
    }

    /** Returns {@code rowCount} NULLs of shape {@code index}. */
    public Column column(int index, int rowCount) {
        return Column.constant(rowCount, value(index));
    }

    /** Returns the FLAT column of one NULL of shape {@code index}. */
    public Column value(int index) {
        return values.get(index);
    }

    @Override
    public void close() {
        buffers.forEach(ColumnBuffer::close);
    }
}
