package dev.tarn.catalog.file;

import dev.tarn.spi.storage.FileEntry;
import java.util.List;

/**
 * A file of a table.
 *
 * @param entry the file
 * @param partition the value of each partition column, in the representation of
 *     {@link dev.tarn.spi.predicate.Domain}; null for NULL
 */
record TableFile(FileEntry entry, List<Object> partition) {
    TableFile {
        partition = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(partition));
    }
}
