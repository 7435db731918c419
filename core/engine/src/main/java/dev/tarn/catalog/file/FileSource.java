package dev.tarn.catalog.file;

import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanMetrics;
import java.util.List;

/** Where a table's files come from: a folder with partitions, or files that are known already. Thread-safe. */
interface FileSource {
    /** Returns whether {@link #files} can answer for a predicate; if not, it says why. */
    default boolean canFind(TupleDomain predicate) {
        return true;
    }

    /** Returns the values of the partitions that {@code predicate} allows, each once; of those without files where known. */
    default List<List<Object>> partitions(TupleDomain predicate) {
        return files(predicate, new ScanMetrics()).stream()
                .map(TableFile::partition)
                .distinct()
                .toList();
    }

    /**
     * Returns the files of the partitions that {@code predicate} allows, in the order of their paths. May block.
     *
     * @param metrics counts partitions, and files of those that are left
     */
    List<TableFile> files(TupleDomain predicate, ScanMetrics metrics);
}
