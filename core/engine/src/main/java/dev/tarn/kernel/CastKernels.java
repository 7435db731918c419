package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;

/**
 * Conversions between fixed-width values, over whole columns. Those that return a boolean return true if some row, perhaps
 * one that does not count, did not fit.
 */
public final class CastKernels {
    private static final double TWO_TO_63 = 0x1.0p63;
    private static final double EXACT = 0x1.0p53;

    private CastKernels() {}

    public static void intToLong(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(out + ((long) i << 3), RawMemory.getInt(values + ((long) i << 2)));
        }
    }

    /** Converts to an integer of {@code bits} bits. */
    public static boolean longToInt(long values, long out, int count, int bits) {
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long value = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putInt(out + ((long) i << 2), (int) value);
            suspicious |= (value + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Narrows to an integer of {@code bits} bits. */
    public static boolean intToInt(long values, long out, int count, int bits) {
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            int value = RawMemory.getInt(values + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), value);
            suspicious |= (value + half) >>> bits;
        }
        return suspicious != 0;
    }

    public static void longToDouble(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(out + ((long) i << 3), (double) RawMemory.getLong(values + ((long) i << 3)));
        }
    }

    public static void longToFloat(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putFloat(out + ((long) i << 2), (float) RawMemory.getLong(values + ((long) i << 3)));
        }
    }

    public static void intToDouble(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(out + ((long) i << 3), RawMemory.getInt(values + ((long) i << 2)));
        }
    }

    public static void floatToDouble(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(out + ((long) i << 3), RawMemory.getFloat(values + ((long) i << 2)));
        }
    }

    public static void doubleToFloat(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putFloat(out + ((long) i << 2), (float) RawMemory.getDouble(values + ((long) i << 3)));
        }
    }

    /** Rounds half away from zero. */
    public static boolean doubleToLong(long values, long out, int count) {
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            double value = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), round(value));
            suspicious |= !fitsLong(value);
        }
        return suspicious;
    }

    /** Returns whether a number rounds to a 64-bit integer; NaN does not. */
    public static boolean fitsLong(double value) {
        return value >= -TWO_TO_63 && value < TWO_TO_63;
    }

    /** Rounds half away from zero a number that fits. */
    public static long round(double value) {
        long whole = (long) value;
        double rest = value - whole;
        return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
    }

    public static void booleanToLong(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(out + ((long) i << 3), RawMemory.getByte(values + i));
        }
    }

    /** Writes 1 where a 64-bit integer is not 0. */
    public static void longToBoolean(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long value = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putByte(out + i, (byte) ((value | -value) >>> 63));
        }
    }

    /** Writes 1 where a double is neither 0 nor -0. */
    public static void doubleToBoolean(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putByte(out + i, (byte) (RawMemory.getDouble(values + ((long) i << 3)) != 0 ? 1 : 0));
        }
    }

    /** Writes 1 where a 128-bit integer is not 0. */
    public static void int128ToBoolean(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long at = values + ((long) i << 4);
            RawMemory.putByte(out + i, (byte) ((RawMemory.getLong(at) | RawMemory.getLong(at + 8)) != 0 ? 1 : 0));
        }
    }

    /** Converts 64-bit unscaled decimals by one division of doubles: exactly rounded up to 15 digits. */
    public static void decimalToDouble(long values, int scale, long out, int count) {
        double divisor = Math.pow(10, scale);
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(out + ((long) i << 3), RawMemory.getLong(values + ((long) i << 3)) / divisor);
        }
    }

    /** Converts 64-bit unscaled decimals, exactly rounded. */
    public static void decimalToDoubleExactly(long values, int scale, long out, int count) {
        double divisor = Math.pow(10, scale);
        for (int i = 0; i < count; i++) {
            long unscaled = RawMemory.getLong(values + ((long) i << 3));
            double value = unscaled;
            boolean isExact = scale <= 22 && Math.abs(value) <= EXACT;
            RawMemory.putDouble(
                    out + ((long) i << 3),
                    isExact ? value / divisor : DecimalKernels.exactDouble(unscaled >> 63, unscaled, scale));
        }
    }

    /** Converts 128-bit unscaled decimals, exactly rounded. */
    public static void int128ToDouble(long values, int scale, long out, int count) {
        double divisor = Math.pow(10, scale);
        for (int i = 0; i < count; i++) {
            long low = RawMemory.getLong(values + ((long) i << 4));
            long high = RawMemory.getLong(values + ((long) i << 4) + 8);
            double value = low;
            boolean isExact = high == low >> 63 && scale <= 22 && Math.abs(value) <= EXACT;
            RawMemory.putDouble(
                    out + ((long) i << 3), isExact ? value / divisor : DecimalKernels.exactDouble(high, low, scale));
        }
    }

    /**
     * Converts doubles to unscaled decimals: the shortest decimal that stands for the double, rounded half up. Where the
     * product by a power of ten leaves no doubt, it is taken; only near a tie is the decimal itself made.
     */
    public static boolean doubleToDecimal(long values, Layout target, int precision, int scale, long out, int count) {
        double factor = Math.pow(10, scale);
        double limit = Math.min(Math.pow(10, precision), 0x1.0p42);
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            double value = RawMemory.getDouble(values + ((long) i << 3));
            double scaled = value * factor;
            double rest = Math.abs(scaled - (long) scaled);
            boolean isSure = Math.abs(scaled) < limit && scale <= 22 && Math.abs(rest - 0.5) > 1e-3;
            if (isSure) {
                put(target, out, i, round(scaled) >> 63, round(scaled));
            } else {
                suspicious |= DecimalKernels.putExactly(value, target, precision, scale, out, i);
            }
        }
        return suspicious;
    }

    private static void put(Layout target, long out, int i, long high, long low) {
        if (target == Layout.LONG) {
            RawMemory.putLong(out + ((long) i << 3), low);
        } else {
            Int128.put(out + ((long) i << 4), high, low);
        }
    }
}
