package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.storage.Location;
import java.util.List;
import java.util.Optional;

/**
 * What the files that a path names were taken for.
 *
 * @param location a location whose files, read by a declared table, are those of the path
 * @param format the format's name
 * @param fileCount how many files there are
 * @param sizeBytes their size together
 * @param rowCount their rows together
 * @param rowCountIsExact whether that is no estimate
 * @param columns the columns of the files
 * @param partitionColumns the columns that folders have
 * @param inference how the first file is read, if it had to be found out
 * @param otherwise the first file that is read in another way than the first of all, if any
 * @param notes what was found out and why, a line each
 */
public record PathDescription(
        Location location,
        String format,
        int fileCount,
        long sizeBytes,
        long rowCount,
        boolean rowCountIsExact,
        List<ColumnSchema> columns,
        List<ColumnSchema> partitionColumns,
        Optional<Inference> inference,
        Optional<Location> otherwise,
        List<String> notes) {
    public PathDescription {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
        notes = List.copyOf(notes);
    }
}
