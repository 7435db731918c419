package dev.tarn.exec.operator.join;

import dev.tarn.kernel.JoinKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Column;
import java.util.List;

/**
 * How key columns of integers become one number from 0 to {@link #domain} - 1: each by its distance from the least build
 * key. Immutable.
 *
 * @param lows the least build key of each column
 * @param sizes how many integers there are from the least to the greatest
 * @param domain the product of the sizes
 */
record PackedKeys(long[] lows, long[] sizes, long domain) {
    /** Returns the packing for keys of these ranges, or null if there is none. */
    static PackedKeys of(List<KeyRange> ranges) {
        long domain = 1;
        long[] lows = new long[ranges.size()];
        long[] sizes = new long[ranges.size()];
        for (int i = 0; i < lows.length; i++) {
            KeyRange range = ranges.get(i);
            if (!range.isKnown() || range.size() == 0 || Math.multiplyHigh(domain, range.size()) != 0) {
                return null;
            }
            lows[i] = range.low();
            sizes[i] = range.size();
            domain *= sizes[i];
            if (domain <= 0 || domain > 1L << 62) {
                return null;
            }
        }
        return new PackedKeys(lows, sizes, domain);
    }

    /** Packs the keys of batches. Reuses its memory; one thread. */
    static final class Reader {
        private final PackedKeys keys;
        private long[] values = new long[0];
        private long[] packed = new long[0];
        private int[] split = new int[0];

        Reader(PackedKeys keys) {
            this.keys = keys;
        }

        /**
         * Packs rows.
         *
         * @param columns the key columns
         * @param positions the rows, or null for the first {@code count}
         * @return the numbers, -1 for a row with a NULL or outside the ranges; valid until the next call
         */
        long[] read(Column[] columns, int[] positions, int count) {
            if (packed.length < count) {
                values = new long[count];
                packed = new long[count];
                split = new int[count];
            }
            for (int i = 0; i < columns.length; i++) {
                LoadKernels.longs(columns[i], positions, count, values);
                if (i == 0) {
                    JoinKernels.pack(values, count, keys.lows[i], keys.sizes[i], packed);
                } else {
                    JoinKernels.packNext(values, count, keys.lows[i], keys.sizes[i], packed);
                }
            }
            for (Column column : columns) {
                if (column.mayHaveNulls()) {
                    int valid = LoadKernels.notNull(column, positions, count, split);
                    for (int j = valid; j < count; j++) {
                        packed[split[j]] = -1;
                    }
                }
            }
            return packed;
        }
    }
}
