package dev.tarn.catalog;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table over the files of a folder, as CREATE EXTERNAL TABLE declared it.
 *
 * @param name catalog, schema and table
 * @param fileColumns the columns that the files have
 * @param partitionColumns the columns that the names of folders have, the outermost first
 * @param format the format's name, upper case
 * @param location the folder
 * @param comment null if there is none
 */
public record FileTableDefinition(
        List<String> name,
        List<ColumnSchema> fileColumns,
        List<ColumnSchema> partitionColumns,
        String format,
        Location location,
        String comment,
        Map<String, String> properties)
        implements CatalogEntry {
    public FileTableDefinition {
        name = List.copyOf(name);
        fileColumns = List.copyOf(fileColumns);
        partitionColumns = List.copyOf(partitionColumns);
        properties = Map.copyOf(properties);
    }

    @Override
    public List<ColumnSchema> columns() {
        List<ColumnSchema> all = new ArrayList<>(fileColumns);
        all.addAll(partitionColumns);
        return all;
    }
}
