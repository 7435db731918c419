package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.memory.RawMemory;

/**
 * Parquet's hybrid of runs and bit packing: for levels and for codes. A run is {@code varint(count << 1)} and the value in
 * whole bytes; packed values are {@code varint(groups << 1 | 1)} and groups of 8 values, the last one filled up with zeros.
 */
public final class HybridEncoder {
    /** Runs of fewer values are packed. */
    private static final int SHORTEST_RUN = 16;

    private HybridEncoder() {}

    /** Returns how many bits numbers from 0 to {@code max} need. */
    public static int bitWidth(int max) {
        return 32 - Integer.numberOfLeadingZeros(max);
    }

    /** Appends {@code count} times the same value. */
    public static void encodeRun(int value, int count, int bitWidth, NativeBuffer out) {
        if (count == 0) {
            return;
        }
        out.putVarint((long) count << 1);
        for (int shift = 0; shift < bitWidth; shift += 8) {
            out.putByte(value >>> shift);
        }
    }

    /** Appends {@code values[count]}, none of them negative or of more than {@code bitWidth} bits. */
    public static void encode(int[] values, int count, int bitWidth, NativeBuffer out) {
        int packedFrom = 0;
        int at = 0;
        while (at + SHORTEST_RUN <= count) {
            if (values[at] == values[at + SHORTEST_RUN - 1] && values[at] == values[at + 1]) {
                int run = runLength(values, at, count);
                if (run >= SHORTEST_RUN) {
                    pack(values, packedFrom, at, bitWidth, out);
                    encodeRun(values[at], run, bitWidth, out);
                    at += run;
                    packedFrom = at;
                    continue;
                }
            }
            at += 8;
        }
        pack(values, packedFrom, count, bitWidth, out);
    }

    private static int runLength(int[] values, int from, int end) {
        int value = values[from];
        int at = from + 1;
        while (at < end && values[at] == value) {
            at++;
        }
        return at - from;
    }

    /** Appends a stretch of packed values; its length is a multiple of 8 unless it is the last. */
    private static void pack(int[] values, int from, int end, int bitWidth, NativeBuffer out) {
        int groups = end - from + 7 >>> 3;
        if (groups == 0) {
            return;
        }
        out.putVarint((long) groups << 1 | 1);
        out.ensure((long) groups * bitWidth + 8);
        packGroups(values, from, end, bitWidth, out);
    }

    private static void packGroups(int[] values, int from, int end, int bitWidth, NativeBuffer out) {
        int whole = from + (end - from & -8);
        long at = out.end();
        if (bitWidth == 0) {
            return;
        }
        if (bitWidth <= 8) {
            at = packNarrow(values, from, whole, bitWidth, at);
        } else if (bitWidth <= 16) {
            at = packMiddle(values, from, whole, bitWidth, at);
        } else {
            at = packWide(values, from, whole, bitWidth, at);
        }
        if (whole < end) {
            int[] last = new int[8];
            System.arraycopy(values, whole, last, 0, end - whole);
            at = packWide(last, 0, 8, bitWidth, at);
        }
        out.advance((int) (at - out.end()));
    }

    /** Packs groups whose 8 values fit 64 bits. */
    private static long packNarrow(int[] values, int from, int end, int width, long target) {
        long at = target;
        for (int i = from; i < end; i += 8) {
            long low = values[i]
                    | (long) values[i + 1] << width
                    | (long) values[i + 2] << 2 * width
                    | (long) values[i + 3] << 3 * width;
            long high = values[i + 4]
                    | (long) values[i + 5] << width
                    | (long) values[i + 6] << 2 * width
                    | (long) values[i + 7] << 3 * width;
            RawMemory.putLong(at, low | high << 4 * width);
            at += width;
        }
        return at;
    }

    /** Packs groups of 9 to 16 bits a value: each half of a group fits 64 bits. */
    private static long packMiddle(int[] values, int from, int end, int width, long target) {
        long at = target;
        int half = 4 * width;
        for (int i = from; i < end; i += 8) {
            long low = values[i]
                    | (long) values[i + 1] << width
                    | (long) values[i + 2] << 2 * width
                    | (long) values[i + 3] << 3 * width;
            long high = values[i + 4]
                    | (long) values[i + 5] << width
                    | (long) values[i + 6] << 2 * width
                    | (long) values[i + 7] << 3 * width;
            RawMemory.putLong(at, half == 64 ? low : low | high << half);
            RawMemory.putLong(at + 8, half == 64 ? high : high >>> 64 - half);
            at += width;
        }
        return at;
    }

    private static long packWide(int[] values, int from, int end, int width, long target) {
        long at = target;
        long pending = 0;
        int bits = 0;
        for (int i = from; i < end; i++) {
            pending |= (values[i] & 0xFFFFFFFFL) << bits;
            bits += width;
            while (bits >= 32) {
                RawMemory.putInt(at, (int) pending);
                at += 4;
                pending >>>= 32;
                bits -= 32;
            }
        }
        // Groups of 8 values end with a whole byte.
        for (; bits > 0; bits -= 8) {
            RawMemory.putByte(at++, (byte) pending);
            pending >>>= 8;
        }
        return at;
    }
}
