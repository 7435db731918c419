package dev.tarn.catalog.crawl;

import dev.tarn.catalog.file.FileShape;
import dev.tarn.spi.storage.Location;
import java.util.List;

/**
 * A table as the folders and files show it, before its columns are.
 *
 * @param location a folder, a file or a pattern
 * @param baseName what a name for the table is made of
 * @param keys the names of the partition columns, the outermost first
 * @param partitions its partitions; one without values if it has no keys
 * @param conflicts what lies in its folder and does not belong to it, and why, a line each
 */
public record FoundTable(
        Location location,
        String baseName,
        List<String> keys,
        List<FoundPartition> partitions,
        List<String> conflicts) {
    public FoundTable {
        keys = List.copyOf(keys);
        partitions = List.copyOf(partitions);
        conflicts = List.copyOf(conflicts);
    }

    List<FileShape> files() {
        return partitions.stream()
                .flatMap(partition -> partition.files().stream())
                .toList();
    }
}
