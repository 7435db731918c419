package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;

/**
 * Copies and fills ranges of bits. Bits outside of the range keep their values; up to 8 bytes past the range may be read
 * and written back unchanged, so bitmaps have that much room at their end.
 */
public final class BitRanges {
    /** The bytes of room that a bitmap needs past its last word. */
    public static final int SLACK_BYTES = 8;

    /** How many bits fit a word whatever bit of a byte they begin at. */
    private static final int STEP = 56;

    private BitRanges() {}

    /** Copies {@code count} bits from bit {@code sourceBit} of {@code source} to bit {@code targetBit} of {@code target}. */
    public static void copy(long source, long sourceBit, long target, long targetBit, int count) {
        int done = 0;
        if (((sourceBit | targetBit) & 7) == 0) {
            int bytes = count >>> 3;
            RawMemory.copy(source + (sourceBit >>> 3), target + (targetBit >>> 3), bytes);
            done = bytes << 3;
        }
        while (done < count) {
            int now = Math.min(STEP, count - done);
            long from = sourceBit + done;
            long bits = RawMemory.getLong(source + (from >>> 3)) >>> (from & 7);
            put(target, targetBit + done, now, bits);
            done += now;
        }
    }

    /** Sets {@code count} bits from bit {@code targetBit} to {@code bit}. */
    public static void fill(long target, long targetBit, int count, int bit) {
        long bits = -bit;
        int done = (int) Math.min(count, -targetBit & 7);
        put(target, targetBit, done, bits);
        int bytes = count - done >>> 3;
        RawMemory.fill(target + (targetBit + done >>> 3), bytes, (byte) bits);
        done += bytes << 3;
        put(target, targetBit + done, count - done, bits);
    }

    /** Counts the ones among {@code count} bits from bit {@code from}. */
    public static int countOnes(long address, long from, int count) {
        int ones = 0;
        for (int done = 0; done < count; done += STEP) {
            int now = Math.min(STEP, count - done);
            long at = from + done;
            ones += Long.bitCount(RawMemory.getLong(address + (at >>> 3)) >>> (at & 7) & (1L << now) - 1);
        }
        return ones;
    }

    private static void put(long target, long targetBit, int count, long bits) {
        if (count == 0) {
            return;
        }
        long at = target + (targetBit >>> 3);
        int shift = (int) (targetBit & 7);
        long mask = (1L << count) - 1 << shift;
        RawMemory.putLong(at, RawMemory.getLong(at) & ~mask | bits << shift & mask);
    }
}
