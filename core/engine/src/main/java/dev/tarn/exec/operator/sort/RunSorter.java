package dev.tarn.exec.operator.sort;

import dev.tarn.spi.memory.RawMemory;

/**
 * Sorts key rows by a merge sort of their numbers, which carries eight bytes of each key along so that most comparisons
 * touch nothing else. Stable. One thread.
 */
final class RunSorter {
    private static final int INSERTION_ROWS = 12;
    /** What the arrays take for each row. */
    static final int BYTES_PER_ROW = 24;

    private long[] prefixes = new long[0];
    private long[] otherPrefixes = prefixes;
    private int[] order = new int[0];
    private int[] otherOrder = order;
    private KeyComparator comparator;
    private long keys;
    private int rowWidth;

    /**
     * Sorts {@code count} key rows from {@code source} to {@code target}.
     *
     * @param prefixOffset where in a key row the first byte that may differ is
     */
    void sort(long source, long target, int count, int width, int prefixOffset, KeyComparator keyComparator) {
        if (order.length < count) {
            prefixes = new long[count];
            otherPrefixes = new long[count];
            order = new int[count];
            otherOrder = new int[count];
        }
        comparator = keyComparator;
        keys = source;
        rowWidth = width;
        for (int i = 0; i < count; i++) {
            order[i] = i;
            // With the sign flipped, a signed comparison orders unsigned bytes.
            prefixes[i] =
                    Long.reverseBytes(RawMemory.getLong(source + (long) i * width + prefixOffset)) ^ Long.MIN_VALUE;
        }
        mergeSort(count);
        for (int i = 0; i < count; i++) {
            copyRow(source + (long) order[i] * width, target + (long) i * width, width);
        }
    }

    private static void copyRow(long from, long to, int width) {
        for (int i = 0; i < width; i += 8) {
            RawMemory.putLong(to + i, RawMemory.getLong(from + i));
        }
    }

    private void mergeSort(int count) {
        for (int from = 0; from < count; from += INSERTION_ROWS) {
            insertionSort(from, Math.min(count, from + INSERTION_ROWS));
        }
        for (int size = INSERTION_ROWS; size < count; size *= 2) {
            for (int from = 0; from < count; from += 2 * size) {
                merge(from, Math.min(count, from + size), (int) Math.min(count, from + 2L * size));
            }
            long[] swappedPrefixes = prefixes;
            prefixes = otherPrefixes;
            otherPrefixes = swappedPrefixes;
            int[] swappedOrder = order;
            order = otherOrder;
            otherOrder = swappedOrder;
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long prefix = prefixes[i];
            int row = order[i];
            int j = i;
            while (j > from && isBefore(prefix, row, prefixes[j - 1], order[j - 1])) {
                prefixes[j] = prefixes[j - 1];
                order[j] = order[j - 1];
                j--;
            }
            prefixes[j] = prefix;
            order[j] = row;
        }
    }

    private boolean isBefore(long prefix, int row, long otherPrefix, int otherRow) {
        return prefix < otherPrefix
                || prefix == otherPrefix
                        && comparator.compare(keys + (long) row * rowWidth, keys + (long) otherRow * rowWidth) < 0;
    }

    /** Merges {@code [from, middle)} and {@code [middle, to)} into the other arrays. */
    private void merge(int from, int middle, int to) {
        if (middle >= to || !isBefore(prefixes[middle], order[middle], prefixes[middle - 1], order[middle - 1])) {
            System.arraycopy(prefixes, from, otherPrefixes, from, to - from);
            System.arraycopy(order, from, otherOrder, from, to - from);
            return;
        }
        int left = from;
        int right = middle;
        for (int k = from; k < to; k++) {
            if (left == middle || right < to && isBefore(prefixes[right], order[right], prefixes[left], order[left])) {
                otherPrefixes[k] = prefixes[right];
                otherOrder[k] = order[right++];
            } else {
                otherPrefixes[k] = prefixes[left];
                otherOrder[k] = order[left++];
            }
        }
    }

    /** Returns the rows there is room for. */
    int capacity() {
        return order.length;
    }
}
