package dev.tarn.catalog;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.metastore.Bucketing;
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
 * @param storage how the files are read
 * @param bucketing what CLUSTERED BY says, or null; files are read without it
 * @param location the folder, or a file or pattern
 * @param comment null if there is none
 * @param properties those of TBLPROPERTIES as they were spelled
 */
public record FileTableDefinition(
        List<String> name,
        List<ColumnSchema> fileColumns,
        List<ColumnSchema> partitionColumns,
        FileStorage storage,
        Bucketing bucketing,
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

    /** Makes a table without buckets. */
    public FileTableDefinition(
            List<String> name,
            List<ColumnSchema> fileColumns,
            List<ColumnSchema> partitionColumns,
            FileStorage storage,
            Location location,
            String comment,
            Map<String, String> properties) {
        this(name, fileColumns, partitionColumns, storage, null, location, comment, properties);
    }

    /** Returns what the files' format is told. */
    public FormatOptions options() {
        return storage.options(properties, fileColumns);
    }

    @Override
    public List<ColumnSchema> columns() {
        List<ColumnSchema> all = new ArrayList<>(fileColumns);
        all.addAll(partitionColumns);
        return all;
    }
}
