package dev.tarn.exec.operator.write;

import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.storage.PendingFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A file that is complete and waits to be committed.
 *
 * @param partition the values of the partition as text, null for NULL; empty without partitions
 */
public record WrittenFile(PendingFile file, List<String> partition, FileStatistics statistics) {
    public WrittenFile {
        partition = Collections.unmodifiableList(new ArrayList<>(partition));
    }
}
