package dev.tarn.spi.catalog;

import java.util.Map;

/**
 * What is known of a table's rows without reading them.
 *
 * @param rowCount the number of rows, exact or estimated
 * @param columns what is known by column name; a column that is not there is unknown
 */
public record TableStatistics(long rowCount, Map<String, ColumnStatistics> columns) {
    public TableStatistics {
        columns = Map.copyOf(columns);
    }

    public ColumnStatistics column(String name) {
        return columns.getOrDefault(name, ColumnStatistics.UNKNOWN);
    }
}
