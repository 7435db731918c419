package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;

/** Decodes BYTE_STREAM_SPLIT: first all values' first bytes, then all second bytes, and so on. */
public final class ByteStreamSplit {
    private ByteStreamSplit() {}

    /** Puts {@code count} values of {@code width} bytes together. */
    public static void join(long source, int count, int width, long target) {
        switch (width) {
            case 4 -> joinInts(source, count, target);
            case 8 -> joinLongs(source, count, target);
            default -> joinAny(source, count, width, target);
        }
    }

    private static void joinInts(long source, int count, long target) {
        long second = source + count;
        long third = second + count;
        long fourth = third + count;
        for (int i = 0; i < count; i++) {
            int value = RawMemory.getByte(source + i) & 0xFF
                    | (RawMemory.getByte(second + i) & 0xFF) << 8
                    | (RawMemory.getByte(third + i) & 0xFF) << 16
                    | RawMemory.getByte(fourth + i) << 24;
            RawMemory.putInt(target + ((long) i << 2), value);
        }
    }

    private static void joinLongs(long source, int count, long target) {
        long high = source + ((long) count << 2);
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + ((long) i << 3), four(source + i, count) | four(high + i, count) << 32);
        }
    }

    private static long four(long source, long stride) {
        return RawMemory.getByte(source) & 0xFFL
                | (RawMemory.getByte(source + stride) & 0xFFL) << 8
                | (RawMemory.getByte(source + stride * 2) & 0xFFL) << 16
                | (RawMemory.getByte(source + stride * 3) & 0xFFL) << 24;
    }

    private static void joinAny(long source, int count, int width, long target) {
        for (int k = 0; k < width; k++) {
            long stream = source + (long) k * count;
            long out = target + k;
            for (int i = 0; i < count; i++) {
                RawMemory.putByte(out, RawMemory.getByte(stream + i));
                out += width;
            }
        }
    }
}
