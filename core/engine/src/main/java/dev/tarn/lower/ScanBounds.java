package dev.tarn.lower;

import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.type.Type;
import java.math.BigInteger;

/** Bounds that a table's statistics prove. */
final class ScanBounds {
    /** What is built on row counts leaves room. */
    private static final long ROW_MARGIN = 4;

    private ScanBounds() {}

    /** Returns the bounds of a column, null if it is no integer or DECIMAL. */
    static ValueRange of(Type type, ColumnStatistics known) {
        ValueRange all = ValueRange.ofType(type);
        if (all == null || known.min() == null || known.max() == null) {
            return all;
        }
        BigInteger low = whole(known.min());
        BigInteger high = whole(known.max());
        return low.compareTo(high) > 0 ? all : all.narrow(new ValueRange(low, high));
    }

    private static BigInteger whole(Object value) {
        return value instanceof BigInteger big ? big : BigInteger.valueOf((Long) value);
    }

    /** Returns more rows than there are, or null if that is unknown. */
    static BigInteger maxRows(TableStatistics statistics) {
        return statistics.rowCount() <= 0 || !statistics.rowCountIsExact()
                ? null
                : BigInteger.valueOf(statistics.rowCount()).multiply(BigInteger.valueOf(ROW_MARGIN));
    }
}
