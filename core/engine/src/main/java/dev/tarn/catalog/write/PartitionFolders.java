package dev.tarn.catalog.write;

import dev.tarn.catalog.file.PartitionFolder;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.List;

/** The folders and values of partitions that are written. */
final class PartitionFolders {
    private PartitionFolders() {}

    /** Returns {@code key=value} folders below a table's. */
    static Location of(Location root, List<ColumnSchema> columns, List<String> values) {
        Location folder = root;
        for (int i = 0; i < values.size(); i++) {
            folder = folder.child(PartitionFolder.name(columns.get(i).name(), values.get(i)));
        }
        return folder;
    }

    /** Returns values in the one form that the catalog has for each. */
    static List<String> canonical(List<ColumnSchema> columns, List<String> values) {
        List<String> canonical = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ColumnSchema column = columns.get(i);
            canonical.add(PartitionValues.canonical(values.get(i), column.type(), column.name()));
        }
        return canonical;
    }
}
