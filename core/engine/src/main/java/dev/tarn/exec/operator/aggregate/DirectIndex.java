package dev.tarn.exec.operator.aggregate;

import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.type.Layout;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the groups of keys from small domains without hashing: dictionary codes and integers of a small range are
 * combined to one index into an array of group numbers. The array is right for the dictionaries and ranges of one batch
 * after another; when one changes it starts empty again. One thread.
 */
final class DirectIndex {
    private static final int LARGEST_DOMAIN = 1 << 15;
    private static final int MOST_FAILURES = 4;
    private static final int MOST_RESETS = 64;

    /** How a key column's rows become numbers below {@code size}, of which the last stands for NULL. */
    private static final class Key {
        private final int column;
        private long dictionaryId;
        private byte[] constant;
        private long low;
        private int size = 1;
        private boolean codes;

        Key(int column) {
            this.column = column;
        }
    }

    private final Key[] keys;
    private int[] numbers = new int[0];
    private int domain;
    private long[] values = new long[0];
    private int[] codes = new int[0];
    private int[] split = new int[0];
    private int[] combined = new int[0];
    private int failures;
    private int resets;
    private long rowsSinceReset;

    DirectIndex(List<Integer> keyColumns) {
        keys = keyColumns.stream().map(Key::new).toArray(Key[]::new);
    }

    /**
     * Computes the index of each row.
     *
     * @return false if the keys do not lend themselves to it; then nothing of the batch is known
     */
    boolean index(Batch batch, int[] positions, int count) {
        if (failures > MOST_FAILURES || keys.length == 0) {
            return false;
        }
        if (combined.length < count) {
            combined = new int[count];
            values = new long[count];
            codes = new int[count];
            split = new int[count];
        }
        Arrays.fill(combined, 0, count, 0);
        for (Key key : keys) {
            if (!prepare(key, batch.column(key.column), positions, count)) {
                failures++;
                domain = 0;
                return false;
            }
        }
        return adjustDomain() && combineAll(batch, positions, count);
    }

    private boolean adjustDomain() {
        long product = 1;
        for (Key key : keys) {
            product *= key.size;
            if (product > LARGEST_DOMAIN) {
                failures++;
                domain = 0;
                return false;
            }
        }
        if (domain == 0) {
            // A reset that was not earned by many rows counts against going on this way.
            resets += rowsSinceReset < product * 4 ? 1 : 0;
            rowsSinceReset = 0;
            if (resets > MOST_RESETS) {
                failures = MOST_FAILURES + 1;
                return false;
            }
            domain = (int) product;
            numbers = numbers.length < domain ? new int[domain] : numbers;
            Arrays.fill(numbers, 0, domain, 0);
        }
        return true;
    }

    private boolean combineAll(Batch batch, int[] positions, int count) {
        rowsSinceReset += count;
        for (Key key : keys) {
            if (key.size > 1) {
                combine(key, batch.column(key.column), positions, count);
            }
        }
        return true;
    }

    /** Makes the key fit the column; clears {@code domain} if what the numbers mean has changed. */
    private boolean prepare(Key key, Column column, int[] positions, int count) {
        boolean integers =
                column.layout() == Layout.INT || column.layout() == Layout.LONG || column.layout() == Layout.BYTE;
        if (column.encoding() == Encoding.DICTIONARY
                && column.dictionaryId() != 0
                && column.dictionary().rowCount() < LARGEST_DOMAIN) {
            if (!key.codes || key.dictionaryId != column.dictionaryId()) {
                key.codes = true;
                key.dictionaryId = column.dictionaryId();
                key.constant = null;
                key.size = column.dictionary().rowCount() + 1;
                domain = 0;
            }
            return true;
        }
        if (column.encoding() == Encoding.CONSTANT && column.layout() == Layout.BYTES) {
            byte[] constant = column.isNull(0) ? null : column.bytesAt(0);
            if (key.size != 1 || key.codes || !Arrays.equals(constant, key.constant)) {
                key.codes = false;
                key.constant = constant;
                key.size = 1;
                domain = 0;
            }
            return true;
        }
        return integers && prepareRange(key, column, positions, count);
    }

    private boolean prepareRange(Key key, Column column, int[] positions, int count) {
        LoadKernels.longs(column, positions, count, values);
        int valid = count;
        if (column.mayHaveNulls()) {
            valid = LoadKernels.notNull(column, positions, count, split);
            for (int j = valid; j < count; j++) {
                values[split[j]] = valid > 0 ? values[split[0]] : key.low;
            }
        }
        long least = values[0];
        long greatest = values[0];
        for (int k = 1; k < count; k++) {
            least = Math.min(least, values[k]);
            greatest = Math.max(greatest, values[k]);
        }
        boolean known = !key.codes && key.constant == null && key.size > 1;
        if (known && least >= key.low && greatest - (key.size - 2) <= key.low) {
            return true;
        }
        long low = known ? Math.min(least, key.low) : least;
        long high = known ? Math.max(greatest, key.low + key.size - 2) : greatest;
        long range = high - low;
        if (range < 0 || range > LARGEST_DOMAIN - 2) {
            return false;
        }
        // A range that had to grow once is given room on both sides.
        long slack = known && 2 * range + 2 <= LARGEST_DOMAIN && low > Long.MIN_VALUE + range ? range / 2 : 0;
        key.codes = false;
        key.constant = null;
        key.low = low - slack;
        key.size = (int) (range + 2 * slack + 2);
        domain = 0;
        return true;
    }

    private void combine(Key key, Column column, int[] positions, int count) {
        int nulls = count;
        if (key.codes) {
            LoadKernels.codes(column, positions, count, codes);
        } else {
            LoadKernels.longs(column, positions, count, values);
            for (int k = 0; k < count; k++) {
                codes[k] = (int) (values[k] - key.low);
            }
        }
        boolean ownNulls = key.codes ? column.validityAddress() != 0 : column.mayHaveNulls();
        if (ownNulls) {
            nulls = LoadKernels.notNull(column, positions, count, split);
            for (int j = nulls; j < count; j++) {
                codes[split[j]] = key.size - 1;
            }
        }
        int size = key.size;
        for (int k = 0; k < count; k++) {
            combined[k] = combined[k] * size + codes[k];
        }
    }

    /**
     * Looks the rows of the last {@link #index} up.
     *
     * @param found gets the group numbers
     * @param missing gets those k whose group is not known yet
     * @return how many those are
     */
    int lookUp(int count, int[] found, int[] missing) {
        int misses = 0;
        for (int k = 0; k < count; k++) {
            int number = numbers[combined[k]];
            found[k] = number - 1;
            if (number == 0) {
                missing[misses++] = k;
            }
        }
        return misses;
    }

    /** Notes the group of row k of the last {@link #index}. */
    void learn(int k, int number) {
        numbers[combined[k]] = number + 1;
    }

    /** Forgets all groups: their numbers have been given to others. */
    void clear() {
        Arrays.fill(numbers, 0, Math.min(domain, numbers.length), 0);
    }
}
