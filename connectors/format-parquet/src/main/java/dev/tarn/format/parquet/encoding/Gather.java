package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;

/** Loops that put values in their places: by dictionary code, or apart by validity bits. Nothing is checked here. */
public final class Gather {
    private static final long SIGNS = 0x8000_0000_8000_0000L;
    /** Rows of which one load gets the validity bits, whatever bit of a byte they begin at. */
    private static final int BLOCK = 32;

    private Gather() {}

    /** Requires that all {@code count} codes are below {@code size}. */
    public static void requireCodes(long codes, int count, int size) {
        // Two codes at a time: the upper half of a difference is off by one only where the lower half is bad already.
        long limit = (long) (size - 1) << 32 | size - 1 & 0xFFFFFFFFL;
        long bad = 0;
        int pairs = count >>> 1;
        for (int i = 0; i < pairs; i++) {
            long two = RawMemory.getLong(codes + ((long) i << 3));
            bad |= two | limit - two;
        }
        if ((count & 1) != 0) {
            int last = RawMemory.getInt(codes + ((long) count - 1 << 2));
            bad |= last | size - 1 - last;
        }
        if ((bad & SIGNS) != 0) {
            throw Corrupt.data("a code points behind the dictionary's " + size + " values");
        }
    }

    /** Requires that the codes of the selected rows are below {@code size}. */
    public static void requireSelectedCodes(long codes, int[] rows, int count, int size) {
        int bad = 0;
        for (int i = 0; i < count; i++) {
            int code = RawMemory.getInt(codes + ((long) rows[i] << 2));
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

    private static long bits(long validity, long bit) {
        return RawMemory.getLong(validity + (bit >>> 3)) >>> (bit & 7);
    }

    private static void spreadBytes(long values, int valid, long validity, int firstBit, int rows) {
        long from = valid;
        // Where as many values are left as rows, they are in their places.
        for (int start = rows; from < start; ) {
            int end = start;
            start = Math.max(0, end - BLOCK);
            long bits = bits(validity, (long) firstBit + start);
            long block = values + start;
            for (int j = end - start - 1; j >= 0; j--) {
                from -= bits >>> j & 1;
                RawMemory.putByte(block + j, RawMemory.getByte(values + from));
            }
        }
    }

    private static void spreadInts(long values, int valid, long validity, int firstBit, int rows) {
        long from = valid;
        // Where as many values are left as rows, they are in their places.
        for (int start = rows; from < start; ) {
            int end = start;
            start = Math.max(0, end - BLOCK);
            long bits = bits(validity, (long) firstBit + start);
            long block = values + ((long) start << 2);
            for (int j = end - start - 1; j >= 0; j--) {
                from -= bits >>> j & 1;
                RawMemory.putInt(block + ((long) j << 2), RawMemory.getInt(values + (from << 2)));
            }
        }
    }

    private static void spreadLongs(long values, int valid, long validity, int firstBit, int rows) {
        long from = valid;
        // Where as many values are left as rows, they are in their places.
        for (int start = rows; from < start; ) {
            int end = start;
            start = Math.max(0, end - BLOCK);
            long bits = bits(validity, (long) firstBit + start);
            long block = values + ((long) start << 3);
            for (int j = end - start - 1; j >= 0; j--) {
                from -= bits >>> j & 1;
                RawMemory.putLong(block + ((long) j << 3), RawMemory.getLong(values + (from << 3)));
            }
        }
    }

    private static void spreadPairs(long values, int valid, long validity, int firstBit, int rows) {
        long from = valid;
        for (int start = rows; from < start; ) {
            int end = start;
            start = Math.max(0, end - BLOCK);
            long bits = bits(validity, (long) firstBit + start);
            long block = values + ((long) start << 4);
            for (int j = end - start - 1; j >= 0; j--) {
                from -= bits >>> j & 1;
                long low = RawMemory.getLong(values + (from << 4));
                long high = RawMemory.getLong(values + (from << 4) + 8);
                RawMemory.putLong(block + ((long) j << 4), low);
                RawMemory.putLong(block + ((long) j << 4) + 8, high);
            }
        }
    }

    /**
     * Spreads offsets: {@code dense} has {@code valid + 1} of them, {@code target} gets {@code rows + 1}, where a row whose
     * bit is 0 is empty. May be the same memory.
     */
    public static void spreadOffsets(long dense, int valid, long validity, int firstBit, int rows, long target) {
        long from = valid;
        for (int start = rows; start > 0; ) {
            int end = start;
            start = Math.max(0, end - BLOCK);
            long bits = bits(validity, (long) firstBit + start);
            long block = target + ((long) start << 2);
            for (int j = end - start - 1; j >= 0; j--) {
                RawMemory.putInt(block + ((long) j + 1 << 2), RawMemory.getInt(dense + (from << 2)));
                from -= bits >>> j & 1;
            }
        }
        RawMemory.putInt(target, RawMemory.getInt(dense));
    }

    /** Copies {@code dictionary[codes[row]]} to {@code target[row]} for the rows that are selected only. */
    public static void selected(long dictionary, long codes, int[] rows, int count, int width, long target) {
        for (int i = 0; i < count; i++) {
            long row = rows[i];
            long at = dictionary + (long) RawMemory.getInt(codes + (row << 2)) * width;
            long out = target + row * width;
            switch (width) {
                case 1 -> RawMemory.putByte(out, RawMemory.getByte(at));
                case 4 -> RawMemory.putInt(out, RawMemory.getInt(at));
                case 8 -> RawMemory.putLong(out, RawMemory.getLong(at));
                default -> {
                    RawMemory.putLong(out, RawMemory.getLong(at));
                    RawMemory.putLong(out + 8, RawMemory.getLong(at + 8));
                }
            }
        }
    }
}
