package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.predicate.Domain;
import java.math.BigInteger;

/** Makes one column's statistics from those of its row groups. Not thread-safe. */
final class StatisticsMerge {
    /** A row group with fewer distinct values than this part of its rows has likely seen most there are. */
    private static final double SATURATED = 0.2;

    private Object min;
    private Object max;
    private boolean bounded = true;
    private boolean exact = true;
    private long nullCount;
    private long rows;
    private long distinctMax;
    private double distinctSum;
    private boolean distinctKnown = true;
    private boolean saturated = true;

    /** Adds a row group of {@code rowCount} rows, of which {@code allNull} says whether each is known to be NULL. */
    void add(ColumnStatistics part, long rowCount, boolean allNull) {
        rows += rowCount;
        nullCount = nullCount < 0 || part.nullCount() < 0 ? -1 : nullCount + part.nullCount();
        if (!allNull) {
            addBounds(part);
            addDistinct(part, rowCount);
        }
    }

    private void addBounds(ColumnStatistics part) {
        if (part.min() == null || part.max() == null) {
            bounded = false;
            return;
        }
        exact &= part.exact();
        min = min == null || Domain.compare(part.min(), min) < 0 ? part.min() : min;
        max = max == null || Domain.compare(part.max(), max) > 0 ? part.max() : max;
    }

    private void addDistinct(ColumnStatistics part, long rowCount) {
        if (part.distinctCount() < 0) {
            distinctKnown = false;
            return;
        }
        distinctMax = Math.max(distinctMax, part.distinctCount());
        distinctSum += part.distinctCount();
        saturated &= part.distinctCount() < rowCount * SATURATED;
    }

    /** Returns what is known of all row groups together. */
    ColumnStatistics result() {
        boolean hasBounds = bounded && min != null;
        return new ColumnStatistics(
                hasBounds ? min : null, hasBounds ? max : null, hasBounds && exact, nullCount, distinctCount());
    }

    private long distinctCount() {
        if (!distinctKnown || rows == 0) {
            return -1;
        }
        double most = saturated && !isSpreadOut() ? distinctMax : distinctSum;
        return (long) Math.min(Math.min(most, (double) rows), width());
    }

    /** Returns whether the values are too many for one row group to have seen them, as keys in order are. */
    private boolean isSpreadOut() {
        return width() != Double.MAX_VALUE && width() <= distinctSum && width() > distinctMax;
    }

    /** Returns how many whole numbers the bounds have between them. */
    private double width() {
        if (!bounded || min == null) {
            return Double.MAX_VALUE;
        }
        if (min instanceof Long low && max instanceof Long high) {
            return (double) high - low + 1;
        }
        if (min instanceof BigInteger low && max instanceof BigInteger high) {
            return high.subtract(low).doubleValue() + 1;
        }
        return Double.MAX_VALUE;
    }
}
