package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Hashes of keys that lie as 64-bit words in arrays, a word of the key an array.
 *
 * <p>{@link #mix} is a bijection of 64 bits: keys of one word have a hash of their own each.
 */
public final class HashKernels {
    private static final long FIRST_FACTOR = 0xD6E8FEB86659FD93L;
    private static final long SECOND_FACTOR = 0x9E3779B97F4A7C15L;

    private HashKernels() {}

    /** Spreads 64 bits over 64 bits, one to one. */
    public static long mix(long value) {
        long mixed = (value ^ value >>> 32) * FIRST_FACTOR;
        mixed = (mixed ^ mixed >>> 29) * SECOND_FACTOR;
        return mixed ^ mixed >>> 32;
    }

    /** Returns the hash of what {@code hash} is the hash of, followed by {@code word}. */
    public static long combine(long hash, long word) {
        return mix(Long.rotateLeft(hash, 23) * SECOND_FACTOR ^ word);
    }

    /** Sets {@code hashes[k] = mix(words[k])} for k below {@code count}. */
    public static void hash(long[] words, int count, long[] hashes) {
        for (int k = 0; k < count; k++) {
            hashes[k] = mix(words[k]);
        }
    }

    /** Sets {@code hashes[k] = combine(hashes[k], words[k])} for k below {@code count}. */
    public static void combine(long[] words, int count, long[] hashes) {
        for (int k = 0; k < count; k++) {
            hashes[k] = combine(hashes[k], words[k]);
        }
    }

    /** Hashes {@code length} bytes, eight at a time; reads no byte outside them. */
    public static long hashBytes(long address, int length) {
        long hash = length;
        int at = 0;
        for (; at + 8 <= length; at += 8) {
            hash = combine(hash, RawMemory.getLong(address + at));
        }
        return at < length ? combine(hash, loadTail(address + at, length - at)) : hash;
    }

    /** Loads {@code length} bytes, 0 to 8 of them, as the low bytes of a word whose others are 0. */
    public static long loadTail(long address, int length) {
        if (length >= 8) {
            return RawMemory.getLong(address);
        }
        if (length >= 4) {
            long low = RawMemory.getInt(address) & 0xFFFFFFFFL;
            long high = RawMemory.getInt(address + length - 4) & 0xFFFFFFFFL;
            return low | high << ((length - 4) << 3);
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (RawMemory.getByte(address + i) & 0xFFL) << (i << 3);
        }
        return word;
    }

    /** Returns whether {@code length} bytes are the same at both addresses. */
    public static boolean equalBytes(long left, long right, int length) {
        int at = 0;
        for (; at + 8 <= length; at += 8) {
            if (RawMemory.getLong(left + at) != RawMemory.getLong(right + at)) {
                return false;
            }
        }
        return loadTail(left + at, length - at) == loadTail(right + at, length - at);
    }

    /** Compares two runs of bytes as unsigned ones, a shorter one that the longer begins with first. */
    public static int compareBytes(long left, int leftLength, long right, int rightLength) {
        int common = Math.min(leftLength, rightLength);
        int at = 0;
        for (; at + 8 <= common; at += 8) {
            long a = RawMemory.getLong(left + at);
            long b = RawMemory.getLong(right + at);
            if (a != b) {
                return Long.compareUnsigned(Long.reverseBytes(a), Long.reverseBytes(b));
            }
        }
        long a = Long.reverseBytes(loadTail(left + at, common - at));
        long b = Long.reverseBytes(loadTail(right + at, common - at));
        return a != b ? Long.compareUnsigned(a, b) : Integer.compare(leftLength, rightLength);
    }
}
