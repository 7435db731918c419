package dev.tarn.spi.memory;

/** Compares, hashes and searches runs of bytes by 8-byte words, touching no byte outside them. */
public final class ByteCompare {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private ByteCompare() {}

    /** Returns up to 8 bytes as a number, the first byte lowest and those that are missing 0. */
    public static long load(long address, int length) {
        if (length >= 8) {
            return RawMemory.getLong(address);
        }
        if (length >= 4) {
            long low = RawMemory.getInt(address) & 0xFFFFFFFFL;
            long high = RawMemory.getInt(address + length - 4) & 0xFFFFFFFFL;
            return low | high << ((length - 4) << 3);
        }
        if (length >= 2) {
            long low = RawMemory.getShort(address) & 0xFFFFL;
            return low | (RawMemory.getByte(address + length - 1) & 0xFFL) << ((length - 1) << 3);
        }
        return length == 1 ? RawMemory.getByte(address) & 0xFFL : 0;
    }

    /** Returns whether two runs of one length are equal. */
    public static boolean equal(long left, long right, int length) {
        if (length < 8) {
            return load(left, length) == load(right, length);
        }
        int last = length - 8;
        for (int i = 0; i < last; i += 8) {
            if (RawMemory.getLong(left + i) != RawMemory.getLong(right + i)) {
                return false;
            }
        }
        return RawMemory.getLong(left + last) == RawMemory.getLong(right + last);
    }

    /** Compares by unsigned bytes; where one is the start of the other, the shorter is less. */
    public static int compare(long left, int leftLength, long right, int rightLength) {
        int common = Math.min(leftLength, rightLength);
        int i = 0;
        for (; i + 8 <= common; i += 8) {
            long a = RawMemory.getLong(left + i);
            long b = RawMemory.getLong(right + i);
            if (a != b) {
                return Long.compareUnsigned(Long.reverseBytes(a), Long.reverseBytes(b));
            }
        }
        long a = Long.reverseBytes(load(left + i, common - i));
        long b = Long.reverseBytes(load(right + i, common - i));
        return a != b ? Long.compareUnsigned(a, b) : leftLength - rightLength;
    }

    /** Returns a hash of the bytes. */
    public static long hash(long address, int length) {
        long hash = length * MULTIPLIER;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            hash = (hash ^ RawMemory.getLong(address + i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        hash = (hash ^ load(address + i, length - i)) * MULTIPLIER;
        return hash ^ hash >>> 29;
    }

    /**
     * Finds the first place where the {@code length > 0} bytes at {@code needle} stand, from {@code start} on and before
     * {@code end}: eight places at once are tested for the needle's first and last byte.
     *
     * @return the address, or 0 if there is none
     */
    public static long find(long start, long end, long needle, int length) {
        long first = (RawMemory.getByte(needle) & 0xFFL) * ONES;
        long last = (RawMemory.getByte(needle + length - 1) & 0xFFL) * ONES;
        int tail = length - 1;
        long at = start;
        long lastWord = end - tail - 8;
        for (; at <= lastWord; at += 8) {
            long differing = (RawMemory.getLong(at) ^ first) | (RawMemory.getLong(at + tail) ^ last);
            long zeros = (differing - ONES) & ~differing & HIGH_BITS;
            while (zeros != 0) {
                long candidate = at + (Long.numberOfTrailingZeros(zeros) >>> 3);
                if (equal(candidate, needle, length)) {
                    return candidate;
                }
                zeros &= zeros - 1;
            }
        }
        for (; at + length <= end; at++) {
            if (equal(at, needle, length)) {
                return at;
            }
        }
        return 0;
    }
}
