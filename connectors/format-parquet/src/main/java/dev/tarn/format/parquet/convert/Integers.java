package dev.tarn.format.parquet.convert;

import dev.tarn.spi.memory.RawMemory;

/** Widens 32-bit integers. */
final class Integers {
    private Integers() {}

    static void intToLong(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + ((long) i << 3), RawMemory.getInt(source + ((long) i << 2)));
        }
    }

    /** Converts 32-bit values, of which the bits of {@code mask} count, to 64 bits. */
    static FixedConverter unsignedToLong(long mask) {
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                RawMemory.putLong(target + ((long) i << 3), RawMemory.getInt(source + ((long) i << 2)) & mask);
            }
        };
    }

    /** Keeps the bits of {@code mask} of 32-bit values. */
    static FixedConverter masked(int mask) {
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                RawMemory.putInt(target + ((long) i << 2), RawMemory.getInt(source + ((long) i << 2)) & mask);
            }
        };
    }
}
