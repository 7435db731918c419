package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;

/** Loops that bring together the values of some rows of a FLAT column. */
final class Gathering {
    private Gathering() {}

    /**
     * Returns where the values of rows are one after the other: in the column itself, or in {@code target}, whose content is
     * replaced.
     *
     * @param rows which rows; null for {@code count} rows from {@code from} on
     */
    static long dense(Column flat, int[] rows, int from, int count, NativeBuffer target) {
        int width = flat.layout().width();
        long values = flat.valuesAddress();
        if (rows == null) {
            return values + (long) from * width;
        }
        target.clear();
        target.ensure((long) count * width);
        gather(values, rows, count, width, target.address());
        return target.address();
    }

    static void gather(long values, int[] rows, int count, int width, long target) {
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(target + i, RawMemory.getByte(values + rows[i]));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(target + ((long) i << 2), RawMemory.getInt(values + ((long) rows[i] << 2)));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(target + ((long) i << 3), RawMemory.getLong(values + ((long) rows[i] << 3)));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    long at = values + ((long) rows[i] << 4);
                    RawMemory.putLong(target + ((long) i << 4), RawMemory.getLong(at));
                    RawMemory.putLong(target + ((long) i << 4) + 8, RawMemory.getLong(at + 8));
                }
            }
        }
    }

    /** Writes where each row's bytes are, and how many. */
    static void locate(Column flat, int[] rows, int from, int count, long[] addresses, int[] lengths) {
        long offsets = flat.offsetsAddress();
        long values = flat.valuesAddress();
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[i];
            long at = offsets + ((long) row << 2);
            int start = RawMemory.getInt(at);
            addresses[i] = values + start;
            lengths[i] = RawMemory.getInt(at + 4) - start;
        }
    }
}
