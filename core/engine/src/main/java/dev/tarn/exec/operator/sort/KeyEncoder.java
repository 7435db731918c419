package dev.tarn.exec.operator.sort;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.RawMemory;

/** Writes the key rows of batches, column by column. One thread. */
final class KeyEncoder {
    private final KeyLayout layout;
    private boolean sawLongText;
    private boolean sawNullInFirstKey;

    KeyEncoder(KeyLayout layout) {
        this.layout = layout;
    }

    /** Returns whether a text was longer than its prefix, so that key rows alone do not decide. */
    boolean sawLongText() {
        return sawLongText;
    }

    /** Returns whether the first key was null in any row. */
    boolean sawNullInFirstKey() {
        return sawNullInFirstKey;
    }

    /**
     * Writes the key rows of a batch's selected rows.
     *
     * @param target where the first key row is
     * @param firstRow the number of the first selected row, which the others' follow
     */
    void encode(Batch batch, long target, int firstRow) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        int rowWidth = layout.rowWidth();
        int lastWord = layout.rowNumberOffset() - 8;
        for (int k = 0; k < count; k++) {
            long row = target + (long) k * rowWidth;
            RawMemory.putLong(row + lastWord, 0);
            RawMemory.putLong(row + lastWord + 8, firstRow + k);
        }
        for (int i = 0; i < layout.keyCount(); i++) {
            encode(i, batch.column(layout.key(i).columnIndex()), positions, count, target);
        }
    }

    private void encode(int keyIndex, Column column, int[] positions, int count, long target) {
        Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
        long codes = column.encoding() == Encoding.DICTIONARY ? column.codesAddress() : 0;
        int mask = column.encoding() == Encoding.CONSTANT ? 0 : -1;
        long out = target + layout.offset(keyIndex);
        if (flat.rowCount() > 0) {
            long flip = layout.key(keyIndex).descending() ? -1 : 0;
            Rows rows = new Rows(codes, mask, positions, count, layout.rowWidth());
            switch (column.layout()) {
                case BYTE -> encodeBytes(flat.valuesAddress(), rows, flip, out + 1);
                case INT -> encodeInts(flat.valuesAddress(), rows, flip, out + 1);
                case LONG -> encodeLongs(flat.valuesAddress(), rows, flip, out + 1);
                case INT128 -> encodeInt128s(flat.valuesAddress(), rows, flip, out + 1);
                case FLOAT -> encodeFloats(flat.valuesAddress(), rows, flip, out + 1);
                case DOUBLE -> encodeDoubles(flat.valuesAddress(), rows, flip, out + 1);
                case BYTES -> encodeTexts(flat, rows, flip, out + 1);
            }
        }
        markNulls(keyIndex, column, positions, count, out);
    }

    /** Which values a loop goes over, and how far apart their key rows are. */
    private record Rows(long codes, int mask, int[] positions, int count, int rowWidth) {
        private int index(int k) {
            int row = positions == null ? k : positions[k];
            return codes == 0 ? row & mask : RawMemory.getInt(codes + ((long) row << 2));
        }
    }

    private static void encodeBytes(long values, Rows rows, long flip, long out) {
        for (int k = 0; k < rows.count; k++) {
            RawMemory.putByte(
                    out + (long) k * rows.rowWidth, (byte) (RawMemory.getByte(values + rows.index(k)) ^ flip));
        }
    }

    private static void encodeInts(long values, Rows rows, long flip, long out) {
        int change = Integer.MIN_VALUE ^ (int) flip;
        for (int k = 0; k < rows.count; k++) {
            int value = RawMemory.getInt(values + ((long) rows.index(k) << 2)) ^ change;
            RawMemory.putInt(out + (long) k * rows.rowWidth, Integer.reverseBytes(value));
        }
    }

    private static void encodeLongs(long values, Rows rows, long flip, long out) {
        long change = Long.MIN_VALUE ^ flip;
        for (int k = 0; k < rows.count; k++) {
            long value = RawMemory.getLong(values + ((long) rows.index(k) << 3)) ^ change;
            RawMemory.putLong(out + (long) k * rows.rowWidth, Long.reverseBytes(value));
        }
    }

    private static void encodeInt128s(long values, Rows rows, long flip, long out) {
        long change = Long.MIN_VALUE ^ flip;
        for (int k = 0; k < rows.count; k++) {
            long at = values + ((long) rows.index(k) << 4);
            long to = out + (long) k * rows.rowWidth;
            RawMemory.putLong(to, Long.reverseBytes(RawMemory.getLong(at + 8) ^ change));
            RawMemory.putLong(to + 8, Long.reverseBytes(RawMemory.getLong(at) ^ flip));
        }
    }

    private static void encodeFloats(long values, Rows rows, long flip, long out) {
        for (int k = 0; k < rows.count; k++) {
            // Adding zero makes +0 of -0; floatToIntBits makes one NaN of all.
            int bits = Float.floatToIntBits(RawMemory.getFloat(values + ((long) rows.index(k) << 2)) + 0f);
            int ordered = bits ^ (bits >> 31 | Integer.MIN_VALUE) ^ (int) flip;
            RawMemory.putInt(out + (long) k * rows.rowWidth, Integer.reverseBytes(ordered));
        }
    }

    private static void encodeDoubles(long values, Rows rows, long flip, long out) {
        for (int k = 0; k < rows.count; k++) {
            long bits = Double.doubleToLongBits(RawMemory.getDouble(values + ((long) rows.index(k) << 3)) + 0d);
            long ordered = bits ^ (bits >> 63 | Long.MIN_VALUE) ^ flip;
            RawMemory.putLong(out + (long) k * rows.rowWidth, Long.reverseBytes(ordered));
        }
    }

    private void encodeTexts(Column flat, Rows rows, long flip, long out) {
        long offsets = flat.offsetsAddress();
        long bytes = flat.valuesAddress();
        boolean longText = false;
        for (int k = 0; k < rows.count; k++) {
            long at = offsets + ((long) rows.index(k) << 2);
            int start = RawMemory.getInt(at);
            int length = RawMemory.getInt(at + 4) - start;
            long prefix = 0;
            if (length >= KeyLayout.PREFIX_BYTES) {
                prefix = RawMemory.getLong(bytes + start);
            } else {
                for (int i = 0; i < length; i++) {
                    prefix |= (RawMemory.getByte(bytes + start + i) & 0xFFL) << (i << 3);
                }
            }
            longText |= length >= KeyLayout.LONG_TEXT;
            long to = out + (long) k * rows.rowWidth;
            RawMemory.putLong(to, prefix ^ flip);
            RawMemory.putByte(to + 8, (byte) (Math.min(length, KeyLayout.LONG_TEXT) ^ flip));
        }
        sawLongText |= longText;
    }

    private void markNulls(int keyIndex, Column column, int[] positions, int count, long out) {
        int rowWidth = layout.rowWidth();
        byte valid = layout.validMark(keyIndex);
        for (int k = 0; k < count; k++) {
            RawMemory.putByte(out + (long) k * rowWidth, valid);
        }
        if (!column.mayHaveNulls()) {
            return;
        }
        int valueWidth = (keyIndex + 1 < layout.keyCount() ? layout.offset(keyIndex + 1) : layout.keyWidth())
                - layout.offset(keyIndex)
                - 1;
        for (int k = 0; k < count; k++) {
            if (column.isNull(positions == null ? k : positions[k])) {
                long at = out + (long) k * rowWidth;
                RawMemory.putByte(at, (byte) (1 - valid));
                RawMemory.fill(at + 1, valueWidth, (byte) 0);
                sawNullInFirstKey |= keyIndex == 0;
            }
        }
    }
}
