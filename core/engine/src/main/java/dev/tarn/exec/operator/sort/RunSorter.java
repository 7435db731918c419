package dev.tarn.exec.operator.sort;

import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/**
 * Sorts key rows by their numbers, carrying eight bytes of each key along: many rows by a radix sort of those bytes and
 * then, where they are equal, of the next eight; few rows, and texts that key rows do not hold whole, by a merge sort.
 * One thread.
 */
final class RunSorter {
    /** What the arrays take for each row. */
    static final int BYTES_PER_ROW = 24;

    private static final int INSERTION_ROWS = 12;
    /** Fewer rows than this are not worth counting bytes for. */
    private static final int MIN_RADIX_ROWS = 1_024;

    private static final int DIGITS = 8;
    private static final int DIGIT_VALUES = 256;

    /** How many rows are moved between two looks at whether to go on. */
    private static final int ROWS_PER_CHECK = 1 << 14;

    private final Runnable check;
    private int unchecked;
    private final int[] counts = new int[DIGITS * DIGIT_VALUES];
    private long[] prefixes = new long[0];
    private long[] otherPrefixes = prefixes;
    private int[] order = new int[0];
    private int[] otherOrder = order;
    private KeyComparator comparator;
    private long keys;
    private int rowWidth;
    private int keyWidth;

    /** @param check is called now and then while it sorts, and may throw */
    RunSorter(Runnable check) {
        this.check = check;
    }

    /** Returns the rows there is room for. */
    int capacity() {
        return order.length;
    }

    /**
     * Sorts {@code count} key rows from {@code source} to {@code target}.
     *
     * @param prefixOffset where in a key row the first byte that may differ is
     */
    void sort(long source, long target, int count, KeyLayout layout, int prefixOffset, KeyComparator keyComparator) {
        if (order.length < count) {
            prefixes = new long[count];
            otherPrefixes = new long[count];
            order = new int[count];
            otherOrder = new int[count];
        }
        comparator = keyComparator;
        keys = source;
        rowWidth = layout.rowWidth();
        keyWidth = layout.keyWidth();
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        loadPrefixes(0, count, prefixOffset);
        sortRange(0, count, prefixOffset);
        for (int i = 0; i < count; i++) {
            copyRow(source + (long) order[i] * rowWidth, target + (long) i * rowWidth, rowWidth);
        }
    }

    private static void copyRow(long from, long to, int width) {
        for (int i = 0; i < width; i += 8) {
            RawMemory.putLong(to + i, RawMemory.getLong(from + i));
        }
    }

    /** Loads eight bytes of each key; past a key's end that is its row's number, which decides among equals only. */
    private void loadPrefixes(int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            long at = keys + (long) order[i] * rowWidth + offset;
            // With the sign flipped, a signed comparison orders unsigned bytes.
            prefixes[i] = Long.reverseBytes(RawMemory.getLong(at)) ^ Long.MIN_VALUE;
        }
    }

    /** Sorts rows whose keys are equal before {@code offset}, from which on their prefixes were loaded. */
    private void sortRange(int from, int to, int offset) {
        if (to - from < MIN_RADIX_ROWS) {
            mergeSort(from, to);
            return;
        }
        radixSort(from, to);
        if (offset + 8 >= keyWidth && !comparator.needsTexts()) {
            return;
        }
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || prefixes[i] != prefixes[start]) {
                if (i - start > 1) {
                    sortEqualPrefixes(start, i, offset + 8);
                }
                start = i;
            }
        }
    }

    private void sortEqualPrefixes(int from, int to, int offset) {
        if (comparator.needsTexts()) {
            mergeSort(from, to);
        } else {
            loadPrefixes(from, to, offset);
            sortRange(from, to, offset);
        }
    }

    /** Sorts by the prefixes, from their last byte to their first, passing over bytes that all rows share. */
    private void radixSort(int from, int to) {
        Arrays.fill(counts, 0);
        for (int i = from; i < to; i++) {
            long prefix = prefixes[i] ^ Long.MIN_VALUE;
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit * DIGIT_VALUES + (int) (prefix >>> (digit << 3) & 0xFF)]++;
            }
        }
        boolean swapped = false;
        for (int digit = 0; digit < DIGITS; digit++) {
            check.run();
            int base = digit * DIGIT_VALUES;
            int shift = digit << 3;
            if (counts[base + (int) ((prefixes[from] ^ Long.MIN_VALUE) >>> shift & 0xFF)] == to - from) {
                continue;
            }
            int place = from;
            for (int value = base; value < base + DIGIT_VALUES; value++) {
                int count = counts[value];
                counts[value] = place;
                place += count;
            }
            scatter(from, to, shift, base);
            swap();
            swapped = !swapped;
        }
        if (swapped) {
            swap();
            System.arraycopy(otherPrefixes, from, prefixes, from, to - from);
            System.arraycopy(otherOrder, from, order, from, to - from);
        }
    }

    private void scatter(int from, int to, int shift, int base) {
        long[] source = prefixes;
        long[] target = otherPrefixes;
        int[] sourceOrder = order;
        int[] targetOrder = otherOrder;
        int[] places = counts;
        for (int i = from; i < to; i++) {
            long prefix = source[i];
            int place = places[base + (int) ((prefix ^ Long.MIN_VALUE) >>> shift & 0xFF)]++;
            target[place] = prefix;
            targetOrder[place] = sourceOrder[i];
        }
    }

    private void swap() {
        long[] swappedPrefixes = prefixes;
        prefixes = otherPrefixes;
        otherPrefixes = swappedPrefixes;
        int[] swappedOrder = order;
        order = otherOrder;
        otherOrder = swappedOrder;
    }

    private void mergeSort(int first, int end) {
        for (int from = first; from < end; from += INSERTION_ROWS) {
            moved(INSERTION_ROWS);
            insertionSort(from, Math.min(end, from + INSERTION_ROWS));
        }
        boolean swapped = false;
        for (int size = INSERTION_ROWS; size < end - first; size *= 2) {
            for (int from = first; from < end; from += 2 * size) {
                moved(2 * size);
                merge(from, Math.min(end, from + size), Math.min(end, from + 2 * size));
            }
            swap();
            swapped = !swapped;
        }
        if (swapped) {
            swap();
            System.arraycopy(otherPrefixes, first, prefixes, first, end - first);
            System.arraycopy(otherOrder, first, order, first, end - first);
        }
    }

    private void moved(int rows) {
        unchecked += rows;
        if (unchecked >= ROWS_PER_CHECK) {
            unchecked = 0;
            check.run();
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
}
