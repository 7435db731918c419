package dev.tarn.catalog.file;

import dev.tarn.spi.storage.FileEntry;
import java.util.List;

/**
 * A file of a table.
 *
 * @param entry the file
 * @param partition the value of each partition column, in the representation of
 *     {@link dev.tarn.spi.predicate.Domain}; null for NULL
 * @param reading how it is read, or null: as the table's
 */
record TableFile(FileEntry entry, List<Object> partition, FileReading reading) {
    TableFile {
        partition = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(partition));
    }

    TableFile(FileEntry entry, List<Object> partition) {
        this(entry, partition, null);
    }
}
