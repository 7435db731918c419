package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Arithmetic on 64-bit integers. The checked loops have no branch: they return true if some row, perhaps one that does not
 * count, overflowed, and the caller then looks for it.
 */
public final class LongArithmetic {
    private LongArithmetic() {}

    /** Adds column and column, wrapping around: {@code left[i] + right[i] -> out[i]}. */
    public static void add(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long b = RawMemory.getLong(right + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), a + b);
        }
    }

    /** Adds column and constant, wrapping around: {@code left[i] + right[0] -> out[i]}. */
    public static void addConstant(long left, long right, long out, int count) {
        long b = RawMemory.getLong(right);
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), a + b);
        }
    }

    /** Subtracts column and column, wrapping around: {@code left[i] - right[i] -> out[i]}. */
    public static void subtract(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long b = RawMemory.getLong(right + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), a - b);
        }
    }

    /** Subtracts column and constant, wrapping around: {@code left[i] - right[0] -> out[i]}. */
    public static void subtractConstant(long left, long right, long out, int count) {
        long b = RawMemory.getLong(right);
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), a - b);
        }
    }

    /** Subtracts constant and column, wrapping around: {@code left[0] - right[i] -> out[i]}. */
    public static void subtractFromConstant(long left, long right, long out, int count) {
        long a = RawMemory.getLong(left);
        for (int i = 0; i < count; i++) {
            long b = RawMemory.getLong(right + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), a - b);
        }
    }

    /** Multiplies column and column, wrapping around: {@code left[i] * right[i] -> out[i]}. */
    public static void multiply(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long b = RawMemory.getLong(right + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), a * b);
        }
    }

    /** Multiplies column and constant, wrapping around: {@code left[i] * right[0] -> out[i]}. */
    public static void multiplyConstant(long left, long right, long out, int count) {
        long b = RawMemory.getLong(right);
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), a * b);
        }
    }

    /** Adds column and column: {@code left[i] + right[i] -> out[i]}. */
    public static boolean addChecked(long left, long right, long out, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long b = RawMemory.getLong(right + ((long) i << 3));
            long result = a + b;
            RawMemory.putLong(out + ((long) i << 3), result);
            suspicious |= (a ^ result) & (b ^ result);
        }
        return suspicious < 0;
    }

    /** Adds column and constant: {@code left[i] + right[0] -> out[i]}. */
    public static boolean addConstantChecked(long left, long right, long out, int count) {
        long b = RawMemory.getLong(right);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long result = a + b;
            RawMemory.putLong(out + ((long) i << 3), result);
            suspicious |= (a ^ result) & (b ^ result);
        }
        return suspicious < 0;
    }

    /** Subtracts column and column: {@code left[i] - right[i] -> out[i]}. */
    public static boolean subtractChecked(long left, long right, long out, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long b = RawMemory.getLong(right + ((long) i << 3));
            long result = a - b;
            RawMemory.putLong(out + ((long) i << 3), result);
            suspicious |= (a ^ b) & (a ^ result);
        }
        return suspicious < 0;
    }

    /** Subtracts column and constant: {@code left[i] - right[0] -> out[i]}. */
    public static boolean subtractConstantChecked(long left, long right, long out, int count) {
        long b = RawMemory.getLong(right);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long result = a - b;
            RawMemory.putLong(out + ((long) i << 3), result);
            suspicious |= (a ^ b) & (a ^ result);
        }
        return suspicious < 0;
    }

    /** Subtracts constant and column: {@code left[0] - right[i] -> out[i]}. */
    public static boolean subtractFromConstantChecked(long left, long right, long out, int count) {
        long a = RawMemory.getLong(left);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long b = RawMemory.getLong(right + ((long) i << 3));
            long result = a - b;
            RawMemory.putLong(out + ((long) i << 3), result);
            suspicious |= (a ^ b) & (a ^ result);
        }
        return suspicious < 0;
    }

    /** Multiplies column and column: {@code left[i] * right[i] -> out[i]}. */
    public static boolean multiplyChecked(long left, long right, long out, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long b = RawMemory.getLong(right + ((long) i << 3));
            long result = a * b;
            RawMemory.putLong(out + ((long) i << 3), result);
            suspicious |= Math.multiplyHigh(a, b) ^ (result >> 63);
        }
        return suspicious != 0;
    }

    /** Multiplies column and constant: {@code left[i] * right[0] -> out[i]}. */
    public static boolean multiplyConstantChecked(long left, long right, long out, int count) {
        long b = RawMemory.getLong(right);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + ((long) i << 3));
            long result = a * b;
            RawMemory.putLong(out + ((long) i << 3), result);
            suspicious |= Math.multiplyHigh(a, b) ^ (result >> 63);
        }
        return suspicious != 0;
    }

    /** Negates, wrapping around; returns true if some row is the least number, which has no opposite. */
    public static boolean negate(long values, long out, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), -a);
            suspicious |= a & -a;
        }
        return suspicious < 0;
    }

    /** Takes the magnitude, wrapping around; returns true if some row is the least number, which has none. */
    public static boolean abs(long values, long out, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long result = Math.abs(RawMemory.getLong(values + ((long) i << 3)));
            RawMemory.putLong(out + ((long) i << 3), result);
            suspicious |= result;
        }
        return suspicious < 0;
    }

    /** Takes the sign: -1, 0 or 1. */
    public static void sign(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), (a >> 63) | (-a >>> 63));
        }
    }

    /**
     * Divides, towards zero. A stride of 0 stands for a constant, 8 for a column. Where the divisor is 0 the result is
     * undefined; it wraps around where the least number is divided by -1.
     *
     * @return true if some row has one of the two
     */
    public static boolean divide(long left, long leftStride, long right, long rightStride, long out, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + i * leftStride);
            long b = RawMemory.getLong(right + i * rightStride);
            long zero = ((b | -b) >>> 63) ^ 1;
            suspicious |= zero | (b == -1 & a == Long.MIN_VALUE ? 1 : 0);
            RawMemory.putLong(out + ((long) i << 3), a / (b + zero));
        }
        return suspicious != 0;
    }

    /**
     * Takes the remainder, with the dividend's sign. A stride of 0 stands for a constant, 8 for a column.
     *
     * @return true if some divisor is 0, where the result is undefined
     */
    public static boolean modulus(long left, long leftStride, long right, long rightStride, long out, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + i * leftStride);
            long b = RawMemory.getLong(right + i * rightStride);
            long zero = ((b | -b) >>> 63) ^ 1;
            suspicious |= zero;
            RawMemory.putLong(out + ((long) i << 3), a % (b + zero));
        }
        return suspicious != 0;
    }

    /** Multiplies by {@code factor > 0}; returns true if some product does not fit {@code -limit .. limit}. */
    public static boolean scaleUp(long values, long factor, long limit, long out, int count) {
        long largest = limit / factor;
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), a * factor);
            suspicious |= a > largest | a < -largest ? 1 : 0;
        }
        return suspicious != 0;
    }

    /** Multiplies by {@code factor}, wrapping around. */
    public static void scaleUpUnchecked(long values, long factor, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(out + ((long) i << 3), RawMemory.getLong(values + ((long) i << 3)) * factor);
        }
    }

    /** Divides by {@code factor > 1}, an even number, rounding half away from zero. */
    public static void scaleDown(long values, long factor, long out, int count) {
        long half = factor >> 1;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(values + ((long) i << 3));
            long quotient = a / factor;
            long rest = a - quotient * factor;
            quotient += rest >= half ? 1 : 0;
            quotient -= rest <= -half ? 1 : 0;
            RawMemory.putLong(out + ((long) i << 3), quotient);
        }
    }

    /** Returns whether some value is outside {@code -limit .. limit}; {@code limit} is below 2^62. */
    public static boolean exceeds(long values, long limit, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(values + ((long) i << 3));
            suspicious |= (limit - a) | (limit + a);
        }
        return suspicious < 0;
    }
}
