package dev.tarn.format.parquet.convert;

import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.spi.memory.RawMemory;

/**
 * Converts to microseconds. Nanoseconds are cut towards the past; where fewer fractional digits are asked for than are
 * stored, values are rounded to them, halves up.
 */
final class Times {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int JULIAN_DAY_OF_1970 = 2_440_588;

    private Times() {}

    /** Returns the microseconds of one unit of a type of {@code digits} fractional digits. */
    private static long unit(int digits) {
        long unit = 1;
        for (int i = digits; i < 6; i++) {
            unit *= 10;
        }
        return unit;
    }

    private static long round(long micros, long unit) {
        return unit == 1 ? micros : Math.floorDiv(Math.addExact(micros, unit >> 1), unit) * unit;
    }

    static FixedConverter millisToMicros(int digits) {
        long unit = digits >= 3 ? 1 : unit(digits);
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                long millis = RawMemory.getLong(source + ((long) i << 3));
                long micros = millis * 1000;
                if (Math.multiplyHigh(millis, 1000) != micros >> 63) {
                    throw Corrupt.data("a timestamp of " + millis + " milliseconds");
                }
                RawMemory.putLong(target + ((long) i << 3), round(micros, unit));
            }
        };
    }

    static FixedConverter roundedMicros(int digits) {
        long unit = unit(digits);
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                long micros = RawMemory.getLong(source + ((long) i << 3));
                if (micros > Long.MAX_VALUE - unit) {
                    throw Corrupt.data("a timestamp of " + micros + " microseconds");
                }
                RawMemory.putLong(target + ((long) i << 3), round(micros, unit));
            }
        };
    }

    static FixedConverter nanosToMicros(int digits) {
        long unit = unit(Math.min(digits, 6));
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                long micros = Math.floorDiv(RawMemory.getLong(source + ((long) i << 3)), 1000L);
                RawMemory.putLong(target + ((long) i << 3), round(micros, unit));
            }
        };
    }

    static void timeMillisToMicros(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + ((long) i << 3), RawMemory.getInt(source + ((long) i << 2)) * 1000L);
        }
    }

    /**
     * Converts 12 bytes: nanoseconds of the day in 8, the Julian day in 4. Sums wrap around: that is how writers reach days
     * whose nanoseconds do not fit.
     */
    static FixedConverter int96ToMicros(int digits) {
        long unit = unit(Math.min(digits, 6));
        return (source, count, target) -> {
            long at = source;
            for (int i = 0; i < count; i++) {
                long nanos = RawMemory.getLong(at);
                long day = (long) RawMemory.getInt(at + 8) - JULIAN_DAY_OF_1970;
                long micros = day * MICROS_PER_DAY + Math.floorDiv(nanos, 1000L);
                if (micros > Long.MAX_VALUE - unit) {
                    throw Corrupt.data("a timestamp of " + day + " days and " + nanos + " nanoseconds");
                }
                RawMemory.putLong(target + ((long) i << 3), round(micros, unit));
                at += 12;
            }
        };
    }
}
