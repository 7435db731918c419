package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;

/**
 * Puts cells (dev.tarn.spi.nested) together from FLAT columns of their elements or fields. Values under a NULL are zeros, or
 * no bytes, in the columns as they are in the cells. Target columns are of the BYTES layout, and a NULL is empty.
 */
public final class CellLoops {
    private static final int SLACK_BYTES = 8;
    private static final int SHORT_BYTES = 64;

    private CellLoops() {}

    /** Sets the values of a fixed-width column to zeros where it is NULL. */
    public static void zeroNulls(long values, int width, long validity, int count) {
        for (int i = 0; i < count; i++) {
            if (!Bitmap.get(validity, i)) {
                RawMemory.fill(values + (long) i * width, width, (byte) 0);
            }
        }
    }

    /**
     * Makes ARRAY cells.
     *
     * @param offsets address of {@code count + 1} offsets into {@code elements}
     * @param validity which lists are not NULL, or 0 if none is; a NULL one has no elements
     */
    public static Column arrays(Column elements, long offsets, long validity, int count, ColumnBuffer target) {
        long total = 0;
        target.ensureRows(count);
        long out = target.offsetsAddress();
        int width = widthOf(elements);
        RawMemory.putInt(out, 0);
        for (int i = 0; i < count; i++) {
            if (validity == 0 || Bitmap.get(validity, i)) {
                int from = RawMemory.getInt(offsets + ((long) i << 2));
                int to = RawMemory.getInt(offsets + ((long) i << 2) + 4);
                total += 4 + blockBytes(elements, width, from, to);
            }
            RawMemory.putInt(out + ((i + 1L) << 2), (int) Math.min(total, Integer.MAX_VALUE));
        }
        target.ensureBytes(total + SLACK_BYTES);
        long bytes = target.valuesAddress();
        for (int i = 0; i < count; i++) {
            if (validity == 0 || Bitmap.get(validity, i)) {
                long at = bytes + RawMemory.getInt(out + ((long) i << 2));
                int from = RawMemory.getInt(offsets + ((long) i << 2));
                int to = RawMemory.getInt(offsets + ((long) i << 2) + 4);
                RawMemory.putInt(at, to - from);
                writeBlock(elements, width, from, to, at + 4);
            }
        }
        return Column.flatBytes(target.type(), count, validity, out, bytes);
    }

    /** Makes MAP cells, as {@link #arrays} does; keys and values have the same offsets. */
    public static Column maps(Column keys, Column values, long offsets, long validity, int count, ColumnBuffer target) {
        long total = 0;
        target.ensureRows(count);
        long out = target.offsetsAddress();
        int keyWidth = widthOf(keys);
        int valueWidth = widthOf(values);
        RawMemory.putInt(out, 0);
        for (int i = 0; i < count; i++) {
            if (validity == 0 || Bitmap.get(validity, i)) {
                int from = RawMemory.getInt(offsets + ((long) i << 2));
                int to = RawMemory.getInt(offsets + ((long) i << 2) + 4);
                total += 8 + blockBytes(keys, keyWidth, from, to) + blockBytes(values, valueWidth, from, to);
            }
            RawMemory.putInt(out + ((i + 1L) << 2), (int) Math.min(total, Integer.MAX_VALUE));
        }
        target.ensureBytes(total + SLACK_BYTES);
        long bytes = target.valuesAddress();
        for (int i = 0; i < count; i++) {
            if (validity == 0 || Bitmap.get(validity, i)) {
                long at = bytes + RawMemory.getInt(out + ((long) i << 2));
                int from = RawMemory.getInt(offsets + ((long) i << 2));
                int to = RawMemory.getInt(offsets + ((long) i << 2) + 4);
                int keyBytes = (int) blockBytes(keys, keyWidth, from, to);
                RawMemory.putInt(at, to - from);
                RawMemory.putInt(at + 4, keyBytes);
                writeBlock(keys, keyWidth, from, to, at + 8);
                writeBlock(values, valueWidth, from, to, at + 8 + keyBytes);
            }
        }
        return Column.flatBytes(target.type(), count, validity, out, bytes);
    }

    /**
     * Makes ROW cells.
     *
     * @param fields a column for each field, or null for one that is NULL in every row
     * @param validity which rows are not NULL, or 0 if none is
     * @param ends address of {@code count} integers to work with
     */
    public static Column rows(Column[] fields, long validity, int count, long ends, ColumnBuffer target) {
        int head = (fields.length + 7 >>> 3) + 4 * (fields.length + 1);
        target.ensureRows(count);
        long out = target.offsetsAddress();
        LevelLoops.fill(ends, count, 0);
        for (Column field : fields) {
            if (field != null) {
                addLengths(field, count, ends);
            }
        }
        long total = 0;
        RawMemory.putInt(out, 0);
        for (int i = 0; i < count; i++) {
            if (validity == 0 || Bitmap.get(validity, i)) {
                total += head + (RawMemory.getInt(ends + ((long) i << 2)) & 0xFFFFFFFFL);
            }
            RawMemory.putInt(out + ((i + 1L) << 2), (int) Math.min(total, Integer.MAX_VALUE));
        }
        target.ensureBytes(total + SLACK_BYTES);
        long bytes = target.valuesAddress();
        LevelLoops.fill(ends, count, 0);
        for (int i = 0; i < count; i++) {
            if (validity == 0 || Bitmap.get(validity, i)) {
                RawMemory.fill(bytes + RawMemory.getInt(out + ((long) i << 2)), head, (byte) 0);
            }
        }
        for (int f = 0; f < fields.length; f++) {
            writeField(fields[f], f, fields.length, validity, count, ends, out, bytes);
        }
        return Column.flatBytes(target.type(), count, validity, out, bytes);
    }

    private static void addLengths(Column field, int count, long lengths) {
        int width = widthOf(field);
        long validity = field.validityAddress();
        for (int i = 0; i < count; i++) {
            long at = lengths + ((long) i << 2);
            if (width > 0) {
                int length = validity == 0 || Bitmap.get(validity, i) ? width : 0;
                RawMemory.putInt(at, RawMemory.getInt(at) + length);
            } else {
                long offset = field.offsetsAddress() + ((long) i << 2);
                int length = RawMemory.getInt(offset + 4) - RawMemory.getInt(offset);
                RawMemory.putInt(at, RawMemory.getInt(at) + length);
            }
        }
    }

    private static void writeField(
            Column field, int index, int fieldCount, long validity, int count, long ends, long out, long bytes) {
        int validityBytes = fieldCount + 7 >>> 3;
        int head = validityBytes + 4 * (fieldCount + 1);
        int width = field == null ? 0 : widthOf(field);
        long fieldValidity = field == null ? 0 : field.validityAddress();
        for (int i = 0; i < count; i++) {
            if (validity != 0 && !Bitmap.get(validity, i)) {
                continue;
            }
            long cell = bytes + RawMemory.getInt(out + ((long) i << 2));
            int end = RawMemory.getInt(ends + ((long) i << 2));
            if (field != null && (fieldValidity == 0 || Bitmap.get(fieldValidity, i))) {
                long bit = cell + (index >>> 3);
                RawMemory.putByte(bit, (byte) (RawMemory.getByte(bit) | 1 << (index & 7)));
                int length = width;
                if (width > 0) {
                    copy(field.valuesAddress() + (long) i * width, cell + head + end, width);
                } else {
                    long offset = field.offsetsAddress() + ((long) i << 2);
                    int start = RawMemory.getInt(offset);
                    length = RawMemory.getInt(offset + 4) - start;
                    copy(field.valuesAddress() + start, cell + head + end, length);
                }
                end += length;
                RawMemory.putInt(ends + ((long) i << 2), end);
            }
            RawMemory.putInt(cell + validityBytes + 4L * (index + 1), end);
        }
    }

    /** Copies few bytes, and not one more: cells lie without gaps. */
    private static void copy(long source, long target, int length) {
        if (length > SHORT_BYTES) {
            RawMemory.copy(source, target, length);
            return;
        }
        int at = 0;
        for (; at <= length - 8; at += 8) {
            RawMemory.putLong(target + at, RawMemory.getLong(source + at));
        }
        if ((length & 4) != 0) {
            RawMemory.putInt(target + at, RawMemory.getInt(source + at));
            at += 4;
        }
        if ((length & 2) != 0) {
            RawMemory.putShort(target + at, RawMemory.getShort(source + at));
            at += 2;
        }
        if ((length & 1) != 0) {
            RawMemory.putByte(target + at, RawMemory.getByte(source + at));
        }
    }

    private static int widthOf(Column column) {
        return column.layout().isFixedWidth() ? column.layout().width() : 0;
    }

    private static long blockBytes(Column column, int width, int from, int to) {
        long count = (long) to - from;
        if (width > 0) {
            return (count + 7 >>> 3) + count * width;
        }
        long offsets = column.offsetsAddress();
        long first = RawMemory.getInt(offsets + ((long) from << 2));
        return (count + 7 >>> 3) + (count + 1 << 2) + RawMemory.getInt(offsets + ((long) to << 2)) - first;
    }

    private static void writeBlock(Column column, int width, int from, int to, long target) {
        int count = to - from;
        int validityBytes = count + 7 >>> 3;
        writeBits(column.validityAddress(), from, count, target);
        long at = target + validityBytes;
        if (width > 0) {
            copy(column.valuesAddress() + (long) from * width, at, count * width);
            return;
        }
        long offsets = column.offsetsAddress() + ((long) from << 2);
        int first = RawMemory.getInt(offsets);
        for (int i = 0; i <= count; i++) {
            RawMemory.putInt(at + ((long) i << 2), RawMemory.getInt(offsets + ((long) i << 2)) - first);
        }
        int length = RawMemory.getInt(offsets + ((long) count << 2)) - first;
        copy(column.valuesAddress() + first, at + ((count + 1L) << 2), length);
    }

    /** Writes {@code count} validity bits and zeros up to the end of the last byte. */
    private static void writeBits(long validity, int from, int count, long target) {
        for (int done = 0; done < count; done += 8) {
            int bits = 0xFF;
            if (validity != 0) {
                long at = validity + (from + done >>> 3);
                int shift = from + done & 7;
                bits = (RawMemory.getByte(at) & 0xFF) >>> shift;
                if (8 - shift < count - done) {
                    bits |= RawMemory.getByte(at + 1) << 8 - shift;
                }
            }
            int left = count - done;
            RawMemory.putByte(target + (done >>> 3), (byte) (left < 8 ? bits & (1 << left) - 1 : bits));
        }
    }

    /** Appends a column, whatever its encoding, to the {@code done} rows of a buffer of its layout. */
    public static void append(Column column, int done, boolean hasNulls, ColumnBuffer target) {
        int count = column.rowCount();
        target.ensureRows(done + count);
        if (hasNulls) {
            target.ensureValidity(done + count + 64);
            appendValidity(column, done, target);
        }
        Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
        if (column.layout().isFixedWidth()) {
            appendFixed(column, flat, done, target);
        } else {
            appendBytes(column, flat, done, target);
        }
    }

    private static void appendValidity(Column column, int done, ColumnBuffer target) {
        int count = column.rowCount();
        if (column.validityAddress() == 0) {
            BitRanges.fill(target.validityAddress(), done, count, 1);
        } else {
            BitRanges.copy(column.validityAddress(), 0, target.validityAddress(), done, count);
        }
    }

    private static void appendFixed(Column column, Column flat, int done, ColumnBuffer target) {
        int count = column.rowCount();
        int width = column.layout().width();
        long out = target.valuesAddress() + (long) done * width;
        if (column.encoding() == Encoding.FLAT) {
            RawMemory.copy(column.valuesAddress(), out, (long) count * width);
        } else {
            for (int i = 0; i < count; i++) {
                copy(flat.valuesAddress() + (long) column.valueIndex(i) * width, out + (long) i * width, width);
            }
        }
    }

    private static void appendBytes(Column column, Column flat, int done, ColumnBuffer target) {
        int count = column.rowCount();
        long offsets = flat.offsetsAddress();
        int before = done == 0 ? 0 : RawMemory.getInt(target.offsetsAddress() + ((long) done << 2));
        long out = target.offsetsAddress() + ((long) done << 2);
        if (column.encoding() == Encoding.FLAT) {
            int first = RawMemory.getInt(offsets);
            int length = RawMemory.getInt(offsets + ((long) count << 2)) - first;
            target.ensureBytes((long) before + length);
            RawMemory.copy(flat.valuesAddress() + first, target.valuesAddress() + before, length);
            for (int i = 0; i <= count; i++) {
                RawMemory.putInt(out + ((long) i << 2), RawMemory.getInt(offsets + ((long) i << 2)) - first + before);
            }
            return;
        }
        long validity = column.validityAddress();
        long end = before;
        RawMemory.putInt(out, before);
        for (int i = 0; i < count; i++) {
            if (validity == 0 || Bitmap.get(validity, i)) {
                long at = offsets + ((long) column.valueIndex(i) << 2);
                end += RawMemory.getInt(at + 4) - RawMemory.getInt(at);
            }
            RawMemory.putInt(out + ((i + 1L) << 2), (int) Math.min(end, Integer.MAX_VALUE));
        }
        target.ensureBytes(end + ByteArrays.SLACK_BYTES);
        long bytes = target.valuesAddress();
        for (int i = 0; i < count; i++) {
            if (validity == 0 || Bitmap.get(validity, i)) {
                int start = RawMemory.getInt(offsets + ((long) column.valueIndex(i) << 2));
                int at = RawMemory.getInt(out + ((long) i << 2));
                int length = RawMemory.getInt(out + ((i + 1L) << 2)) - at;
                copy(flat.valuesAddress() + start, bytes + at, length);
            }
        }
    }
}
