package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
            // What vanishes meanwhile has no partitions; the table's own folder must be there.
            List<FolderListing> listings = storage.isRemote() || column != columns.get(0)
                    ? storage.listIfThere(folders)
                    : List.of(storage.fileSystem().list(folder));
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

    /**
     * Leaves out the places that have files, but none that counts: those of writes that are not committed.
     *
     * @param visible which files count, by their names without folders
     */
    List<PartitionPlace> withVisibleFiles(List<PartitionPlace> places, Predicate<String> visible) {
        List<FolderListing> listings = storage.listIfThere(
                places.stream().map(PartitionPlace::location).toList());
        List<PartitionPlace> left = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Content content = content(listings.get(i), visible);
            if (content != Content.HIDDEN) {
                left.add(places.get(i));
            }
        }
        return left;
    }

    private enum Content {
        NONE,
        HIDDEN,
        VISIBLE
    }

    private Content content(FolderListing listing, Predicate<String> visible) {
        Content content = listing.files().isEmpty() ? Content.NONE : Content.HIDDEN;
        for (FileEntry file : listing.files()) {
            String name = file.location().name();
            if (!HiddenNames.isHidden(name) && visible.test(name)) {
                return Content.VISIBLE;
            }
        }
        for (FolderListing below : storage.listIfThere(listing.folders())) {
            Content found = content(below, visible);
            if (found == Content.VISIBLE) {
                return found;
            }
            content = found == Content.HIDDEN ? found : content;
        }
        return content;
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
