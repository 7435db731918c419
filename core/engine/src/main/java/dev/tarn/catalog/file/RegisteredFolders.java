package dev.tarn.catalog.file;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
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
 * The files below the folders of registered partitions, each of which is listed once. A folder that is not there has no
 * files, as in Athena; a location that is a file stands for itself. Thread-safe.
 */
final class RegisteredFolders implements FileSource {
    private final TableStorage storage;
    private final PartitionRegistry registry;
    private final Predicate<String> visible;
    private final Map<TupleDomain, List<RegisteredPartition>> found = new ConcurrentHashMap<>();
    private final Map<Location, FolderListing> listings = new ConcurrentHashMap<>();

    RegisteredFolders(TableStorage storage, PartitionRegistry registry, Predicate<String> visible) {
        this.storage = storage;
        this.registry = registry;
        this.visible = visible;
    }

    @Override
    public boolean canFind(TupleDomain predicate) {
        return registry.canFind(predicate);
    }

    @Override
    public List<List<Object>> partitions(TupleDomain predicate) {
        return found.computeIfAbsent(predicate, registry::find).stream()
                .map(RegisteredPartition::values)
                .toList();
    }

    @Override
    public List<TableFile> files(TupleDomain predicate, ScanMetrics metrics) {
        List<RegisteredPartition> partitions = found.computeIfAbsent(predicate, registry::find);
        metrics.partitionsTotal.add(Math.max(registry.count(), partitions.size()));
        metrics.partitionsPruned.add(Math.max(0, registry.count() - partitions.size()));
        List<FolderListing> contents = listPartitions(
                partitions.stream().map(RegisteredPartition::folder).toList());
        List<TableFile> files = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            addFiles(contents.get(i), partitions.get(i), metrics, files);
        }
        return files;
    }

    private List<FolderListing> list(List<Location> folders) {
        return storage.all(folders, folder -> listings.computeIfAbsent(folder, storage::listIfThere));
    }

    private List<FolderListing> listPartitions(List<Location> folders) {
        return storage.all(folders, folder -> listings.computeIfAbsent(folder, this::partition));
    }

    /** Lists a partition's folder; a location that is a file stands for itself. */
    private FolderListing partition(Location location) {
        boolean mayBeFile = registry.mayNameFiles() && PartitionFolder.parse(location.name()) == null;
        TarnException missing = null;
        try {
            FolderListing listing = storage.listIfThere(location);
            if (!mayBeFile || !listing.files().isEmpty() || !listing.folders().isEmpty()) {
                return listing;
            }
        } catch (TarnException e) {
            if (!mayBeFile || e.code() != ErrorCode.PATH_NOT_FOUND) {
                throw e;
            }
            missing = e;
        }
        Optional<FileEntry> file = storage.fileSystem(location).file(location);
        if (file.isEmpty() && missing != null) {
            throw missing;
        }
        return new FolderListing(file.stream().toList(), List.of());
    }

    private void addFiles(
            FolderListing listing, RegisteredPartition partition, ScanMetrics metrics, List<TableFile> files) {
        for (FileEntry file : listing.files()) {
            String name = file.location().name();
            boolean isHidden = HiddenNames.isHidden(name) && !file.location().equals(partition.folder());
            if (!isHidden && visible.test(name)) {
                metrics.filesTotal.increment();
                files.add(new TableFile(file, partition.values(), partition.reading()));
            }
        }
        List<Location> children = listing.folders().stream()
                .filter(child -> !HiddenNames.isHidden(child.name()))
                .toList();
        list(children).forEach(child -> addFiles(child, partition, metrics, files));
    }
}
