package dev.tarn.spi.metastore;

import java.util.List;

/**
 * CLUSTERED BY ... [SORTED BY ...] INTO n BUCKETS.
 *
 * @param columns lower case
 * @param sortedBy each a column, and {@code desc} behind it if so
 */
public record Bucketing(List<String> columns, List<String> sortedBy, int count) {
    public Bucketing {
        columns = List.copyOf(columns);
        sortedBy = List.copyOf(sortedBy);
    }
}
