package dev.tarn.catalog.field;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Takes one field out of the ROWs of a column, batch by batch. One thread at a time; its memory is freed by {@link #close}. */
final class FieldExtractor implements AutoCloseable {
    private final CellBlock[] levels;
    private final int[] fieldIndexes;
    private final int sourceWidth;
    private final Layout layout;
    private final ColumnBuffer buffer;
    private int bytesLength;

    /** @param row the type of the column's ROWs */
    FieldExtractor(BufferAllocator allocator, Type row, List<String> path, ScanColumn wanted) {
        levels = new CellBlock[path.size()];
        fieldIndexes = new int[path.size()];
        Type type = row;
        for (int i = 0; i < levels.length; i++) {
            levels[i] = new CellBlock(type);
            fieldIndexes[i] = type.fieldIndex(path.get(i));
            type = type.fieldType(fieldIndexes[i]);
        }
        sourceWidth = type.defaultLayout().isFixedWidth() ? type.defaultLayout().width() : 0;
        layout = wanted.layout();
        buffer = new ColumnBuffer(allocator, wanted.type(), layout);
    }

    /** Returns the field of the rows that are selected, valid until the next call; other rows are NULL. */
    Column extract(Column rows, int rowCount, SelectionVector selection) {
        buffer.ensureRows(Math.max(1, rowCount));
        buffer.ensureValidity(Math.max(1, rowCount));
        Bitmap.fillNull(buffer.validityAddress(), rowCount);
        bytesLength = 0;
        int next = 0;
        if (sourceWidth == 0) {
            RawMemory.putInt(buffer.offsetsAddress(), 0);
        }
        for (int row = 0; row < rowCount; row++) {
            boolean selected =
                    selection == null || next < selection.count() && selection.positions()[next] == row;
            if (selected) {
                next++;
                take(rows, row);
            }
            if (sourceWidth == 0) {
                RawMemory.putInt(buffer.offsetsAddress() + ((row + 1L) << 2), bytesLength);
            }
        }
        return buffer.column(rowCount, true);
    }

    private void take(Column rows, int row) {
        if (rows.isNull(row)) {
            return;
        }
        Column flat = rows.encoding() == Encoding.FLAT ? rows : rows.dictionary();
        long cell = flat.valuesAddress() + RawMemory.getInt(flat.offsetsAddress() + ((long) rows.valueIndex(row) << 2));
        int last = levels.length - 1;
        for (int i = 0; i <= last; i++) {
            levels[i].toFields(cell);
            if (levels[i].isNull(fieldIndexes[i])) {
                return;
            }
            cell = levels[i].address(fieldIndexes[i]);
        }
        put(row, cell, levels[last].length(fieldIndexes[last]));
        Bitmap.set(buffer.validityAddress(), row);
    }

    private void put(int row, long address, int length) {
        if (sourceWidth == 0) {
            buffer.ensureBytes((long) bytesLength + length);
            RawMemory.copy(address, buffer.valuesAddress() + bytesLength, length);
            bytesLength += length;
        } else {
            // A DECIMAL that is known to fit 64 bits is the low half of its 128.
            RawMemory.copy(address, buffer.valuesAddress() + (long) row * layout.width(), layout.width());
        }
    }

    @Override
    public void close() {
        buffer.close();
    }
}
