package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the folders of a table's partitions: one level {@code key=value} for each partition column. Folders of other names
 * are passed over, as Hive does.
 */
final class PartitionPlaces {
    private final TableStorage storage;
    private final List<ColumnSchema> columns;

    PartitionPlaces(TableStorage storage, List<ColumnSchema> columns) {
        this.storage = storage;
        this.columns = columns;
    }

    /** Returns them in the order of their names. */
    List<PartitionPlace> below(Location folder) {
        List<PartitionPlace> places = List.of(new PartitionPlace(folder, List.of(), null));
        for (ColumnSchema column : columns) {
            List<Location> folders =
                    places.stream().map(PartitionPlace::location).toList();
            List<FolderListing> listings =
                    storage.all(folders, location -> storage.fileSystem().list(location));
            List<PartitionPlace> next = new ArrayList<>();
            for (int i = 0; i < listings.size(); i++) {
                for (Location child : listings.get(i).folders()) {
                    add(child, places.get(i), column, next);
                }
            }
            places = next;
        }
        return places;
    }

    private static void add(Location child, PartitionPlace parent, ColumnSchema column, List<PartitionPlace> places) {
        PartitionFolder folder = PartitionFolder.parse(child.name());
        if (folder == null
                || HiddenNames.isHidden(child.name())
                || !folder.key().equals(column.name())) {
            return;
        }
        if (parent.values() == null) {
            places.add(new PartitionPlace(child, null, parent.problem()));
            return;
        }
        try {
            List<String> values = new ArrayList<>(parent.values());
            values.add(PartitionValues.canonical(folder.value(), column.type(), column.name()));
            places.add(new PartitionPlace(child, values, null));
        } catch (TarnException e) {
            places.add(new PartitionPlace(child, null, e.detail()));
        }
    }
}
