package dev.tarn.spi.metastore;

import java.util.List;
import java.util.Map;

/**
 * A table over files.
 *
 * @param columns those of the files
 * @param partitionColumns the outermost first
 * @param bucketing null if there is none
 * @param location a folder, file or pattern
 * @param comment null if there is none
 * @param properties those of TBLPROPERTIES, as they were spelled
 */
public record TableDefinition(
        List<ColumnDefinition> columns,
        List<ColumnDefinition> partitionColumns,
        StorageDefinition storage,
        Bucketing bucketing,
        String location,
        String comment,
        Map<String, String> properties)
        implements RelationDefinition {
    public TableDefinition {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
        properties = Map.copyOf(properties);
    }

    @Override
    public RelationKind kind() {
        return RelationKind.TABLE;
    }
}
