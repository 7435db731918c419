package dev.tarn.catalog.crawl;

import dev.tarn.catalog.file.FileShape;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The folder of a partition and its files; in a table without partitions the table's own.
 *
 * @param values what the folders' names say, the outermost first, null for NULL
 * @param files the files in and below the folder
 */
record FoundPartition(Location folder, List<String> values, List<FileShape> files) {
    FoundPartition {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        files = List.copyOf(files);
    }
}
