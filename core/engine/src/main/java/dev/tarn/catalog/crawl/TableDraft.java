package dev.tarn.catalog.crawl;

import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.spi.metastore.Partition;
import java.util.List;

/**
 * What the catalog should know of a table that was found.
 *
 * @param definition the table
 * @param partitions its partitions
 * @param format the format and compression, for people
 * @param fileCount how many files it has
 * @param openedCount how many of them were looked at
 * @param notes what was decided between files that differ, a line each
 * @param conflicts what is left out and why, a line each
 */
public record TableDraft(
        FileTableDefinition definition,
        List<Partition> partitions,
        String format,
        int fileCount,
        int openedCount,
        List<String> notes,
        List<String> conflicts) {
    public TableDraft {
        partitions = List.copyOf(partitions);
        notes = List.copyOf(notes);
        conflicts = List.copyOf(conflicts);
    }
}
