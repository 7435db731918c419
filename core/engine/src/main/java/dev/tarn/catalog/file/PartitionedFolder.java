package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The files below a folder, one level of folders {@code key=value} for each partition column. Only folders of partitions
 * that a predicate allows are listed, each once. As in Hive, files and folders that do not lie in a partition are not
 * part of the table, and neither are hidden ones. A location that is a file stands for itself. Where folders are only what
 * names have in common, one that no name begins with has no files; elsewhere it is an error that it is not there.
 */
final class PartitionedFolder implements FileSource {
    /** A folder, and the values of the partition columns that lead to it. */
    private record Place(Location folder, List<Object> values) {}

    private final TableStorage storage;
    private final Location folder;
    private final List<ColumnSchema> partitionColumns;
    private final Predicate<String> visible;
    private final Map<Location, FolderListing> listings = new ConcurrentHashMap<>();
    private Optional<FileEntry> instead;

    /** Makes a source of the files whose names are {@code visible}. */
    PartitionedFolder(
            TableStorage storage, Location folder, List<ColumnSchema> partitionColumns, Predicate<String> visible) {
        this.storage = storage;
        this.folder = folder;
        this.partitionColumns = List.copyOf(partitionColumns);
        this.visible = visible;
    }

    @Override
    public List<TableFile> files(TupleDomain predicate, ScanMetrics metrics) {
        if (partitionColumns.isEmpty()) {
            Optional<FileEntry> file = fileInsteadOfFolder();
            if (file.isPresent()) {
                if (!visible.test(file.get().location().name())) {
                    return List.of();
                }
                metrics.filesTotal.increment();
                return List.of(new TableFile(file.get(), List.of()));
            }
        }
        List<Place> places = List.of(new Place(folder, List.of()));
        for (ColumnSchema column : partitionColumns) {
            places = partitions(places, column, predicate, metrics);
        }
        if (!partitionColumns.isEmpty()) {
            metrics.partitionsTotal.add(places.size());
        }
        List<TableFile> files = new ArrayList<>();
        List<FolderListing> contents = list(places.stream().map(Place::folder).toList());
        for (int i = 0; i < contents.size(); i++) {
            addFiles(contents.get(i), places.get(i).values, metrics, files);
        }
        return files;
    }

    /** Returns the file that the location names, empty if it is a folder. */
    private synchronized Optional<FileEntry> fileInsteadOfFolder() {
        if (instead == null) {
            instead = findFileInsteadOfFolder();
        }
        return instead;
    }

    private Optional<FileEntry> findFileInsteadOfFolder() {
        TarnException missing = null;
        try {
            FolderListing listing = listing(folder);
            if (!listing.files().isEmpty() || !listing.folders().isEmpty()) {
                return Optional.empty();
            }
        } catch (TarnException e) {
            if (e.code() != ErrorCode.PATH_NOT_FOUND) {
                throw e;
            }
            missing = e;
        }
        Optional<FileEntry> file = storage.fileSystem().file(folder);
        if (file.isEmpty() && missing != null) {
            throw missing;
        }
        return file;
    }

    private List<FolderListing> list(List<Location> folders) {
        return storage.all(folders, this::listing);
    }

    private FolderListing listing(Location location) {
        FolderListing known = listings.get(location);
        if (known != null) {
            return known;
        }
        FolderListing listing = fetch(location);
        FolderListing earlier = listings.putIfAbsent(location, listing);
        return earlier == null ? listing : earlier;
    }

    /** Lists a folder; one that vanished since its parent was listed has no files, but the table's own must be there. */
    private FolderListing fetch(Location location) {
        if (!location.equals(folder) || storage.isRemote()) {
            return storage.listIfThere(location);
        }
        try {
            return storage.fileSystem().list(location);
        } catch (TarnException e) {
            throw e.code() != ErrorCode.PATH_NOT_FOUND
                    ? e
                    : new TarnException(
                            ErrorCode.PATH_NOT_FOUND,
                            InFile.of(folder.text()),
                            "there is no such folder; create it, or give the table another LOCATION",
                            e);
        }
    }

    /**
     * Returns listings of folders that have at least those of partitions that a predicate allows: where names of others are
     * not asked for and none is found, the folder may be written otherwise, and is listed as a whole.
     */
    private List<FolderListing> listPartitions(List<Location> folders, ColumnSchema column, TupleDomain predicate) {
        String prefix = storage.isRemote()
                ? PartitionNames.prefix(column, predicate.domain(column.name()).orElse(null))
                : "";
        return prefix.isEmpty()
                ? list(folders)
                : storage.all(folders, location -> {
                    FolderListing wanted = storage.fileSystem().list(location, prefix);
                    return wanted.folders().isEmpty() ? listing(location) : wanted;
                });
    }

    /** Returns the folders one level further down that may have rows of the predicate. */
    private List<Place> partitions(
            List<Place> parents, ColumnSchema column, TupleDomain predicate, ScanMetrics metrics) {
        List<Place> places = new ArrayList<>();
        List<FolderListing> contents =
                listPartitions(parents.stream().map(Place::folder).toList(), column, predicate);
        for (int i = 0; i < contents.size(); i++) {
            for (Location child : contents.get(i).folders()) {
                addPartition(child, parents.get(i).values, column, predicate, metrics, places);
            }
        }
        return places;
    }

    private static void addPartition(
            Location child,
            List<Object> parentValues,
            ColumnSchema column,
            TupleDomain predicate,
            ScanMetrics metrics,
            List<Place> places) {
        PartitionFolder partition = PartitionFolder.parse(child.name());
        if (partition == null || HiddenNames.isHidden(child.name())) {
            return;
        }
        if (!partition.key().equals(column.name())) {
            throw new TarnException(
                    ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                    InFile.of(child.text()),
                    "the folder's partition column is " + partition.key() + " where the table has " + column.name()
                            + "; declare the partition columns in the order of the folders");
        }
        Object value = PartitionValues.parse(partition.value(), column.type(), child, column.name());
        Domain domain = predicate.domain(column.name()).orElse(null);
        if (domain != null && !domain.contains(value)) {
            metrics.partitionsTotal.increment();
            metrics.partitionsPruned.increment();
            return;
        }
        List<Object> values = new ArrayList<>(parentValues);
        values.add(value);
        places.add(new Place(child, values));
    }

    private void addFiles(FolderListing listing, List<Object> values, ScanMetrics metrics, List<TableFile> files) {
        for (FileEntry file : listing.files()) {
            String name = file.location().name();
            if (!HiddenNames.isHidden(name) && visible.test(name)) {
                metrics.filesTotal.increment();
                files.add(new TableFile(file, values));
            }
        }
        List<Location> children = listing.folders().stream()
                .filter(child -> !HiddenNames.isHidden(child.name()))
                .toList();
        list(children).forEach(child -> addFiles(child, values, metrics, files));
    }
}
