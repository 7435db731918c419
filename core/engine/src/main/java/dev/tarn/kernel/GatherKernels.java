package dev.tarn.kernel;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;

/**
 * Copies rows of a column of any encoding into a {@link ColumnBuffer} of the same layout, which becomes FLAT.
 *
 * <p>Positions need not be ascending and may repeat; a null array of positions stands for rows 0, 1, 2 and so on.
 */
public final class GatherKernels {
    private GatherKernels() {}

    /**
     * Gathers: row k of the result is row {@code positions[k]} of {@code source}, for k below {@code count}.
     *
     * @param out gets the rows; what it held is lost
     * @return a FLAT view of {@code out}
     */
    public static Column gather(Column source, int[] positions, int count, ColumnBuffer out) {
        boolean hasNulls = append(source, positions, count, out, 0, false);
        return out.column(count, hasNulls);
    }

    /** Copies all rows of {@code source} to {@code out} and returns the FLAT view of it. */
    public static Column flatten(Column source, ColumnBuffer out) {
        return gather(source, null, source.rowCount(), out);
    }

    /** Gathers as {@link #gather} does, where a negative position gives NULL, as outer joins want. */
    public static Column gatherNullable(Column source, int[] positions, int count, ColumnBuffer out) {
        out.ensureRows(count);
        out.ensureValidity(count);
        if (source.rowCount() == 0) {
            Bitmap.fillNull(out.validityAddress(), count);
            if (!out.layout().isFixedWidth()) {
                RawMemory.fill(out.offsetsAddress(), (count + 1L) << 2, (byte) 0);
            }
            return out.column(count, true);
        }
        long validity = out.validityAddress();
        Bitmap.fillNull(validity, count);
        boolean sourceNulls = source.mayHaveNulls();
        int width = out.layout().width();
        Column flat = source.encoding() == Encoding.FLAT ? source : source.dictionary();
        long values = flat.valuesAddress();
        long total = 0;
        for (int k = 0; k < count; k++) {
            int row = positions[k];
            boolean valid = row >= 0 && !(sourceNulls && source.isNull(row));
            if (valid) {
                Bitmap.set(validity, k);
                int index = source.valueIndex(row);
                if (width > 0) {
                    copyFixed(width, values + (long) index * width, out.valuesAddress() + (long) k * width);
                } else {
                    long offset = flat.offsetsAddress() + ((long) index << 2);
                    total += RawMemory.getInt(offset + 4) - RawMemory.getInt(offset);
                }
            }
        }
        if (width < 0) {
            out.ensureBytes(total);
            copyValidBytes(source, flat, positions, count, out);
        }
        return out.column(count, true);
    }

    private static void copyFixed(int width, long from, long to) {
        switch (width) {
            case 1 -> RawMemory.putByte(to, RawMemory.getByte(from));
            case 4 -> RawMemory.putInt(to, RawMemory.getInt(from));
            case 8 -> RawMemory.putLong(to, RawMemory.getLong(from));
            default -> {
                RawMemory.putLong(to, RawMemory.getLong(from));
                RawMemory.putLong(to + 8, RawMemory.getLong(from + 8));
            }
        }
    }

    private static void copyValidBytes(Column source, Column flat, int[] positions, int count, ColumnBuffer out) {
        long validity = out.validityAddress();
        long outOffsets = out.offsetsAddress();
        long outBytes = out.valuesAddress();
        int end = 0;
        RawMemory.putInt(outOffsets, 0);
        for (int k = 0; k < count; k++) {
            if (Bitmap.get(validity, k)) {
                long offset = flat.offsetsAddress() + ((long) source.valueIndex(positions[k]) << 2);
                int start = RawMemory.getInt(offset);
                int length = RawMemory.getInt(offset + 4) - start;
                ByteCopy.copy(flat.valuesAddress() + start, outBytes + end, length);
                end += length;
            }
            RawMemory.putInt(outOffsets + ((k + 1L) << 2), end);
        }
    }

    /**
     * Appends: row {@code outRows + k} of {@code out} becomes row {@code positions[k]} of {@code source}, for k below
     * {@code count}.
     *
     * @param outRows the rows that {@code out} has already
     * @param outHasNulls whether the validity bits of those rows count; what the last append returned, false at first
     * @return whether the validity bits of {@code out} count now
     */
    public static boolean append(
            Column source, int[] positions, int count, ColumnBuffer out, int outRows, boolean outHasNulls) {
        out.ensureRows(outRows + count);
        if (out.layout().isFixedWidth()) {
            appendFixed(source, positions, count, out, outRows);
        } else {
            appendBytes(source, positions, count, out, outRows);
        }
        return appendValidity(source, positions, count, out, outRows, outHasNulls);
    }

    private static void appendFixed(Column source, int[] positions, int count, ColumnBuffer out, int outRows) {
        int width = out.layout().width();
        long target = out.valuesAddress() + (long) outRows * width;
        switch (source.encoding()) {
            case FLAT -> FixedGather.gather(width, source.valuesAddress(), positions, count, target);
            case DICTIONARY -> {
                Column dictionary = source.dictionary();
                if (dictionary.rowCount() == 0) {
                    RawMemory.fill(target, (long) count * width, (byte) 0);
                } else {
                    FixedGather.lookUp(
                            width, dictionary.valuesAddress(), source.codesAddress(), positions, count, target);
                }
            }
            case CONSTANT -> FixedGather.fill(width, source.dictionary().valuesAddress(), count, target);
        }
    }

    private static void appendBytes(Column source, int[] positions, int count, ColumnBuffer out, int outRows) {
        if (outRows == 0) {
            RawMemory.putInt(out.offsetsAddress(), 0);
        }
        long codes = 0;
        int mask = -1;
        Column flat = source;
        switch (source.encoding()) {
            case FLAT -> {
                if (positions == null) {
                    appendAllBytes(source, count, out, outRows);
                    return;
                }
            }
            case DICTIONARY -> {
                flat = source.dictionary();
                codes = source.codesAddress();
                if (flat.rowCount() == 0) {
                    fillOffsets(out.offsetsAddress(), outRows, count);
                    return;
                }
            }
            case CONSTANT -> {
                flat = source.dictionary();
                mask = 0;
            }
        }
        long outOffsets = out.offsetsAddress() + ((long) outRows << 2);
        long end = sumLengths(flat.offsetsAddress(), codes, mask, positions, count, outOffsets);
        out.ensureBytes(end);
        copyBytes(flat, codes, mask, positions, count, outOffsets, out.valuesAddress());
    }

    private static void fillOffsets(long offsets, int outRows, int count) {
        int end = RawMemory.getInt(offsets + ((long) outRows << 2));
        for (int k = 1; k <= count; k++) {
            RawMemory.putInt(offsets + ((long) (outRows + k) << 2), end);
        }
    }

    private static void appendAllBytes(Column source, int count, ColumnBuffer out, int outRows) {
        long offsets = source.offsetsAddress();
        long outOffsets = out.offsetsAddress() + ((long) outRows << 2);
        int first = RawMemory.getInt(offsets);
        int start = RawMemory.getInt(outOffsets);
        long bytes = (long) RawMemory.getInt(offsets + ((long) count << 2)) - first;
        out.ensureBytes(start + bytes);
        RawMemory.copy(source.valuesAddress() + first, out.valuesAddress() + start, bytes);
        int shift = start - first;
        for (int k = 1; k <= count; k++) {
            RawMemory.putInt(outOffsets + ((long) k << 2), RawMemory.getInt(offsets + ((long) k << 2)) + shift);
        }
    }

    private static int index(long codes, int mask, int[] positions, int k) {
        int row = positions == null ? k : positions[k];
        return codes == 0 ? row & mask : RawMemory.getInt(codes + ((long) row << 2));
    }

    /** Writes the ends; where they pass 2^31 the sum that is returned says so. */
    private static long sumLengths(long offsets, long codes, int mask, int[] positions, int count, long outOffsets) {
        long end = RawMemory.getInt(outOffsets);
        for (int k = 0; k < count; k++) {
            long offset = offsets + ((long) index(codes, mask, positions, k) << 2);
            end += RawMemory.getInt(offset + 4) - RawMemory.getInt(offset);
            RawMemory.putInt(outOffsets + ((k + 1L) << 2), (int) end);
        }
        return end;
    }

    private static void copyBytes(
            Column flat, long codes, int mask, int[] positions, int count, long outOffsets, long outBytes) {
        long offsets = flat.offsetsAddress();
        long bytes = flat.valuesAddress();
        for (int k = 0; k < count; k++) {
            int start = RawMemory.getInt(offsets + ((long) index(codes, mask, positions, k) << 2));
            int target = RawMemory.getInt(outOffsets + ((long) k << 2));
            int length = RawMemory.getInt(outOffsets + ((k + 1L) << 2)) - target;
            ByteCopy.copy(bytes + start, outBytes + target, length);
        }
    }

    private static boolean appendValidity(
            Column source, int[] positions, int count, ColumnBuffer out, int outRows, boolean outHasNulls) {
        if (!source.mayHaveNulls()) {
            if (outHasNulls) {
                out.ensureValidity(outRows + count);
                ValidityKernels.setRange(out.validityAddress(), outRows, count);
            }
            return outHasNulls;
        }
        out.ensureValidity(outRows + count);
        long target = out.validityAddress();
        if (!outHasNulls) {
            Bitmap.fillValid(target, outRows);
        }
        ValidityKernels.gather(source, positions, count, target, outRows);
        return true;
    }
}
