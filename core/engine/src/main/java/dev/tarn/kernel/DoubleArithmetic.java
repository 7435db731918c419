package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Arithmetic on doubles by IEEE 754: nothing fails, and a division by zero gives an infinity or NaN.
 */
public final class DoubleArithmetic {
    private DoubleArithmetic() {}

    /** Adds column and column: {@code left[i] + right[i] -> out[i]}. */
    public static void add(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + ((long) i << 3));
            double b = RawMemory.getDouble(right + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), a + b);
        }
    }

    /** Adds column and constant: {@code left[i] + right[0] -> out[i]}. */
    public static void addConstant(long left, long right, long out, int count) {
        double b = RawMemory.getDouble(right);
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), a + b);
        }
    }

    /** Subtracts column and column: {@code left[i] - right[i] -> out[i]}. */
    public static void subtract(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + ((long) i << 3));
            double b = RawMemory.getDouble(right + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), a - b);
        }
    }

    /** Subtracts column and constant: {@code left[i] - right[0] -> out[i]}. */
    public static void subtractConstant(long left, long right, long out, int count) {
        double b = RawMemory.getDouble(right);
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), a - b);
        }
    }

    /** Subtracts constant and column: {@code left[0] - right[i] -> out[i]}. */
    public static void subtractFromConstant(long left, long right, long out, int count) {
        double a = RawMemory.getDouble(left);
        for (int i = 0; i < count; i++) {
            double b = RawMemory.getDouble(right + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), a - b);
        }
    }

    /** Multiplies column and column: {@code left[i] * right[i] -> out[i]}. */
    public static void multiply(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + ((long) i << 3));
            double b = RawMemory.getDouble(right + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), a * b);
        }
    }

    /** Multiplies column and constant: {@code left[i] * right[0] -> out[i]}. */
    public static void multiplyConstant(long left, long right, long out, int count) {
        double b = RawMemory.getDouble(right);
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + ((long) i << 3));
            RawMemory.putDouble(out + ((long) i << 3), a * b);
        }
    }

    /** Divides. A stride of 0 stands for a constant, 8 for a column. */
    public static void divide(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + i * leftStride);
            double b = RawMemory.getDouble(right + i * rightStride);
            RawMemory.putDouble(out + ((long) i << 3), a / b);
        }
    }

    /** Takes the remainder, with the dividend's sign. A stride of 0 stands for a constant, 8 for a column. */
    public static void modulus(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + i * leftStride);
            double b = RawMemory.getDouble(right + i * rightStride);
            RawMemory.putDouble(out + ((long) i << 3), a % b);
        }
    }

    /** Negates. */
    public static void negate(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(out + ((long) i << 3), -RawMemory.getDouble(values + ((long) i << 3)));
        }
    }

    /** Takes the magnitude. */
    public static void abs(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(out + ((long) i << 3), Math.abs(RawMemory.getDouble(values + ((long) i << 3))));
        }
    }
}
