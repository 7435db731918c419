package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Selects the rows whose value lies in an interval, both ends inclusive, or outside it: branch-free, since nobody knows how
 * many will.
 *
 * <p>{@code values[count], low <= high -> out[k <= count]}: positions ascending. {@code positions} names the rows to look
 * at, or is null for all below {@code count}; {@code out} may be {@code positions}. {@code outside} is 0 to keep the rows
 * inside, 1 to keep the others. Nulls are not looked at. Floating point is compared by the order of {@link #key(double)}.
 */
public final class RangeKernels {
    private RangeKernels() {}

    /**
     * Returns a number that orders doubles as their comparison does: -0 has the key of 0, and NaN, whatever its bits, lies
     * outside the keys from negative to positive infinity.
     */
    public static long key(double value) {
        return key(Double.doubleToRawLongBits(value + 0.0));
    }

    private static long key(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** Returns the number for floats that {@link #key(double)} is for doubles. */
    public static int key(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    /** Returns 1 if {@code offset <= span} as unsigned numbers. */
    private static int within(long offset, long span) {
        return (int) (((((~span & offset) | (~(span ^ offset) & (span - offset))) >>> 63)) ^ 1);
    }

    /** Selects rows of a BOOLEAN column. */
    public static int selectBytes(long values, int low, int high, int[] positions, int count, int[] out, int outside) {
        long span = (long) high - low + 1;
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                out[k] = i;
                k += (int) ((((RawMemory.getByte(values + i) - (long) low) & 0xFFFFFFFFL) - span) >>> 63) ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                out[k] = i;
                k += (int) ((((RawMemory.getByte(values + i) - (long) low) & 0xFFFFFFFFL) - span) >>> 63) ^ outside;
            }
        }
        return k;
    }

    /** Selects rows of a 32-bit integer column. */
    public static int selectInts(long values, int low, int high, int[] positions, int count, int[] out, int outside) {
        long span = (long) high - low + 1;
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                out[k] = i;
                k += (int) ((((RawMemory.getInt(values + ((long) i << 2)) - (long) low) & 0xFFFFFFFFL) - span) >>> 63)
                        ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                out[k] = i;
                k += (int) ((((RawMemory.getInt(values + ((long) i << 2)) - (long) low) & 0xFFFFFFFFL) - span) >>> 63)
                        ^ outside;
            }
        }
        return k;
    }

    /** Selects rows of a float column. */
    public static int selectFloats(long values, int low, int high, int[] positions, int count, int[] out, int outside) {
        long span = (long) high - low + 1;
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                out[k] = i;
                k += (int) ((((key(RawMemory.getFloat(values + ((long) i << 2))) - (long) low) & 0xFFFFFFFFL) - span)
                                >>> 63)
                        ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                out[k] = i;
                k += (int) ((((key(RawMemory.getFloat(values + ((long) i << 2))) - (long) low) & 0xFFFFFFFFL) - span)
                                >>> 63)
                        ^ outside;
            }
        }
        return k;
    }

    /** Selects rows of a 64-bit integer column. */
    public static int selectLongs(
            long values, long low, long high, int[] positions, int count, int[] out, int outside) {
        long span = high - low;
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                out[k] = i;
                k += within(RawMemory.getLong(values + ((long) i << 3)) - low, span) ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                out[k] = i;
                k += within(RawMemory.getLong(values + ((long) i << 3)) - low, span) ^ outside;
            }
        }
        return k;
    }

    /** Selects rows of a double column. */
    public static int selectDoubles(
            long values, long low, long high, int[] positions, int count, int[] out, int outside) {
        long span = high - low;
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                out[k] = i;
                k += within(key(RawMemory.getDouble(values + ((long) i << 3))) - low, span) ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                out[k] = i;
                k += within(key(RawMemory.getDouble(values + ((long) i << 3))) - low, span) ^ outside;
            }
        }
        return k;
    }

    /** Selects rows whose 32-bit integer is less in the one column than in the other. */
    public static int selectLessInts(long left, long right, int[] positions, int count, int[] out, int outside) {
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                long a = RawMemory.getInt(left + ((long) i << 2));
                long b = RawMemory.getInt(right + ((long) i << 2));
                out[k] = i;
                k += (int) ((a - b) >>> 63) ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                long a = RawMemory.getInt(left + ((long) i << 2));
                long b = RawMemory.getInt(right + ((long) i << 2));
                out[k] = i;
                k += (int) ((a - b) >>> 63) ^ outside;
            }
        }
        return k;
    }

    /** Selects rows whose 32-bit integer is the same in both columns. */
    public static int selectEqualInts(long left, long right, int[] positions, int count, int[] out, int outside) {
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                long a = RawMemory.getInt(left + ((long) i << 2));
                long b = RawMemory.getInt(right + ((long) i << 2));
                out[k] = i;
                k += (int) ((((a ^ b) | -(a ^ b)) >>> 63) ^ 1) ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                long a = RawMemory.getInt(left + ((long) i << 2));
                long b = RawMemory.getInt(right + ((long) i << 2));
                out[k] = i;
                k += (int) ((((a ^ b) | -(a ^ b)) >>> 63) ^ 1) ^ outside;
            }
        }
        return k;
    }

    /** Selects rows whose 64-bit integer is less in the one column than in the other. */
    public static int selectLessLongs(long left, long right, int[] positions, int count, int[] out, int outside) {
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                long a = RawMemory.getLong(left + ((long) i << 3));
                long b = RawMemory.getLong(right + ((long) i << 3));
                out[k] = i;
                k += (int) (((a & ~b) | (~(a ^ b) & (a - b))) >>> 63) ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                long a = RawMemory.getLong(left + ((long) i << 3));
                long b = RawMemory.getLong(right + ((long) i << 3));
                out[k] = i;
                k += (int) (((a & ~b) | (~(a ^ b) & (a - b))) >>> 63) ^ outside;
            }
        }
        return k;
    }

    /** Selects rows whose 64-bit integer is the same in both columns. */
    public static int selectEqualLongs(long left, long right, int[] positions, int count, int[] out, int outside) {
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                long a = RawMemory.getLong(left + ((long) i << 3));
                long b = RawMemory.getLong(right + ((long) i << 3));
                out[k] = i;
                k += (int) ((((a ^ b) | -(a ^ b)) >>> 63) ^ 1) ^ outside;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                long a = RawMemory.getLong(left + ((long) i << 3));
                long b = RawMemory.getLong(right + ((long) i << 3));
                out[k] = i;
                k += (int) ((((a ^ b) | -(a ^ b)) >>> 63) ^ 1) ^ outside;
            }
        }
        return k;
    }

    /** Keeps the rows whose byte is {@code wanted}; only their lowest bits count. */
    public static int selectFlags(long flags, int wanted, int[] positions, int count, int[] out) {
        int flip = wanted ^ 1;
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                out[k] = i;
                k += (RawMemory.getByte(flags + i) & 1) ^ flip;
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                out[k] = i;
                k += (RawMemory.getByte(flags + i) & 1) ^ flip;
            }
        }
        return k;
    }

    /** Keeps the rows whose code's byte in {@code table} is 1. */
    public static int selectCodes(long codes, byte[] table, int[] positions, int count, int[] out) {
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                out[k] = i;
                k += table[RawMemory.getInt(codes + ((long) i << 2))];
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                out[k] = i;
                k += table[RawMemory.getInt(codes + ((long) i << 2))];
            }
        }
        return k;
    }
}
