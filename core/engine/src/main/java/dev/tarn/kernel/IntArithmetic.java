package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Arithmetic on integers of up to 32 bits. The checked loops take the width of the type in bits and have no branch: they
 * return true if some row, perhaps one that does not count, overflowed, and the caller then looks for it.
 */
public final class IntArithmetic {
    private IntArithmetic() {}

    /** Adds column and column, wrapping around: {@code left[i] + right[i] -> out[i]}. */
    public static void add(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(left + ((long) i << 2));
            int b = RawMemory.getInt(right + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), a + b);
        }
    }

    /** Adds column and constant, wrapping around: {@code left[i] + right[0] -> out[i]}. */
    public static void addConstant(long left, long right, long out, int count) {
        int b = RawMemory.getInt(right);
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(left + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), a + b);
        }
    }

    /** Subtracts column and column, wrapping around: {@code left[i] - right[i] -> out[i]}. */
    public static void subtract(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(left + ((long) i << 2));
            int b = RawMemory.getInt(right + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), a - b);
        }
    }

    /** Subtracts column and constant, wrapping around: {@code left[i] - right[0] -> out[i]}. */
    public static void subtractConstant(long left, long right, long out, int count) {
        int b = RawMemory.getInt(right);
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(left + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), a - b);
        }
    }

    /** Subtracts constant and column, wrapping around: {@code left[0] - right[i] -> out[i]}. */
    public static void subtractFromConstant(long left, long right, long out, int count) {
        int a = RawMemory.getInt(left);
        for (int i = 0; i < count; i++) {
            int b = RawMemory.getInt(right + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), a - b);
        }
    }

    /** Multiplies column and column, wrapping around: {@code left[i] * right[i] -> out[i]}. */
    public static void multiply(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(left + ((long) i << 2));
            int b = RawMemory.getInt(right + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), a * b);
        }
    }

    /** Multiplies column and constant, wrapping around: {@code left[i] * right[0] -> out[i]}. */
    public static void multiplyConstant(long left, long right, long out, int count) {
        int b = RawMemory.getInt(right);
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(left + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), a * b);
        }
    }

    /** Adds column and column: {@code left[i] + right[i] -> out[i]}. */
    public static boolean addChecked(long left, long right, long out, int count, int bits) {
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + ((long) i << 2));
            long b = RawMemory.getInt(right + ((long) i << 2));
            long result = a + b;
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Adds column and constant: {@code left[i] + right[0] -> out[i]}. */
    public static boolean addConstantChecked(long left, long right, long out, int count, int bits) {
        long b = RawMemory.getInt(right);
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + ((long) i << 2));
            long result = a + b;
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Subtracts column and column: {@code left[i] - right[i] -> out[i]}. */
    public static boolean subtractChecked(long left, long right, long out, int count, int bits) {
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + ((long) i << 2));
            long b = RawMemory.getInt(right + ((long) i << 2));
            long result = a - b;
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Subtracts column and constant: {@code left[i] - right[0] -> out[i]}. */
    public static boolean subtractConstantChecked(long left, long right, long out, int count, int bits) {
        long b = RawMemory.getInt(right);
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + ((long) i << 2));
            long result = a - b;
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Subtracts constant and column: {@code left[0] - right[i] -> out[i]}. */
    public static boolean subtractFromConstantChecked(long left, long right, long out, int count, int bits) {
        long a = RawMemory.getInt(left);
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long b = RawMemory.getInt(right + ((long) i << 2));
            long result = a - b;
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Multiplies column and column: {@code left[i] * right[i] -> out[i]}. */
    public static boolean multiplyChecked(long left, long right, long out, int count, int bits) {
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + ((long) i << 2));
            long b = RawMemory.getInt(right + ((long) i << 2));
            long result = a * b;
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Multiplies column and constant: {@code left[i] * right[0] -> out[i]}. */
    public static boolean multiplyConstantChecked(long left, long right, long out, int count, int bits) {
        long b = RawMemory.getInt(right);
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + ((long) i << 2));
            long result = a * b;
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Negates; returns true if some result does not fit {@code bits}. */
    public static boolean negate(long values, long out, int count, int bits) {
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long result = -(long) RawMemory.getInt(values + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Takes the magnitude; returns true if some result does not fit {@code bits}. */
    public static boolean abs(long values, long out, int count, int bits) {
        long half = 1L << (bits - 1);
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            long result = Math.abs((long) RawMemory.getInt(values + ((long) i << 2)));
            RawMemory.putInt(out + ((long) i << 2), (int) result);
            suspicious |= (result + half) >>> bits;
        }
        return suspicious != 0;
    }

    /** Takes the sign: -1, 0 or 1. */
    public static void sign(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(values + ((long) i << 2));
            RawMemory.putInt(out + ((long) i << 2), (a >> 31) | (-a >>> 31));
        }
    }

    /**
     * Divides, towards zero. A stride of 0 stands for a constant, 4 for a column. Where the divisor is 0 the result is
     * undefined; it wraps around where the least number is divided by -1.
     *
     * @return true if some row has one of the two
     */
    public static boolean divide(
            long left, long leftStride, long right, long rightStride, long out, int count, int bits) {
        long least = -(1L << (bits - 1));
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(left + i * leftStride);
            int b = RawMemory.getInt(right + i * rightStride);
            int zero = ((b | -b) >>> 31) ^ 1;
            suspicious |= zero | (b == -1 & a == least ? 1 : 0);
            RawMemory.putInt(out + ((long) i << 2), a / (b + zero));
        }
        return suspicious != 0;
    }

    /**
     * Takes the remainder, with the dividend's sign. A stride of 0 stands for a constant, 4 for a column.
     *
     * @return true if some divisor is 0, where the result is undefined
     */
    public static boolean modulus(long left, long leftStride, long right, long rightStride, long out, int count) {
        long suspicious = 0;
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getInt(left + i * leftStride);
            int b = RawMemory.getInt(right + i * rightStride);
            int zero = ((b | -b) >>> 31) ^ 1;
            suspicious |= zero;
            RawMemory.putInt(out + ((long) i << 2), a % (b + zero));
        }
        return suspicious != 0;
    }
}
