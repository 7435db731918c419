package dev.tarn.format.orc.convert;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.ScanColumn;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;

/** Values of fixed width. */
final class FixedConverter implements VectorConverter {
    private final ColumnBuffer buffer;
    private final Loop loop;

    FixedConverter(ScanColumn wanted, Loop loop, BufferAllocator allocator) {
        this.buffer = new ColumnBuffer(allocator, wanted.type(), wanted.layout());
        this.loop = loop;
    }

    @Override
    public Column convert(ColumnVector vector, int rows, SelectionVector selected) {
        int count = vector.isRepeating ? 1 : rows;
        buffer.ensureRows(count);
        boolean hasNulls = !vector.noNulls && Validity.write(vector.isNull, count, buffer);
        if (!(vector.isRepeating && hasNulls)) {
            loop.convert(vector, count, buffer.valuesAddress());
        }
        Column column = buffer.column(count, hasNulls);
        return vector.isRepeating ? Column.constant(rows, column) : column;
    }

    @Override
    public void close() {
        buffer.close();
    }
}
