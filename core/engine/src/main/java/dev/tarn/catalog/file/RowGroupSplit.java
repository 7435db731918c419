package dev.tarn.catalog.file;

import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.Split;

/**
 * A row group of a table's file.
 *
 * @param file the file
 * @param metadata what it says of itself
 * @param rowGroup the row group's index
 * @param domain what the scan's rows have in the file's columns
 */
record RowGroupSplit(TableFile file, FileMetadata metadata, int rowGroup, TupleDomain domain) implements Split {
    @Override
    public long rowCount() {
        return metadata.rowCount(rowGroup);
    }
}
