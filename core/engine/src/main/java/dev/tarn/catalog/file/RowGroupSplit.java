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
 * @param shared what it is read with together with its neighbours, or null
 */
record RowGroupSplit(TableFile file, FileMetadata metadata, int rowGroup, TupleDomain domain, SharedReads shared)
        implements Split {
    RowGroupSplit(TableFile file, FileMetadata metadata, int rowGroup, TupleDomain domain) {
        this(file, metadata, rowGroup, domain, null);
    }

    /** Returns the same split, read together with its neighbours. */
    RowGroupSplit sharing(SharedReads reads) {
        return new RowGroupSplit(file, metadata, rowGroup, domain, reads);
    }

    @Override
    public long rowCount() {
        return metadata.rowCount(rowGroup);
    }

    @Override
    public long orderRows() {
        return shared == null ? rowCount() : shared.orderRows();
    }
}
