package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;

/** Loops that put values in their places: by dictionary code, or apart by validity bits. Nothing is checked here. */
public final class Gather {
    private Gather() {}

    /** Requires that all {@code count} codes are below {@code size}. */
    public static void requireCodes(long codes, int count, int size) {
        int bad = 0;
        for (int i = 0; i < count; i++) {
            int code = RawMemory.getInt(codes + ((long) i << 2));
            bad |= code | size - 1 - code;
        }
        if (bad < 0) {
            throw Corrupt.data("a code points behind the dictionary's " + size + " values");
        }
    }

    /** Copies {@code dictionary[codes[i]]} to {@code target[i]}, values of {@code width} bytes. */
    public static void values(long dictionary, long codes, int count, int width, long target) {
        switch (width) {
            case 1 -> bytes(dictionary, codes, count, target);
            case 4 -> ints(dictionary, codes, count, target);
            case 8 -> longs(dictionary, codes, count, target);
            default -> pairs(dictionary, codes, count, target);
        }
    }

    private static void bytes(long dictionary, long codes, int count, long target) {
        for (int i = 0; i < count; i++) {
            int code = RawMemory.getInt(codes + ((long) i << 2));
            RawMemory.putByte(target + i, RawMemory.getByte(dictionary + code));
        }
    }

    private static void ints(long dictionary, long codes, int count, long target) {
        for (int i = 0; i < count; i++) {
            long code = RawMemory.getInt(codes + ((long) i << 2));
            RawMemory.putInt(target + ((long) i << 2), RawMemory.getInt(dictionary + (code << 2)));
        }
    }

    private static void longs(long dictionary, long codes, int count, long target) {
        for (int i = 0; i < count; i++) {
            long code = RawMemory.getInt(codes + ((long) i << 2));
            RawMemory.putLong(target + ((long) i << 3), RawMemory.getLong(dictionary + (code << 3)));
        }
    }

    private static void pairs(long dictionary, long codes, int count, long target) {
        for (int i = 0; i < count; i++) {
            long at = dictionary + ((long) RawMemory.getInt(codes + ((long) i << 2)) << 4);
            long out = target + ((long) i << 4);
            RawMemory.putLong(out, RawMemory.getLong(at));
            RawMemory.putLong(out + 8, RawMemory.getLong(at + 8));
        }
    }

    /**
     * Moves the dense values at {@code values} to the rows whose validity bit is 1, in place: from {@code valid} values to
     * {@code rows} values. Rows whose bit is 0 get some value that was there, or the one at index {@code valid}, which
     * must be defined.
     *
     * @param validity a bitmap, whose bits from {@code firstBit} on are those of the rows
     */
    public static void spread(long values, int width, int valid, long validity, int firstBit, int rows) {
        if (valid == rows) {
            return;
        }
        switch (width) {
            case 1 -> spreadBytes(values, valid, validity, firstBit, rows);
            case 4 -> spreadInts(values, valid, validity, firstBit, rows);
            case 8 -> spreadLongs(values, valid, validity, firstBit, rows);
            default -> spreadPairs(values, valid, validity, firstBit, rows);
        }
    }

    private static void spreadBytes(long values, int valid, long validity, int firstBit, int rows) {
        int from = valid;
        for (int i = rows - 1; i >= 0; i--) {
            from -= Bitmap.bit(validity, firstBit + i);
            RawMemory.putByte(values + i, RawMemory.getByte(values + from));
        }
    }

    private static void spreadInts(long values, int valid, long validity, int firstBit, int rows) {
        long from = valid;
        for (int i = rows - 1; i >= 0; i--) {
            from -= Bitmap.bit(validity, firstBit + i);
            RawMemory.putInt(values + ((long) i << 2), RawMemory.getInt(values + (from << 2)));
        }
    }

    private static void spreadLongs(long values, int valid, long validity, int firstBit, int rows) {
        long from = valid;
        for (int i = rows - 1; i >= 0; i--) {
            from -= Bitmap.bit(validity, firstBit + i);
            RawMemory.putLong(values + ((long) i << 3), RawMemory.getLong(values + (from << 3)));
        }
    }

    private static void spreadPairs(long values, int valid, long validity, int firstBit, int rows) {
        long from = valid;
        for (int i = rows - 1; i >= 0; i--) {
            from -= Bitmap.bit(validity, firstBit + i);
            long low = RawMemory.getLong(values + (from << 4));
            long high = RawMemory.getLong(values + (from << 4) + 8);
            RawMemory.putLong(values + ((long) i << 4), low);
            RawMemory.putLong(values + ((long) i << 4) + 8, high);
        }
    }

    /**
     * Spreads offsets: {@code dense} has {@code valid + 1} of them, {@code target} gets {@code rows + 1}, where a row whose
     * bit is 0 is empty. May be the same memory.
     */
    public static void spreadOffsets(long dense, int valid, long validity, int firstBit, int rows, long target) {
        int from = valid;
        for (int i = rows; i > 0; i--) {
            RawMemory.putInt(target + ((long) i << 2), RawMemory.getInt(dense + ((long) from << 2)));
            from -= Bitmap.bit(validity, firstBit + i - 1);
        }
        RawMemory.putInt(target, RawMemory.getInt(dense));
    }
}
