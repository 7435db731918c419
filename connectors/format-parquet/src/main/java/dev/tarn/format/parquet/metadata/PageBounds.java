package dev.tarn.format.parquet.metadata;

import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.predicate.Domain;
import org.apache.parquet.format.Statistics;

/** Turns what an index says of a page into bounds that hold, by the rules for column chunks. */
public final class PageBounds {
    private PageBounds() {}

    /** Returns the bounds of a page's values, none where they prove nothing. */
    public static ColumnStatistics of(ParquetColumn column, ColumnOrders.Order order, byte[] min, byte[] max) {
        Statistics statistics = new Statistics();
        statistics.setMin_value(min);
        statistics.setMax_value(max);
        Object[] bounds = ChunkStatistics.bounds(column, statistics, order);
        if (bounds == null || bounds[0] != null && bounds[1] != null && Domain.compare(bounds[0], bounds[1]) > 0) {
            return ColumnStatistics.UNKNOWN;
        }
        return new ColumnStatistics(bounds[0], bounds[1], false, -1, -1);
    }
}
