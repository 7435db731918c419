package dev.tarn.kernel;

import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;

/**
 * Packs values into the 64-bit words of keys. Two values are one key when all words are the same: floating-point values
 * are brought to one zero and one NaN, and texts of up to {@link #INLINE_BYTES} bytes lie in their two words whole.
 *
 * <p>A text takes two words: the length and the first four bytes above it, then the next eight bytes, or the address of
 * the whole text if it is longer than fits. {@link #NULL_TEXT} as the first word stands for NULL.
 */
public final class KeyKernels {
    /** The longest text that lies in its words. */
    public static final int INLINE_BYTES = 12;
    /** The first word of a NULL text. */
    public static final long NULL_TEXT = 0xFFFFFFFFL;

    private KeyKernels() {}

    /** Ors the low {@code bits} bits of values, moved to {@code shift}, into words. */
    public static void orBits(long[] values, int count, int bits, int shift, long[] words) {
        long mask = (1L << bits) - 1;
        for (int k = 0; k < count; k++) {
            words[k] |= (values[k] & mask) << shift;
        }
    }

    /** Ors one bit into the words named. */
    public static void orBit(int[] indexes, int from, int to, int shift, long[] words) {
        for (int j = from; j < to; j++) {
            words[indexes[j]] |= 1L << shift;
        }
    }

    /** Sets the words named to {@code value}. */
    public static void set(int[] indexes, int from, int to, long value, long[] words) {
        for (int j = from; j < to; j++) {
            words[indexes[j]] = value;
        }
    }

    /** Sets words to the bits of doubles, -0.0 as +0.0 and every NaN as one. */
    public static void doubleBits(double[] values, int count, long[] words) {
        for (int k = 0; k < count; k++) {
            words[k] = Double.doubleToLongBits(values[k] + 0.0);
        }
    }

    /** Sets words to the bits of doubles that are floats, -0.0 as +0.0 and every NaN as one. */
    public static void floatBits(double[] values, int count, long[] words) {
        for (int k = 0; k < count; k++) {
            words[k] = Float.floatToIntBits((float) values[k] + 0.0f);
        }
    }

    /**
     * Sets the two words of texts, and what stands for the second word when the key is hashed.
     *
     * @param hashWords gets the second word, or the text's hash where that is an address
     */
    public static void texts(
            long[] addresses, int[] lengths, int count, long[] first, long[] second, long[] hashWords) {
        for (int k = 0; k < count; k++) {
            int length = lengths[k];
            long address = addresses[k];
            if (length <= INLINE_BYTES) {
                long prefix = ByteCompare.load(address, Math.min(4, length));
                long rest = length <= 4 ? 0 : ByteCompare.load(address + 4, length - 4);
                first[k] = length | prefix << 32;
                second[k] = rest;
                hashWords[k] = rest;
            } else {
                first[k] = length | (long) RawMemory.getInt(address) << 32;
                second[k] = address;
                hashWords[k] = HashKernels.hashBytes(address, length);
            }
        }
    }

    /** Returns the bytes of the text with this first word. */
    public static int textLength(long first) {
        return (int) first;
    }

    /** Returns whether two texts with the same first word, not NULL, are the same. */
    public static boolean sameText(long first, long leftSecond, long rightSecond) {
        int length = (int) first;
        return leftSecond == rightSecond || length > INLINE_BYTES && ByteCompare.equal(leftSecond, rightSecond, length);
    }

    /** Writes the text of two words, not NULL, to {@code target}. */
    public static void copyText(long first, long second, long target) {
        int length = (int) first;
        if (length > INLINE_BYTES) {
            ByteCopy.copy(second, target, length);
            return;
        }
        long word = first >>> 32;
        for (int i = 0; i < length; i++) {
            if (i == 4) {
                word = second;
            }
            RawMemory.putByte(target + i, (byte) word);
            word >>>= 8;
        }
    }
}
