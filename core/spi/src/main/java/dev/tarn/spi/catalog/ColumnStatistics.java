package dev.tarn.spi.catalog;

/**
 * What is known of a column's values without reading them. Bounds are in the representation of
 * {@link dev.tarn.spi.predicate.Domain}; they hold for every value (a truncated or rounded bound is widened), so they may
 * be used to prune; with {@code exact} they are values that occur.
 *
 * @param min the lower bound, or null if unknown
 * @param max the upper bound, or null if unknown
 * @param exact whether both bounds are values that occur
 * @param nullCount how many rows are NULL, or -1 if unknown
 * @param distinctCount how many values differ, exact or estimated, or -1 if unknown
 */
public record ColumnStatistics(Object min, Object max, boolean exact, long nullCount, long distinctCount) {
    public static final ColumnStatistics UNKNOWN = new ColumnStatistics(null, null, false, -1, -1);
}
