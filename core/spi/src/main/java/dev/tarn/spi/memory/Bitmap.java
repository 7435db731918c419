package dev.tarn.spi.memory;

/**
 * Bitmaps as Arrow lays them out: bit i of the bitmap is bit i % 8 of byte i / 8, 1 means valid. Buffers that hold one
 * are sized in whole 8-byte words ({@link #bytesFor}) so that loops may go by words.
 */
public final class Bitmap {
    private Bitmap() {}

    /** Returns the bytes of the whole words that hold {@code bits} bits. */
    public static long bytesFor(long bits) {
        return (bits + 63) >>> 6 << 3;
    }

    /** Returns whether bit {@code index} is 1. */
    public static boolean get(long address, int index) {
        return (RawMemory.getByte(address + (index >>> 3)) >>> (index & 7) & 1) != 0;
    }

    /** Returns bit {@code index} as 0 or 1. */
    public static int bit(long address, int index) {
        return RawMemory.getByte(address + (index >>> 3)) >>> (index & 7) & 1;
    }

    public static void set(long address, int index) {
        long at = address + (index >>> 3);
        RawMemory.putByte(at, (byte) (RawMemory.getByte(at) | 1 << (index & 7)));
    }

    public static void clear(long address, int index) {
        long at = address + (index >>> 3);
        RawMemory.putByte(at, (byte) (RawMemory.getByte(at) & ~(1 << (index & 7))));
    }

    /** Sets or clears bit {@code index} without a branch. */
    public static void put(long address, int index, int bit) {
        long at = address + (index >>> 3);
        int shift = index & 7;
        RawMemory.putByte(at, (byte) (RawMemory.getByte(at) & ~(1 << shift) | bit << shift));
    }

    /** Sets all words that hold the first {@code bits} bits to all ones. */
    public static void fillValid(long address, long bits) {
        RawMemory.fill(address, bytesFor(bits), (byte) -1);
    }

    /** Clears all words that hold the first {@code bits} bits. */
    public static void fillNull(long address, long bits) {
        RawMemory.fill(address, bytesFor(bits), (byte) 0);
    }

    /** Counts the ones among the first {@code bits} bits. */
    public static int countOnes(long address, int bits) {
        int words = bits >>> 6;
        int count = 0;
        for (int i = 0; i < words; i++) {
            count += Long.bitCount(RawMemory.getLong(address + ((long) i << 3)));
        }
        int rest = bits & 63;
        if (rest != 0) {
            count += Long.bitCount(RawMemory.getLong(address + ((long) words << 3)) & (1L << rest) - 1);
        }
        return count;
    }
}
