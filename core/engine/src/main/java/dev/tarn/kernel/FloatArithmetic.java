package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Arithmetic on floats by IEEE 754: nothing fails, and a division by zero gives an infinity or NaN.
 */
public final class FloatArithmetic {
    private FloatArithmetic() {}

    /** Adds column and column: {@code left[i] + right[i] -> out[i]}. */
    public static void add(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + ((long) i << 2));
            float b = RawMemory.getFloat(right + ((long) i << 2));
            RawMemory.putFloat(out + ((long) i << 2), a + b);
        }
    }

    /** Adds column and constant: {@code left[i] + right[0] -> out[i]}. */
    public static void addConstant(long left, long right, long out, int count) {
        float b = RawMemory.getFloat(right);
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + ((long) i << 2));
            RawMemory.putFloat(out + ((long) i << 2), a + b);
        }
    }

    /** Subtracts column and column: {@code left[i] - right[i] -> out[i]}. */
    public static void subtract(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + ((long) i << 2));
            float b = RawMemory.getFloat(right + ((long) i << 2));
            RawMemory.putFloat(out + ((long) i << 2), a - b);
        }
    }

    /** Subtracts column and constant: {@code left[i] - right[0] -> out[i]}. */
    public static void subtractConstant(long left, long right, long out, int count) {
        float b = RawMemory.getFloat(right);
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + ((long) i << 2));
            RawMemory.putFloat(out + ((long) i << 2), a - b);
        }
    }

    /** Subtracts constant and column: {@code left[0] - right[i] -> out[i]}. */
    public static void subtractFromConstant(long left, long right, long out, int count) {
        float a = RawMemory.getFloat(left);
        for (int i = 0; i < count; i++) {
            float b = RawMemory.getFloat(right + ((long) i << 2));
            RawMemory.putFloat(out + ((long) i << 2), a - b);
        }
    }

    /** Multiplies column and column: {@code left[i] * right[i] -> out[i]}. */
    public static void multiply(long left, long right, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + ((long) i << 2));
            float b = RawMemory.getFloat(right + ((long) i << 2));
            RawMemory.putFloat(out + ((long) i << 2), a * b);
        }
    }

    /** Multiplies column and constant: {@code left[i] * right[0] -> out[i]}. */
    public static void multiplyConstant(long left, long right, long out, int count) {
        float b = RawMemory.getFloat(right);
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + ((long) i << 2));
            RawMemory.putFloat(out + ((long) i << 2), a * b);
        }
    }

    /** Divides. A stride of 0 stands for a constant, 4 for a column. */
    public static void divide(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + i * leftStride);
            float b = RawMemory.getFloat(right + i * rightStride);
            RawMemory.putFloat(out + ((long) i << 2), a / b);
        }
    }

    /** Takes the remainder, with the dividend's sign. A stride of 0 stands for a constant, 4 for a column. */
    public static void modulus(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + i * leftStride);
            float b = RawMemory.getFloat(right + i * rightStride);
            RawMemory.putFloat(out + ((long) i << 2), a % b);
        }
    }

    /** Negates. */
    public static void negate(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putFloat(out + ((long) i << 2), -RawMemory.getFloat(values + ((long) i << 2)));
        }
    }

    /** Takes the magnitude. */
    public static void abs(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putFloat(out + ((long) i << 2), Math.abs(RawMemory.getFloat(values + ((long) i << 2))));
        }
    }
}
