package dev.tarn.kernel;

import dev.tarn.spi.memory.ByteCompare;
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
        return at < length ? combine(hash, ByteCompare.load(address + at, length - at)) : hash;
    }
}
