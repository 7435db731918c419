package dev.tarn.exec.store;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Makes constant columns of NULL, which stay valid until it is closed. One thread. */
public final class NullColumns implements AutoCloseable {
    private final BufferAllocator allocator;
    private final List<ColumnShape> shapes;
    private final Column[] values;
    private final ColumnBuffer[] buffers;

    /** Makes NULLs of these shapes, each when it is first asked for. */
    public NullColumns(BufferAllocator allocator, List<ColumnShape> shapes) {
        this.allocator = allocator;
        this.shapes = shapes;
        this.values = new Column[shapes.size()];
        this.buffers = new ColumnBuffer[shapes.size()];
    }

    /** Returns {@code rowCount} NULLs of shape {@code index}. */
    public Column column(int index, int rowCount) {
        return Column.constant(rowCount, value(index));
    }

    private Column value(int index) {
        if (values[index] == null) {
            ColumnShape shape = shapes.get(index);
            ColumnBuffer buffer = new ColumnBuffer(allocator, shape.type(), shape.layout());
            buffers[index] = buffer;
            buffer.ensureRows(1);
            buffer.ensureValidity(1);
            Bitmap.fillNull(buffer.validityAddress(), 1);
            if (shape.layout().isFixedWidth()) {
                RawMemory.fill(buffer.valuesAddress(), shape.layout().width(), (byte) 0);
            } else {
                RawMemory.fill(buffer.offsetsAddress(), 8, (byte) 0);
                buffer.ensureBytes(1);
            }
            values[index] = buffer.column(1, true);
        }
        return values[index];
    }

    @Override
    public void close() {
        for (ColumnBuffer buffer : buffers) {
            if (buffer != null) {
                buffer.close();
            }
        }
    }
}
