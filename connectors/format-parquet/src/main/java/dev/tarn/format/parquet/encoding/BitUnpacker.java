package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;

/**
 * Unpacks unsigned integers that lie bit by bit, least significant first, without gaps.
 *
 * <p>Reads up to 8 bytes past the last value: buffers have that much room at their end.
 */
public final class BitUnpacker {
    private BitUnpacker() {}

    /**
     * Unpacks values {@code from} to {@code from + count} of {@code width} bits each into 32-bit integers.
     *
     * @param source address of value 0
     * @param from index of the first value to unpack
     * @param width 0 to 32
     * @param target address of {@code count} integers
     */
    public static void unpack(long source, long from, int width, int count, long target) {
        if (width == 0) {
            RawMemory.fill(target, (long) count << 2, (byte) 0);
            return;
        }
        // Eight values begin at a whole byte: go there one by one, then by eights.
        int head = (int) Math.min(count, -from & 7);
        single(source, from, width, head, target);
        int groups = count - head >>> 3;
        long at = source + (from + head >>> 3) * width;
        long out = target + ((long) head << 2);
        if (width <= 8) {
            eights(at, width, groups, out);
        } else if (width <= 14) {
            fours(at, width, groups, out);
        } else if (width <= 28) {
            twos(at, width, groups, out);
        } else {
            single(at, 0, width, groups << 3, out);
        }
        int done = head + (groups << 3);
        single(source, from + done, width, count - done, target + ((long) done << 2));
    }

    /**
     * Unpacks value {@code offset + row} to index {@code row} of {@code target} for the rows from index {@code first} to
     * {@code last}, exclusive, of {@code rows}.
     */
    static void unpackSelected(long source, long offset, int width, int[] rows, int first, int last, long target) {
        long mask = (1L << width) - 1;
        for (int i = first; i < last; i++) {
            long row = rows[i];
            long bit = (offset + row) * width;
            RawMemory.putInt(target + (row << 2), (int) (RawMemory.getLong(source + (bit >>> 3)) >>> (bit & 7) & mask));
        }
    }

    private static void single(long source, long from, int width, int count, long target) {
        long mask = (1L << width) - 1;
        long bit = from * width;
        for (int i = 0; i < count; i++) {
            RawMemory.putInt(
                    target + ((long) i << 2), (int) (RawMemory.getLong(source + (bit >>> 3)) >>> (bit & 7) & mask));
            bit += width;
        }
    }

    private static void eights(long source, int width, int groups, long target) {
        int mask = (1 << width) - 1;
        int w2 = width * 2;
        int w3 = width * 3;
        int w4 = width * 4;
        int w5 = width * 5;
        int w6 = width * 6;
        int w7 = width * 7;
        long at = source;
        long out = target;
        long end = target + ((long) groups << 5);
        while (out < end) {
            long word = RawMemory.getLong(at);
            RawMemory.putInt(out, (int) word & mask);
            RawMemory.putInt(out + 4, (int) (word >>> width) & mask);
            RawMemory.putInt(out + 8, (int) (word >>> w2) & mask);
            RawMemory.putInt(out + 12, (int) (word >>> w3) & mask);
            RawMemory.putInt(out + 16, (int) (word >>> w4) & mask);
            RawMemory.putInt(out + 20, (int) (word >>> w5) & mask);
            RawMemory.putInt(out + 24, (int) (word >>> w6) & mask);
            RawMemory.putInt(out + 28, (int) (word >>> w7) & mask);
            at += width;
            out += 32;
        }
    }

    private static void fours(long source, int width, int groups, long target) {
        int mask = (1 << width) - 1;
        int w2 = width * 2;
        int w3 = width * 3;
        // The second four begin in the middle of a byte where the width is odd.
        int half = width >>> 1;
        int odd = width * 4 & 7;
        long at = source;
        long out = target;
        long end = target + ((long) groups << 5);
        while (out < end) {
            long low = RawMemory.getLong(at);
            long high = RawMemory.getLong(at + half) >>> odd;
            RawMemory.putInt(out, (int) low & mask);
            RawMemory.putInt(out + 4, (int) (low >>> width) & mask);
            RawMemory.putInt(out + 8, (int) (low >>> w2) & mask);
            RawMemory.putInt(out + 12, (int) (low >>> w3) & mask);
            RawMemory.putInt(out + 16, (int) high & mask);
            RawMemory.putInt(out + 20, (int) (high >>> width) & mask);
            RawMemory.putInt(out + 24, (int) (high >>> w2) & mask);
            RawMemory.putInt(out + 28, (int) (high >>> w3) & mask);
            at += width;
            out += 32;
        }
    }

    private static void twos(long source, int width, int groups, long target) {
        int mask = (1 << width) - 1;
        int byte1 = width * 2 >>> 3;
        int bit1 = width * 2 & 7;
        int byte2 = width * 4 >>> 3;
        int bit2 = width * 4 & 7;
        int byte3 = width * 6 >>> 3;
        int bit3 = width * 6 & 7;
        long at = source;
        long out = target;
        long end = target + ((long) groups << 5);
        while (out < end) {
            long first = RawMemory.getLong(at);
            long second = RawMemory.getLong(at + byte1) >>> bit1;
            long third = RawMemory.getLong(at + byte2) >>> bit2;
            long fourth = RawMemory.getLong(at + byte3) >>> bit3;
            RawMemory.putInt(out, (int) first & mask);
            RawMemory.putInt(out + 4, (int) (first >>> width) & mask);
            RawMemory.putInt(out + 8, (int) second & mask);
            RawMemory.putInt(out + 12, (int) (second >>> width) & mask);
            RawMemory.putInt(out + 16, (int) third & mask);
            RawMemory.putInt(out + 20, (int) (third >>> width) & mask);
            RawMemory.putInt(out + 24, (int) fourth & mask);
            RawMemory.putInt(out + 28, (int) (fourth >>> width) & mask);
            at += width;
            out += 32;
        }
    }

    /** Unpacks {@code count} bits, from bit {@code from}, into bytes of 0 and 1. */
    public static void unpackBits(long source, long from, int count, long target) {
        for (int i = 0; i < count; i++) {
            long bit = from + i;
            RawMemory.putByte(target + i, (byte) (RawMemory.getByte(source + (bit >>> 3)) >>> (bit & 7) & 1));
        }
    }
}
