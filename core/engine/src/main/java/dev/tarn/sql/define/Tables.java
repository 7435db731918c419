package dev.tarn.sql.define;

import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.storage.Location;
import java.util.List;
import java.util.Map;

/** Tables like others but for one part. */
final class Tables {
    private Tables() {}

    static FileTableDefinition withColumns(FileTableDefinition table, List<ColumnSchema> fileColumns) {
        return new FileTableDefinition(
                table.name(),
                fileColumns,
                table.partitionColumns(),
                table.storage(),
                table.bucketing(),
                table.location(),
                table.comment(),
                table.properties());
    }

    static FileTableDefinition withLocation(FileTableDefinition table, Location location) {
        return new FileTableDefinition(
                table.name(),
                table.fileColumns(),
                table.partitionColumns(),
                table.storage(),
                table.bucketing(),
                location,
                table.comment(),
                table.properties());
    }

    static FileTableDefinition withProperties(
            FileTableDefinition table, Map<String, String> properties, String comment) {
        return new FileTableDefinition(
                table.name(),
                table.fileColumns(),
                table.partitionColumns(),
                table.storage(),
                table.bucketing(),
                table.location(),
                comment,
                properties);
    }
}
