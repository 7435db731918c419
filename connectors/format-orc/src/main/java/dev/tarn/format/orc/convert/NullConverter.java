package dev.tarn.format.orc.convert;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;

/** A column that the file lacks: NULL in every row. Looks at no vector. */
public final class NullConverter implements VectorConverter {
    private final ColumnBuffer buffer;
    private final Column value;

    public NullConverter(ScanColumn column, BufferAllocator allocator) {
        buffer = new ColumnBuffer(allocator, column.type(), column.layout());
        try {
            buffer.ensureRows(1);
            buffer.ensureBytes(16);
            buffer.ensureValidity(1);
        } catch (RuntimeException e) {
            buffer.close();
            throw e;
        }
        Bitmap.fillNull(buffer.validityAddress(), 1);
        if (column.layout().isFixedWidth()) {
            RawMemory.fill(buffer.valuesAddress(), column.layout().width(), (byte) 0);
        } else {
            RawMemory.fill(buffer.offsetsAddress(), 8, (byte) 0);
        }
        value = buffer.column(1, true);
    }

    @Override
    public Column convert(ColumnVector vector, int rows, SelectionVector selected) {
        return Column.constant(rows, value);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
