package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;

/** How dense values of a layout become those of a physical type. */
public enum Conversion {
    /** They are the same. */
    NONE,
    /** Decimals of up to 9 digits: 32 bits. */
    TO_INT,
    /** Decimals of up to 18 digits: 64 bits. */
    TO_LONG,
    /** Decimals of more digits: so many bytes, the most significant first. */
    TO_FIXED,
    /** Microseconds to milliseconds of 64 bits. */
    TO_MILLIS,
    /** Microseconds to milliseconds of 32 bits. */
    TO_INT_MILLIS;

    /**
     * Converts {@code count} values at {@code source} and returns where they are then: there, or in {@code target}, whose
     * content is replaced.
     *
     * @param layout of the source: LONG or INT128 for decimals
     * @param width of a value in the target
     */
    long convert(Layout layout, long source, int count, int width, NativeBuffer target) {
        boolean same = this == NONE || this == TO_LONG && layout == Layout.LONG;
        if (same) {
            return source;
        }
        target.clear();
        target.ensure((long) count * width);
        long to = target.address();
        boolean wide = layout == Layout.INT128;
        switch (this) {
            case TO_INT -> toInts(source, count, wide ? 16 : 8, to);
            case TO_LONG -> wideToLongs(source, count, to);
            case TO_FIXED -> toFixed(source, count, wide, width, to);
            case TO_MILLIS -> toMillis(source, count, to);
            default -> toIntMillis(source, count, to);
        }
        return to;
    }

    private static void toInts(long source, int count, int stride, long target) {
        for (int i = 0; i < count; i++) {
            long value = RawMemory.getLong(source + (long) i * stride);
            if (value != (int) value) {
                throw tooLarge();
            }
            RawMemory.putInt(target + ((long) i << 2), (int) value);
        }
    }

    private static void wideToLongs(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            long low = RawMemory.getLong(source + ((long) i << 4));
            if (RawMemory.getLong(source + ((long) i << 4) + 8) != low >> 63) {
                throw tooLarge();
            }
            RawMemory.putLong(target + ((long) i << 3), low);
        }
    }

    private static void toFixed(long source, int count, boolean wide, int width, long target) {
        for (int i = 0; i < count; i++) {
            long at = source + ((long) i << (wide ? 4 : 3));
            long low = RawMemory.getLong(at);
            long high = wide ? RawMemory.getLong(at + 8) : low >> 63;
            long to = target + (long) i * width;
            for (int k = width - 1; k >= 0; k--) {
                RawMemory.putByte(to + k, (byte) low);
                low = low >>> 8 | high << 56;
                high >>= 8;
            }
        }
    }

    private static void toMillis(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            long micros = RawMemory.getLong(source + ((long) i << 3));
            RawMemory.putLong(target + ((long) i << 3), Math.floorDiv(micros, 1000L));
        }
    }

    private static void toIntMillis(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            long micros = RawMemory.getLong(source + ((long) i << 3));
            RawMemory.putInt(target + ((long) i << 2), (int) Math.floorDiv(micros, 1000L));
        }
    }

    private static TarnException tooLarge() {
        return new TarnException(ErrorCode.INTERNAL_ERROR, "a decimal has more digits than its type");
    }
}
