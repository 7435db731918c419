package dev.tarn.spi.metastore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A registered partition.
 *
 * @param values one for each partition column in order, as text in the one form that the engine gives equal values; null
 *     for NULL
 * @param location its folder
 * @param storage how its files are read, or null: as the table's
 * @param columns those of its files, or null: the table's
 * @param properties those of its own, which win over the table's
 */
public record Partition(
        List<String> values,
        String location,
        StorageDefinition storage,
        List<ColumnDefinition> columns,
        Map<String, String> properties) {
    public Partition {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        columns = columns == null ? null : List.copyOf(columns);
        properties = Map.copyOf(properties);
    }

    /** Makes a partition that is as its table but for its folder. */
    public static Partition of(List<String> values, String location) {
        return new Partition(values, location, null, null, Map.of());
    }
}
