package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.memory.RawMemory;

/** Loops over the bytes of single values, most of them short. None reads past a value's end. */
final class ByteCopy {
    private static final int LONG_BYTES = 64;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private ByteCopy() {}

    /** Copies a value; calling the system's copy costs more than a short value does. */
    static void copy(long source, long target, int length) {
        if (length >= LONG_BYTES) {
            RawMemory.copy(source, target, length);
        } else if (length >= 8) {
            int last = length - 8;
            for (int i = 0; i < last; i += 8) {
                RawMemory.putLong(target + i, RawMemory.getLong(source + i));
            }
            RawMemory.putLong(target + last, RawMemory.getLong(source + last));
        } else if (length >= 4) {
            RawMemory.putInt(target, RawMemory.getInt(source));
            RawMemory.putInt(target + length - 4, RawMemory.getInt(source + length - 4));
        } else {
            for (int i = 0; i < length; i++) {
                RawMemory.putByte(target + i, RawMemory.getByte(source + i));
            }
        }
    }

    static boolean equal(long left, long right, int length) {
        if (length >= 8) {
            int last = length - 8;
            for (int i = 0; i < last; i += 8) {
                if (RawMemory.getLong(left + i) != RawMemory.getLong(right + i)) {
                    return false;
                }
            }
            return RawMemory.getLong(left + last) == RawMemory.getLong(right + last);
        }
        return word(left, length) == word(right, length);
    }

    /** Returns a number of up to 7 bytes that no other bytes of the same length have. */
    private static long word(long address, int length) {
        if (length >= 4) {
            long low = RawMemory.getInt(address) & 0xFFFFFFFFL;
            return low | (long) RawMemory.getInt(address + length - 4) << 32;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word = word << 8 | RawMemory.getByte(address + i) & 0xFF;
        }
        return word;
    }

    static int hash(long address, int length) {
        long hash = length * FACTOR;
        if (length >= 8) {
            int last = length - 8;
            for (int i = 0; i < last; i += 8) {
                hash = (hash ^ RawMemory.getLong(address + i)) * FACTOR;
                hash ^= hash >>> 29;
            }
            hash = (hash ^ RawMemory.getLong(address + last)) * FACTOR;
        } else {
            hash = (hash ^ word(address, length)) * FACTOR;
        }
        return (int) ((hash ^ hash >>> 32) >>> 3);
    }

    static int hash(long value) {
        long hash = value * FACTOR;
        return (int) ((hash ^ hash >>> 32) >>> 3);
    }

    /** Returns the first 8 bytes, zeros for those it lacks, as a number that compares unsigned as they do. */
    static long prefix(long address, int length) {
        if (length >= 8) {
            return Long.reverseBytes(RawMemory.getLong(address));
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (RawMemory.getByte(address + i) & 0xFFL) << 56 - 8 * i;
        }
        return word;
    }
}
