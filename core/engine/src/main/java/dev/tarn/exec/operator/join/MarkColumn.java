package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/** Makes the BOOLEAN column that says which probe rows have a match. One thread; valid until the next call. */
final class MarkColumn implements AutoCloseable {
    private final ColumnBuffer buffer;

    MarkColumn(DriverContext context) {
        buffer = new ColumnBuffer(context.allocator(), Type.BOOLEAN, Layout.BYTE);
    }

    /**
     * Writes whether row {@code positions[k]} has {@code found[k]}.
     *
     * @param nullKey which rows without a match give NULL, as their key is NULL; null for none
     * @param unknownIfMissing whether all rows without a match give NULL
     */
    Column fill(
            int rowCount, int[] positions, int count, boolean[] found, boolean[] nullKey, boolean unknownIfMissing) {
        buffer.ensureRows(rowCount);
        buffer.ensureValidity(rowCount);
        long values = buffer.valuesAddress();
        long validity = buffer.validityAddress();
        if (count < rowCount) {
            RawMemory.fill(values, rowCount, (byte) 0);
        }
        Bitmap.fillValid(validity, rowCount);
        boolean hasNulls = false;
        for (int k = 0; k < count; k++) {
            RawMemory.putByte(values + positions[k], (byte) (found[k] ? 1 : 0));
            if (!found[k] && (unknownIfMissing || nullKey != null && nullKey[k])) {
                Bitmap.clear(validity, positions[k]);
                hasNulls = true;
            }
        }
        return buffer.column(rowCount, hasNulls);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
