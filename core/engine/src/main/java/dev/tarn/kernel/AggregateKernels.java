package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Loops that bring values into the states of their groups: value k goes into the state at {@code records[k] + offset}, for
 * k below {@code count}. States may repeat; values are taken in order. The {@code single} variants bring all values into
 * one state.
 */
public final class AggregateKernels {
    private AggregateKernels() {}

    /** Sets {@code records[k] = base + numbers[k] * stride}. */
    public static void addresses(int[] numbers, int count, long base, int stride, long[] records) {
        for (int k = 0; k < count; k++) {
            records[k] = base + (long) numbers[k] * stride;
        }
    }

    /** Adds 1 to each state, a 64-bit counter. */
    public static void countOne(long[] records, int count, int offset) {
        for (int k = 0; k < count; k++) {
            long at = records[k] + offset;
            RawMemory.putLong(at, RawMemory.getLong(at) + 1);
        }
    }

    /** Adds 64-bit words: state {@code targets[k]} gets that of {@code sources[k]}. */
    public static void addWords(long[] targets, long[] sources, int count, int offset) {
        for (int k = 0; k < count; k++) {
            long at = targets[k] + offset;
            RawMemory.putLong(at, RawMemory.getLong(at) + RawMemory.getLong(sources[k] + offset));
        }
    }

    /** Adds to 64-bit sums, which wrap. */
    public static void sum64(long[] values, long[] records, int count, int offset) {
        for (int k = 0; k < count; k++) {
            long at = records[k] + offset;
            RawMemory.putLong(at, RawMemory.getLong(at) + values[k]);
        }
    }

    /** Adds all to one 64-bit sum, which wraps. */
    public static void single64(long[] values, int count, long state) {
        long sum = 0;
        for (int k = 0; k < count; k++) {
            sum += values[k];
        }
        RawMemory.putLong(state, RawMemory.getLong(state) + sum);
    }

    /** Adds 64-bit values to 128-bit sums, low word first. */
    public static void sum128(long[] values, long[] records, int count, int offset) {
        for (int k = 0; k < count; k++) {
            add128(records[k] + offset, values[k], values[k] >> 63);
        }
    }

    /** Adds all 64-bit values to one 128-bit sum. */
    public static void single128(long[] values, int count, long state) {
        long low = RawMemory.getLong(state);
        long high = RawMemory.getLong(state + 8);
        for (int k = 0; k < count; k++) {
            long value = values[k];
            long sum = low + value;
            long carry = ((low & value) | ((low | value) & ~sum)) >>> 63;
            low = sum;
            high += (value >> 63) + carry;
        }
        RawMemory.putLong(state, low);
        RawMemory.putLong(state + 8, high);
    }

    /** Adds a 128-bit value to a 128-bit sum, which wraps. */
    public static void add128(long state, long valueLow, long valueHigh) {
        long low = RawMemory.getLong(state);
        long sum = low + valueLow;
        long carry = ((low & valueLow) | ((low | valueLow) & ~sum)) >>> 63;
        RawMemory.putLong(state, sum);
        RawMemory.putLong(state + 8, RawMemory.getLong(state + 8) + valueHigh + carry);
    }

    /** Adds 128-bit values to 192-bit sums, lowest word first. */
    public static void sum192(long[] low, long[] high, long[] records, int count, int offset) {
        for (int k = 0; k < count; k++) {
            add192(records[k] + offset, low[k], high[k], high[k] >> 63);
        }
    }

    /** Adds a 192-bit value to a 192-bit sum, which wraps. */
    public static void add192(long state, long valueLow, long valueHigh, long valueTop) {
        long low = RawMemory.getLong(state);
        long lowSum = low + valueLow;
        long carry = ((low & valueLow) | ((low | valueLow) & ~lowSum)) >>> 63;
        long high = RawMemory.getLong(state + 8);
        long highSum = high + valueHigh + carry;
        long highCarry = ((high & valueHigh) | ((high | valueHigh) & ~highSum)) >>> 63;
        RawMemory.putLong(state, lowSum);
        RawMemory.putLong(state + 8, highSum);
        RawMemory.putLong(state + 16, RawMemory.getLong(state + 16) + valueTop + highCarry);
    }

    /** Adds to sums of doubles. */
    public static void sumDouble(double[] values, long[] records, int count, int offset) {
        for (int k = 0; k < count; k++) {
            long at = records[k] + offset;
            RawMemory.putDouble(at, RawMemory.getDouble(at) + values[k]);
        }
    }

    /** Adds all to one sum of doubles, in order. */
    public static void singleDouble(double[] values, int count, long state) {
        double sum = RawMemory.getDouble(state);
        for (int k = 0; k < count; k++) {
            sum += values[k];
        }
        RawMemory.putDouble(state, sum);
    }

    /** Keeps the least values: a state is a word that is 1 once there is a value, and the value. */
    public static void min(long[] values, long[] records, int count, int offset) {
        for (int k = 0; k < count; k++) {
            long at = records[k] + offset;
            long value = values[k];
            if (RawMemory.getLong(at) == 0 || value < RawMemory.getLong(at + 8)) {
                RawMemory.putLong(at, 1);
                RawMemory.putLong(at + 8, value);
            }
        }
    }

    /** Keeps the greatest values, in states as those of {@link #min}. */
    public static void max(long[] values, long[] records, int count, int offset) {
        for (int k = 0; k < count; k++) {
            long at = records[k] + offset;
            long value = values[k];
            if (RawMemory.getLong(at) == 0 || value > RawMemory.getLong(at + 8)) {
                RawMemory.putLong(at, 1);
                RawMemory.putLong(at + 8, value);
            }
        }
    }

    /**
     * Brings values into moments: a state is the count, the mean, and the sum of squared differences from the mean, as
     * doubles (Welford, "Note on a method for calculating corrected sums of squares and products").
     */
    public static void moments(double[] values, long[] records, int count, int offset) {
        for (int k = 0; k < count; k++) {
            long at = records[k] + offset;
            double n = RawMemory.getDouble(at) + 1;
            double mean = RawMemory.getDouble(at + 8);
            double delta = values[k] - mean;
            mean += delta / n;
            RawMemory.putDouble(at, n);
            RawMemory.putDouble(at + 8, mean);
            RawMemory.putDouble(at + 16, RawMemory.getDouble(at + 16) + delta * (values[k] - mean));
        }
    }

    /** Merges moments: state {@code targets[k]} gets those of {@code sources[k]} as well (Chan, Golub, LeVeque). */
    public static void mergeMoments(long[] targets, long[] sources, int count, int offset) {
        for (int k = 0; k < count; k++) {
            long at = targets[k] + offset;
            long from = sources[k] + offset;
            double right = RawMemory.getDouble(from);
            double left = RawMemory.getDouble(at);
            double n = left + right;
            if (right != 0) {
                double delta = RawMemory.getDouble(from + 8) - RawMemory.getDouble(at + 8);
                double m2 = RawMemory.getDouble(at + 16)
                        + RawMemory.getDouble(from + 16)
                        + delta * delta * (left * right / n);
                RawMemory.putDouble(at, n);
                RawMemory.putDouble(at + 8, RawMemory.getDouble(at + 8) + delta * (right / n));
                RawMemory.putDouble(at + 16, m2);
            }
        }
    }
}
