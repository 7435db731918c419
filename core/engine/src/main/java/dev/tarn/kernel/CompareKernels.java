package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Compares two operands, row by row, and writes 1 for true and 0 for false: {@code left[count] op right[count] ->
 * out[count]}, one byte a row.
 *
 * <p>A stride of 0 stands for a constant, the width in bytes for a column. Floating point by IEEE 754: any comparison with
 * NaN is false, but for "not equal", and -0 equals 0.
 */
public final class CompareKernels {
    private CompareKernels() {}

    /** Compares booleans. */
    public static void equalBytes(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getByte(left + i * leftStride);
            int b = RawMemory.getByte(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a == b ? 1 : 0));
        }
    }

    /** Compares ints. */
    public static void equalInts(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + i * leftStride);
            long b = RawMemory.getInt(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) ((((a - b) | (b - a)) >>> 63) ^ 1));
        }
    }

    /** Compares longs. */
    public static void equalLongs(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + i * leftStride);
            long b = RawMemory.getLong(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) ((((a ^ b) | -(a ^ b)) >>> 63) ^ 1));
        }
    }

    /** Compares floats. */
    public static void equalFloats(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + i * leftStride);
            float b = RawMemory.getFloat(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a == b ? 1 : 0));
        }
    }

    /** Compares doubles. */
    public static void equalDoubles(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + i * leftStride);
            double b = RawMemory.getDouble(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a == b ? 1 : 0));
        }
    }

    /** Compares 128-bit integers. */
    public static void equalInt128s(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long low = RawMemory.getLong(left + i * leftStride);
            long high = RawMemory.getLong(left + i * leftStride + 8);
            long otherLow = RawMemory.getLong(right + i * rightStride);
            long otherHigh = RawMemory.getLong(right + i * rightStride + 8);
            RawMemory.putByte(out + i, (byte) (high == otherHigh & low == otherLow ? 1 : 0));
        }
    }

    /** Compares booleans. */
    public static void notEqualBytes(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getByte(left + i * leftStride);
            int b = RawMemory.getByte(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a ^ b));
        }
    }

    /** Compares ints. */
    public static void notEqualInts(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + i * leftStride);
            long b = RawMemory.getInt(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (((a - b) | (b - a)) >>> 63));
        }
    }

    /** Compares longs. */
    public static void notEqualLongs(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + i * leftStride);
            long b = RawMemory.getLong(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (((a ^ b) | -(a ^ b)) >>> 63));
        }
    }

    /** Compares floats. */
    public static void notEqualFloats(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + i * leftStride);
            float b = RawMemory.getFloat(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a != b ? 1 : 0));
        }
    }

    /** Compares doubles. */
    public static void notEqualDoubles(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + i * leftStride);
            double b = RawMemory.getDouble(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a != b ? 1 : 0));
        }
    }

    /** Compares 128-bit integers. */
    public static void notEqualInt128s(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long low = RawMemory.getLong(left + i * leftStride);
            long high = RawMemory.getLong(left + i * leftStride + 8);
            long otherLow = RawMemory.getLong(right + i * rightStride);
            long otherHigh = RawMemory.getLong(right + i * rightStride + 8);
            RawMemory.putByte(out + i, (byte) (high != otherHigh | low != otherLow ? 1 : 0));
        }
    }

    /** Compares booleans. */
    public static void lessBytes(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getByte(left + i * leftStride);
            int b = RawMemory.getByte(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (~a & b));
        }
    }

    /** Compares ints. */
    public static void lessInts(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + i * leftStride);
            long b = RawMemory.getInt(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) ((a - b) >>> 63));
        }
    }

    /** Compares longs. */
    public static void lessLongs(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + i * leftStride);
            long b = RawMemory.getLong(right + i * rightStride);
            RawMemory.putByte(out + i, less(a, b));
        }
    }

    /** Compares floats. */
    public static void lessFloats(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + i * leftStride);
            float b = RawMemory.getFloat(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a < b ? 1 : 0));
        }
    }

    /** Compares doubles. */
    public static void lessDoubles(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + i * leftStride);
            double b = RawMemory.getDouble(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a < b ? 1 : 0));
        }
    }

    /** Compares 128-bit integers. */
    public static void lessInt128s(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long low = RawMemory.getLong(left + i * leftStride);
            long high = RawMemory.getLong(left + i * leftStride + 8);
            long otherLow = RawMemory.getLong(right + i * rightStride);
            long otherHigh = RawMemory.getLong(right + i * rightStride + 8);
            RawMemory.putByte(out + i, (byte) (Int128.compare(high, low, otherHigh, otherLow) < 0 ? 1 : 0));
        }
    }

    /** Compares booleans. */
    public static void lessOrEqualBytes(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            int a = RawMemory.getByte(left + i * leftStride);
            int b = RawMemory.getByte(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) ((~a | b) & 1));
        }
    }

    /** Compares ints. */
    public static void lessOrEqualInts(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getInt(left + i * leftStride);
            long b = RawMemory.getInt(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (((b - a) >>> 63) ^ 1));
        }
    }

    /** Compares longs. */
    public static void lessOrEqualLongs(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + i * leftStride);
            long b = RawMemory.getLong(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (less(b, a) ^ 1));
        }
    }

    /** Compares floats. */
    public static void lessOrEqualFloats(
            long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            float a = RawMemory.getFloat(left + i * leftStride);
            float b = RawMemory.getFloat(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a <= b ? 1 : 0));
        }
    }

    /** Compares doubles. */
    public static void lessOrEqualDoubles(
            long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            double a = RawMemory.getDouble(left + i * leftStride);
            double b = RawMemory.getDouble(right + i * rightStride);
            RawMemory.putByte(out + i, (byte) (a <= b ? 1 : 0));
        }
    }

    /** Compares 128-bit integers. */
    public static void lessOrEqualInt128s(
            long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long low = RawMemory.getLong(left + i * leftStride);
            long high = RawMemory.getLong(left + i * leftStride + 8);
            long otherLow = RawMemory.getLong(right + i * rightStride);
            long otherHigh = RawMemory.getLong(right + i * rightStride + 8);
            RawMemory.putByte(out + i, (byte) (Int128.compare(high, low, otherHigh, otherLow) <= 0 ? 1 : 0));
        }
    }

    /** Returns 1 if {@code a < b}, without a branch. */
    private static byte less(long a, long b) {
        return (byte) (((a & ~b) | (~(a ^ b) & (a - b))) >>> 63);
    }
}
