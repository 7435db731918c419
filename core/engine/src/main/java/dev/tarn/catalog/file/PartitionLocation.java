package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a declared table whose LOCATION is a pattern, or lies within partitions itself: their paths spell the
 * values of the partition columns. Thread-safe.
 */
final class PartitionLocation implements FileSource {
    private final TableStorage storage;
    private final Location location;
    private final List<ColumnSchema> partitionColumns;
    private final Predicate<String> visible;
    private KnownFiles files;

    /** Makes a source of the files whose names are {@code visible}. */
    PartitionLocation(
            TableStorage storage, Location location, List<ColumnSchema> partitionColumns, Predicate<String> visible) {
        this.storage = storage;
        this.location = location;
        this.partitionColumns = List.copyOf(partitionColumns);
        this.visible = visible;
    }

    /** Returns the keys of a location's own folders {@code key=value}. */
    static List<String> keys(Location location) {
        return folders(location).map(PartitionFolder::key).toList();
    }

    private static Stream<PartitionFolder> folders(Location location) {
        return Stream.of(location.path().split("/")).map(PartitionFolder::parse).filter(Objects::nonNull);
    }

    @Override
    public List<TableFile> files(TupleDomain predicate, ScanMetrics metrics) {
        return known().files(predicate, metrics);
    }

    private synchronized KnownFiles known() {
        if (files == null) {
            List<TableFile> found = new ArrayList<>();
            for (FileEntry file : new PathSearch(storage).files(location)) {
                if (visible.test(file.location().name())) {
                    found.add(new TableFile(file, values(file.location())));
                }
            }
            files = new KnownFiles(found, partitionColumns);
        }
        return files;
    }

    private List<Object> values(Location file) {
        List<PartitionFolder> folders = folders(file).toList();
        List<Object> values = new ArrayList<>();
        for (ColumnSchema column : partitionColumns) {
            PartitionFolder folder = folders.stream()
                    .filter(each -> each.key().equals(column.name()))
                    .findFirst()
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                            new InFile(file.text(), -1, -1, column.name()),
                            "no folder of the path is " + column.name()
                                    + "=..., as the table's partition column asks"));
            values.add(PartitionValues.parse(folder.value(), column.type(), file, column.name()));
        }
        return values;
    }
}
