package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files below a folder, one level of folders {@code key=value} for each partition column. Only folders of partitions
 * that a predicate allows are listed, each once. As in Hive, files and folders that do not lie in a partition are not
 * part of the table, and neither are hidden ones.
 */
final class PartitionedFolder implements FileSource {
    private final FileSystem fileSystem;
    private final Location folder;
    private final List<ColumnSchema> partitionColumns;
    private final Map<Location, FolderListing> listings = new ConcurrentHashMap<>();

    PartitionedFolder(FileSystem fileSystem, Location folder, List<ColumnSchema> partitionColumns) {
        this.fileSystem = fileSystem;
        this.folder = folder;
        this.partitionColumns = List.copyOf(partitionColumns);
    }

    @Override
    public List<TableFile> files(TupleDomain predicate, ScanMetrics metrics) {
        List<TableFile> files = new ArrayList<>();
        walk(folder, List.of(), predicate, metrics, files);
        return files;
    }

    private FolderListing list(Location location) {
        return listings.computeIfAbsent(location, fileSystem::list);
    }

    private void walk(
            Location location, List<Object> values, TupleDomain predicate, ScanMetrics metrics, List<TableFile> files) {
        int level = values.size();
        if (level == partitionColumns.size()) {
            if (level > 0) {
                metrics.partitionsTotal.increment();
            }
            addFiles(location, values, metrics, files);
            return;
        }
        ColumnSchema column = partitionColumns.get(level);
        for (Location child : list(location).folders()) {
            PartitionFolder partition = PartitionFolder.parse(child.name());
            if (partition == null || HiddenNames.isHidden(child.name())) {
                continue;
            }
            if (!partition.key().equals(column.name())) {
                throw new TarnException(
                        ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                        dev.tarn.spi.error.ErrorPosition.InFile.of(child.text()),
                        "the folder's partition column is " + partition.key() + " where the table has " + column.name()
                                + "; declare the partition columns in the order of the folders");
            }
            Object value = PartitionValues.parse(partition.value(), column.type(), child, column.name());
            Domain domain = predicate.domain(column.name()).orElse(null);
            if (domain != null && !domain.contains(value)) {
                metrics.partitionsTotal.increment();
                metrics.partitionsPruned.increment();
                continue;
            }
            List<Object> childValues = new ArrayList<>(values);
            childValues.add(value);
            walk(child, childValues, predicate, metrics, files);
        }
    }

    private void addFiles(Location location, List<Object> values, ScanMetrics metrics, List<TableFile> files) {
        FolderListing listing = list(location);
        for (FileEntry file : listing.files()) {
            if (!HiddenNames.isHidden(file.location().name())) {
                metrics.filesTotal.increment();
                files.add(new TableFile(file, values));
            }
        }
        for (Location child : listing.folders()) {
            if (!HiddenNames.isHidden(child.name())) {
                addFiles(child, values, metrics, files);
            }
        }
    }
}
