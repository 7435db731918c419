package dev.tarn.catalog.file;

import dev.tarn.spi.storage.FileEntry;
import java.util.List;

/**
 * How much some files are.
 *
 * @param count how many
 * @param bytes their lengths together
 * @param newestMillis when the last of them was changed, or 0 if there is none
 */
public record FileTotals(long count, long bytes, long newestMillis) {
    static FileTotals of(List<FileEntry> files) {
        long bytes = 0;
        long newest = 0;
        for (FileEntry file : files) {
            bytes += file.sizeBytes();
            newest = Math.max(newest, file.modifiedMillis());
        }
        return new FileTotals(files.size(), bytes, newest);
    }
}
