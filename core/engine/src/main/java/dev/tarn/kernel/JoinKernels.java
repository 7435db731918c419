package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Loops of joins: keys of integers become one number each, which is looked up in arrays, hash tables and bitmaps. A number
 * below 0 stands for a row without a key.
 *
 * <p>Tables hold rows as their number plus 1, so that 0 is empty.
 */
public final class JoinKernels {
    /** The bytes of a slot of a hash table: the key, then the row, then four bytes without a use. */
    public static final int SLOT_BYTES = 16;

    private JoinKernels() {}

    /** Sets {@code packed[k]} to {@code values[k] - low}, or -1 unless that is from 0 to {@code size - 1}. */
    public static void pack(long[] values, int count, long low, long size, long[] packed) {
        for (int k = 0; k < count; k++) {
            long distance = values[k] - low;
            packed[k] = distance >= 0 && distance < size && values[k] >= low ? distance : -1;
        }
    }

    /** Sets {@code packed[k]} to {@code packed[k] * size + values[k] - low}, or -1 where either part is out of range. */
    public static void packNext(long[] values, int count, long low, long size, long[] packed) {
        for (int k = 0; k < count; k++) {
            long distance = values[k] - low;
            boolean inside = distance >= 0 && distance < size && values[k] >= low;
            packed[k] = inside && packed[k] >= 0 ? packed[k] * size + distance : -1;
        }
    }

    /** Looks up in an array: {@code rows[k]} is the row at {@code packed[k]}, or -1: branch-free. */
    public static void lookUpDirect(long[] packed, int count, long array, int[] rows) {
        for (int k = 0; k < count; k++) {
            long missing = packed[k] >> 63;
            rows[k] = RawMemory.getInt(array + ((packed[k] & ~missing) << 2)) - 1 | (int) missing;
        }
    }

    /**
     * Adds the rows of keys from {@code from} to {@code to - 1} to an array; a row before it in the same place becomes its
     * {@code next}.
     *
     * @param firstRow the number of the row of {@code packed[0]}
     * @param next address of an int a row, written for every row that is added
     * @return whether a place was taken already
     */
    public static boolean insertDirect(
            long[] packed, int count, int firstRow, long from, long to, long array, long next) {
        int taken = 0;
        for (int k = 0; k < count; k++) {
            long key = packed[k];
            if (key >= from && key < to) {
                long at = array + (key << 2);
                int before = RawMemory.getInt(at);
                RawMemory.putInt(at, firstRow + k + 1);
                RawMemory.putInt(next + ((long) (firstRow + k) << 2), before);
                taken |= before;
            }
        }
        return taken != 0;
    }

    /**
     * Looks up in a hash table of slots of key and row, {@code 2^bits} of them, whose regions of {@code 2^regionBits} are
     * closed: probing goes round within one.
     */
    public static void lookUpHashed(long[] packed, int count, long slots, int bits, int regionBits, int[] rows) {
        int shift = 64 - bits;
        int regionMask = (1 << regionBits) - 1;
        for (int k = 0; k < count; k++) {
            long key = packed[k];
            int slot = (int) (HashKernels.mix(key) >>> shift);
            long at = slots + (long) slot * SLOT_BYTES;
            int row = RawMemory.getInt(at + 8);
            while (row != 0 && RawMemory.getLong(at) != key) {
                slot = slot & ~regionMask | slot + 1 & regionMask;
                at = slots + (long) slot * SLOT_BYTES;
                row = RawMemory.getInt(at + 8);
            }
            rows[k] = row - 1;
        }
    }

    /**
     * Adds the rows whose first slot is in region {@code region} to a hash table, as {@link #insertDirect} does.
     *
     * @return whether a key was there already
     */
    public static boolean insertHashed(
            long[] packed, int count, int firstRow, int region, long slots, int bits, int regionBits, long next) {
        int shift = 64 - bits;
        int regionMask = (1 << regionBits) - 1;
        int taken = 0;
        for (int k = 0; k < count; k++) {
            long key = packed[k];
            int slot = (int) (HashKernels.mix(key) >>> shift);
            if (key < 0 || slot >>> regionBits != region) {
                continue;
            }
            long at = slots + (long) slot * SLOT_BYTES;
            int before = RawMemory.getInt(at + 8);
            for (int step = 0; before != 0 && RawMemory.getLong(at) != key; step++) {
                if (step > regionMask) {
                    throw new IllegalStateException("a region of a join's table is full");
                }
                slot = slot & ~regionMask | slot + 1 & regionMask;
                at = slots + (long) slot * SLOT_BYTES;
                before = RawMemory.getInt(at + 8);
            }
            RawMemory.putLong(at, key);
            RawMemory.putInt(at + 8, firstRow + k + 1);
            RawMemory.putInt(next + ((long) (firstRow + k) << 2), before);
            taken |= before;
        }
        return taken != 0;
    }

    /** Sets the bits of those of the numbers that are from {@code from} to {@code to - 1}, in a bitmap of words. */
    public static void setBits(long[] packed, int count, long from, long to, long bitmap) {
        for (int k = 0; k < count; k++) {
            long key = packed[k];
            if (key >= from && key < to) {
                long at = bitmap + (key >>> 6 << 3);
                RawMemory.putLong(at, RawMemory.getLong(at) | 1L << key);
            }
        }
    }

    /** Keeps the rows whose bit is set: branch-free. {@code positions} may be null for 0, 1, 2 ... and may be {@code out}. */
    public static int selectBits(long[] packed, int[] positions, int count, long bitmap, int[] out) {
        int kept = 0;
        for (int k = 0; k < count; k++) {
            long missing = packed[k] >> 63;
            long key = packed[k] & ~missing;
            long bit = RawMemory.getLong(bitmap + (key >>> 6 << 3)) >>> key & 1 & ~missing;
            out[kept] = positions == null ? k : positions[k];
            kept += (int) bit;
        }
        return kept;
    }

    /** Returns the word of a Bloom filter of {@code words} 64-bit words where a value's bits are. */
    public static long bloomWord(long hash, long words) {
        return Math.multiplyHigh(hash >>> 1, words << 1);
    }

    /** Returns the bits of a value in its word. */
    public static long bloomBits(long hash) {
        return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
    }

    /** Adds values to the words from {@code from} to {@code to - 1} of a Bloom filter. */
    public static void setBloom(long[] values, int count, long from, long to, long words, long filter) {
        for (int k = 0; k < count; k++) {
            long hash = HashKernels.mix(values[k]);
            long word = bloomWord(hash, words);
            if (word >= from && word < to) {
                long at = filter + (word << 3);
                RawMemory.putLong(at, RawMemory.getLong(at) | bloomBits(hash));
            }
        }
    }

    /** Keeps the rows whose value may be in a Bloom filter: branch-free. */
    public static int selectBloom(long[] values, int[] positions, int count, long words, long filter, int[] out) {
        int kept = 0;
        for (int k = 0; k < count; k++) {
            long hash = HashKernels.mix(values[k]);
            long bits = bloomBits(hash);
            out[kept] = positions == null ? k : positions[k];
            kept += (RawMemory.getLong(filter + (bloomWord(hash, words) << 3)) & bits) == bits ? 1 : 0;
        }
        return kept;
    }

    /** Follows chains: {@code rows[k]} becomes the row after it, or -1. */
    public static void follow(int[] rows, int count, long next) {
        for (int k = 0; k < count; k++) {
            rows[k] = RawMemory.getInt(next + ((long) rows[k] << 2)) - 1;
        }
    }
}
