package dev.tarn.exec.operator.join;

/** What one key column of a build side has: whether NULLs, and from where to where its integers go. One thread. */
final class KeyRange {
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;
    private boolean hasNull;

    /** Adds values. */
    void add(long[] values, int[] indexes, int count) {
        long least = low;
        long greatest = high;
        for (int j = 0; j < count; j++) {
            long value = values[indexes == null ? j : indexes[j]];
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        low = least;
        high = greatest;
    }

    void addNull() {
        hasNull = true;
    }

    void add(KeyRange other) {
        low = Math.min(low, other.low);
        high = Math.max(high, other.high);
        hasNull |= other.hasNull;
    }

    boolean hasNull() {
        return hasNull;
    }

    /** Returns whether there is a value, of a column of integers. */
    boolean isKnown() {
        return low <= high;
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }

    /** Returns how many integers the range has, or 0 if there are more than 2^62. */
    long size() {
        long span = high - low;
        return span < 0 || span >= 1L << 62 ? 0 : span + 1;
    }
}
