package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/** Mathematics of doubles, over whole columns; nothing fails. */
public final class MathKernels {
    private static final double LN_2 = Math.log(2);
    /** From here on a double has no fraction. */
    private static final double WHOLE = 0x1.0p52;

    private MathKernels() {}

    /** Rounds down. */
    public static void floor(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.floor(a));
        }
    }

    /** Rounds up. */
    public static void ceiling(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.ceil(a));
        }
    }

    /** Rounds towards zero. */
    public static void truncate(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), a < 0 ? Math.ceil(a) : Math.floor(a));
        }
    }

    /** Takes the square root. */
    public static void sqrt(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.sqrt(a));
        }
    }

    /** Takes the cube root. */
    public static void cbrt(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.cbrt(a));
        }
    }

    /** Raises e to a power. */
    public static void exp(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.exp(a));
        }
    }

    /** Takes the natural logarithm. */
    public static void ln(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.log(a));
        }
    }

    /** Takes the logarithm to the base 2. */
    public static void log2(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.log(a) / LN_2);
        }
    }

    /** Takes the logarithm to the base 10. */
    public static void log10(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.log10(a));
        }
    }

    /** Takes the sign: -1, 0, 1 or NaN. */
    public static void sign(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), Math.signum(a));
        }
    }

    /** Writes 1 where the number is NaN. */
    public static void isNan(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putByte(out + i, (byte) (Double.isNaN(a) ? 1 : 0));
        }
    }

    /** Writes 1 where the number is neither infinite nor NaN. */
    public static void isFinite(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putByte(out + i, (byte) (Double.isFinite(a) ? 1 : 0));
        }
    }

    /** Writes 1 where the number is infinite. */
    public static void isInfinite(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putByte(out + i, (byte) (Double.isInfinite(a) ? 1 : 0));
        }
    }

    /** Raises to a power. A stride of 0 stands for a constant, 8 for a column. */
    public static void power(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            double base = RawMemory.getDouble(left + i * leftStride);
            double exponent = RawMemory.getDouble(right + i * rightStride);
            RawMemory.putDouble(out + ((long) i << 3), Math.pow(base, exponent));
        }
    }

    /** Rounds half away from zero to {@code digits} decimal places, or, if negative, to tens, hundreds and so on. */
    public static void round(int digits, long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(values + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), round(a, digits));
        }
    }

    /** Rounds one number; see the loop. */
    public static double round(double value, int digits) {
        double factor = Math.pow(10, Math.abs(digits));
        double scaled = digits < 0 ? Math.abs(value) / factor : Math.abs(value) * factor;
        if (!(scaled < WHOLE)) {
            return value;
        }
        double whole = CastKernels.round(scaled);
        double rounded = digits < 0 ? whole * factor : whole / factor;
        return Math.copySign(rounded, value);
    }

    /** Cuts one number to decimal places. */
    public static double truncate(double value, int digits) {
        double factor = Math.pow(10, Math.abs(digits));
        double scaled = digits < 0 ? Math.abs(value) / factor : Math.abs(value) * factor;
        if (!(scaled < WHOLE)) {
            return value;
        }
        double whole = Math.floor(scaled);
        return Math.copySign(digits < 0 ? whole * factor : whole / factor, value);
    }
}
