package dev.tarn.format.parquet.convert;

import dev.tarn.format.parquet.metadata.Float16;
import dev.tarn.spi.memory.RawMemory;

/** Converts to floating point. */
final class Floats {
    private Floats() {}

    static void floatToDouble(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(target + ((long) i << 3), RawMemory.getFloat(source + ((long) i << 2)));
        }
    }

    static void halfToFloat(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putFloat(target + ((long) i << 2), Float16.toFloat(RawMemory.getShort(source + ((long) i << 1))));
        }
    }

    static void halfToDouble(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(
                    target + ((long) i << 3), Float16.toFloat(RawMemory.getShort(source + ((long) i << 1))));
        }
    }

    static void longToDouble(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(target + ((long) i << 3), (double) RawMemory.getLong(source + ((long) i << 3)));
        }
    }

    static void unsignedToDouble(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(
                    target + ((long) i << 3), (double) (RawMemory.getInt(source + ((long) i << 2)) & 0xFFFFFFFFL));
        }
    }

    /** Converts 32-bit integers, of which the bits of {@code mask} count. */
    static FixedConverter intToDouble(int mask) {
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                RawMemory.putDouble(target + ((long) i << 3), RawMemory.getInt(source + ((long) i << 2)) & mask);
            }
        };
    }
}
