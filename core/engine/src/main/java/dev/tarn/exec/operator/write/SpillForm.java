package dev.tarn.exec.operator.write;

import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * How batches lie in temporary files: as in memory. A batch is its length in bytes and its number of rows, 4 bytes each;
 * then, for each column, a word that is 1 if there are NULLs, the validity bits if so, the offsets if it is of bytes, and
 * the values. Everything is padded to 8 bytes. Stateless.
 */
final class SpillForm {
    static final int HEADER_BYTES = 8;

    private SpillForm() {}

    /** Returns how many bytes a batch of FLAT columns takes, all of whose rows count. */
    static long sizeOf(Batch batch) {
        long bytes = HEADER_BYTES;
        for (Column column : batch.columns()) {
            bytes += 8 + validityBytes(column) + offsetsBytes(column) + valuesBytes(column);
        }
        return bytes;
    }

    private static long validityBytes(Column column) {
        return column.validityAddress() == 0 ? 0 : Bitmap.bytesFor(column.rowCount());
    }

    private static long offsetsBytes(Column column) {
        return column.layout() == Layout.BYTES ? padded((column.rowCount() + 1L) << 2) : 0;
    }

    private static long valuesBytes(Column column) {
        return padded(
                column.layout() == Layout.BYTES
                        ? textEnd(column.offsetsAddress(), column.rowCount())
                                - RawMemory.getInt(column.offsetsAddress())
                        : (long) column.rowCount() * column.layout().width());
    }

    private static int textEnd(long offsets, int rowCount) {
        return RawMemory.getInt(offsets + ((long) rowCount << 2));
    }

    private static long padded(long bytes) {
        return (bytes + 7) & -8;
    }

    /** Writes a batch to memory that has room for it; what pads it is not cleared. */
    static void write(Batch batch, long sizeBytes, long target) {
        RawMemory.putInt(target, (int) sizeBytes);
        RawMemory.putInt(target + 4, batch.rowCount());
        long at = target + HEADER_BYTES;
        for (Column column : batch.columns()) {
            long validity = validityBytes(column);
            RawMemory.putLong(at, validity > 0 ? 1 : 0);
            at += 8;
            if (validity > 0) {
                RawMemory.copy(column.validityAddress(), at, Bitmap.bytesFor(column.rowCount()));
                at += validity;
            }
            if (column.layout() == Layout.BYTES) {
                long offsets = column.offsetsAddress();
                int base = RawMemory.getInt(offsets);
                for (int i = 0; i <= column.rowCount(); i++) {
                    RawMemory.putInt(at + ((long) i << 2), RawMemory.getInt(offsets + ((long) i << 2)) - base);
                }
                at += offsetsBytes(column);
                RawMemory.copy(column.valuesAddress() + base, at, textEnd(offsets, column.rowCount()) - base);
            } else {
                RawMemory.copy(
                        column.valuesAddress(),
                        at,
                        (long) column.rowCount() * column.layout().width());
            }
            at += valuesBytes(column);
        }
    }

    /** Returns the batch that lies at {@code source}, as long as the memory is there. */
    static Batch read(long source, List<ColumnShape> shapes) {
        int rows = RawMemory.getInt(source + 4);
        List<Column> columns = new ArrayList<>(shapes.size());
        long at = source + HEADER_BYTES;
        for (ColumnShape shape : shapes) {
            boolean nulls = RawMemory.getLong(at) != 0;
            at += 8;
            long validity = nulls ? at : 0;
            at += nulls ? Bitmap.bytesFor(rows) : 0;
            if (shape.layout() == Layout.BYTES) {
                long offsets = at;
                at += padded((rows + 1L) << 2);
                columns.add(Column.flatBytes(shape.type(), rows, validity, offsets, at));
                at += padded(textEnd(offsets, rows));
            } else {
                columns.add(Column.flat(shape.type(), shape.layout(), rows, validity, at));
                at += padded((long) rows * shape.layout().width());
            }
        }
        return Batch.of(rows, columns);
    }
}
