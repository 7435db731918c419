package dev.tarn.spi.metastore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted of a table or a partition once; the files may have changed since.
 *
 * @param partition the partition's values, or null for the whole table
 * @param rowCount -1 if unknown
 * @param fileCount -1 if unknown
 * @param sizeBytes -1 if unknown
 * @param collected when, in milliseconds
 * @param columns by name
 */
public record CollectedStatistics(
        List<String> partition,
        long rowCount,
        long fileCount,
        long sizeBytes,
        Instant collected,
        Map<String, CollectedColumn> columns) {
    public CollectedStatistics {
        partition = partition == null ? null : Collections.unmodifiableList(new ArrayList<>(partition));
        columns = Map.copyOf(columns);
    }

    /**
     * Returns this with other sketches.
     *
     * @param sketches by column; those that are not there get none
     */
    public CollectedStatistics withSketches(Map<String, byte[]> sketches) {
        Map<String, CollectedColumn> changed = new HashMap<>();
        columns.forEach((name, column) -> changed.put(name, column.withSketch(sketches.get(name))));
        return new CollectedStatistics(partition, rowCount, fileCount, sizeBytes, collected, changed);
    }
}
