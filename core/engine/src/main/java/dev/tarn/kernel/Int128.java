package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/** Single 128-bit integers as a high and a low half, two's complement; the low half counts as unsigned. */
public final class Int128 {
    private static final int MAX_PRECISION = 38;
    private static final long[] POWER_HIGH = new long[MAX_PRECISION + 1];
    private static final long[] POWER_LOW = new long[MAX_PRECISION + 1];

    static {
        POWER_LOW[0] = 1;
        for (int i = 1; i <= MAX_PRECISION; i++) {
            POWER_HIGH[i] =
                    POWER_HIGH[i - 1] * 10 + Math.multiplyHigh(POWER_LOW[i - 1], 10) + (POWER_LOW[i - 1] < 0 ? 10 : 0);
            POWER_LOW[i] = POWER_LOW[i - 1] * 10;
        }
    }

    private Int128() {}

    /** Returns the high half of 10 to the power of {@code exponent}, 0 to 38. */
    public static long powerHigh(int exponent) {
        return POWER_HIGH[exponent];
    }

    /** Returns the low half of 10 to the power of {@code exponent}, 0 to 38. */
    public static long powerLow(int exponent) {
        return POWER_LOW[exponent];
    }

    /** Returns a negative number, 0 or a positive one, as a comparator does. */
    public static int compare(long high, long low, long otherHigh, long otherLow) {
        return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
    }

    /** Returns whether the number has more than {@code precision} digits, 1 to 38. */
    public static boolean exceeds(long high, long low, int precision) {
        long magnitudeHigh = high;
        long magnitudeLow = low;
        if (high < 0) {
            magnitudeLow = -low;
            magnitudeHigh = ~high + (low == 0 ? 1 : 0);
        }
        // The least number stays negative, which is a huge unsigned one.
        int order = Long.compareUnsigned(magnitudeHigh, POWER_HIGH[precision]);
        return order > 0 || (order == 0 && Long.compareUnsigned(magnitudeLow, POWER_LOW[precision]) >= 0);
    }

    /** Returns the high half of the unsigned product of two unsigned numbers. */
    public static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    /** Writes a number. */
    public static void put(long address, long high, long low) {
        RawMemory.putLong(address, low);
        RawMemory.putLong(address + 8, high);
    }
}
