package dev.tarn.spi.catalog;

import java.util.Map;

/**
 * What is known of a table's rows without reading them.
 *
 * @param rowCount the number of rows
 * @param rowCountIsExact whether there are not more rows than that, else it is an estimate
 * @param columns what is known by column name; a column that is not there is unknown
 */
public record TableStatistics(long rowCount, boolean rowCountIsExact, Map<String, ColumnStatistics> columns) {
    public TableStatistics {
        columns = Map.copyOf(columns);
    }

    /** Makes statistics whose number of rows is exact. */
    public TableStatistics(long rowCount, Map<String, ColumnStatistics> columns) {
        this(rowCount, true, columns);
    }

    public ColumnStatistics column(String name) {
        return columns.getOrDefault(name, ColumnStatistics.UNKNOWN);
    }
}
