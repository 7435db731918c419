package dev.tarn.catalog.write;

import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.Location;
import java.util.List;

/**
 * Where the rows of a statement go. Immutable.
 *
 * @param operation the statement's kind, as {@code INSERT}
 * @param definition the table as it is or will be; null for UNLOAD
 * @param existing the table as the catalog has it, for INSERT; null else
 * @param location the folder
 * @param mustBeEmpty whether nothing may lie there
 * @param fileColumns the columns of the files
 * @param partitionColumns the columns that folders are named by, behind those
 * @param bucketColumns the columns of the files that rows are dealt out to buckets by; none without buckets
 * @param bucketCount 0 without buckets
 * @param options how the format writes, with the order of the files' rows; without an allocator
 * @param position where the statement names the target
 */
public record WriteTarget(
        String operation,
        FileTableDefinition definition,
        StoredEntry existing,
        FileSystem fileSystem,
        Location location,
        boolean mustBeEmpty,
        FileFormat format,
        WriteOptions options,
        List<ColumnSchema> fileColumns,
        List<ColumnSchema> partitionColumns,
        List<Integer> bucketColumns,
        int bucketCount,
        InStatement position) {
    public WriteTarget {
        fileColumns = List.copyOf(fileColumns);
        partitionColumns = List.copyOf(partitionColumns);
        bucketColumns = List.copyOf(bucketColumns);
    }

    /** Returns whether the statement makes a table. */
    public boolean createsTable() {
        return definition != null && existing == null;
    }

    /** Returns what EXPLAIN calls the target. */
    public String description() {
        return definition == null
                ? "files"
                : definition.name().get(1) + "." + definition.name().get(2);
    }
}
