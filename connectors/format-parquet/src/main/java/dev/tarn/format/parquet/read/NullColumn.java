package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A column that the file lacks: NULL in every row. */
final class NullColumn implements BatchColumn {
    private final ColumnBuffer buffer;
    private final Column value;

    NullColumn(ScanColumn column, BufferAllocator allocator) {
        buffer = new ColumnBuffer(allocator, column.type(), column.layout());
        buffer.ensureRows(1);
        buffer.ensureBytes(16);
        buffer.ensureValidity(1);
        Bitmap.fillNull(buffer.validityAddress(), 1);
        if (column.layout().isFixedWidth()) {
            RawMemory.fill(buffer.valuesAddress(), column.layout().width(), (byte) 0);
        } else {
            RawMemory.fill(buffer.offsetsAddress(), 8, (byte) 0);
        }
        value = buffer.column(1, true);
    }

    @Override
    public List<ParquetColumn> leaves() {
        return List.of();
    }

    @Override
    public void start(RowGroupReads reads, ChunkPlans plans) {}

    @Override
    public Column read(int rows, SelectionVector selection) {
        return Column.constant(rows, value);
    }

    @Override
    public void skip(int rows) {}

    @Override
    public void close() {
        buffer.close();
    }
}
