package dev.tarn.catalog.write;

import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.storage.PendingFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A file that is complete and waits to be committed.
 *
 * @param partition the values of its partition as text, null for NULL; empty without partitions
 */
public record WrittenPart(PendingFile file, List<String> partition, FileStatistics statistics) {
    public WrittenPart {
        partition = Collections.unmodifiableList(new ArrayList<>(partition));
    }
}
