package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files that a path names, their one format, and what they say or show of their columns. Immutable. */
final class PathFiles {
    /** SerDes that find columns by their position, so that the files of a table must have the same in the same order. */
    static final Set<String> BY_POSITION = Set.of(
            "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
            "org.apache.hadoop.hive.serde2.OpenCSVSerde",
            "org.apache.hadoop.hive.serde2.RegexSerDe",
            "com.amazonaws.glue.serde.GrokSerDe");

    private final Location location;
    private final TableStorage storage;
    private final FileFormat format;
    private final List<FileMetadata> metadata;
    private final PathPartitions partitions;
    private final List<ColumnSchema> columns;
    private final List<String> notes;

    private PathFiles(
            Location location,
            TableStorage storage,
            FileFormat format,
            List<FileMetadata> metadata,
            PathPartitions partitions,
            SchemaUnion union) {
        this.location = location;
        this.storage = storage;
        this.format = format;
        this.metadata = metadata;
        this.partitions = partitions;
        Set<String> partitionNames = new HashSet<>();
        partitions.columns().forEach(column -> partitionNames.add(column.name()));
        this.columns = union.columns().stream()
                .filter(column -> !partitionNames.contains(column.name()))
                .toList();
        this.notes = union.notes();
    }

    /**
     * Looks at files, of which there is at least one.
     *
     * @throws TarnException NOT_SUPPORTED if they have no format or several; what reading their metadata throws;
     *     HIVE_PARTITION_SCHEMA_MISMATCH if columns differ in type
     */
    static PathFiles of(
            Location location,
            TableStorage storage,
            List<FileEntry> files,
            FileFormats formats,
            FileCaches caches,
            ScanMetrics metrics) {
        List<FileFormat> found = storage.all(files, file -> formats.of(file, () -> head(storage, file, metrics)));
        FileFormat format = found.get(0);
        for (int i = 1; i < found.size(); i++) {
            if (found.get(i) != format) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        InFile.of(files.get(i).location().text()),
                        "files of several formats in one table: it is "
                                + found.get(i).name() + ", and "
                                + files.get(0).location() + " is " + format.name()
                                + "; name those of one format by their ending");
            }
        }
        List<FileMetadata> metadata = caches.footers().metadata(storage, files, format, FormatOptions.NONE, metrics);
        SchemaUnion union = new SchemaUnion();
        for (int i = 0; i < files.size(); i++) {
            union.add(files.get(i).location(), metadata.get(i).columns());
        }
        return new PathFiles(location, storage, format, metadata, PathPartitions.of(files), union);
    }

    static byte[] head(TableStorage storage, FileEntry file, ScanMetrics metrics) {
        byte[] head = new byte[(int) Math.min(file.sizeBytes(), FileFormat.HEAD_BYTES)];
        if (head.length > 0) {
            try (InputFile input = storage.fileSystem().open(file)) {
                input.read(0, ByteBuffer.wrap(head));
            }
            metrics.bytesRead.add(head.length);
            metrics.readRequests.increment();
        }
        return head;
    }

    FileTable table(FileCaches caches) {
        return new FileTable(
                columns,
                partitions.columns(),
                new KnownFiles(partitions.files(), partitions.columns()),
                storage,
                new FileReading(format, FormatOptions.NONE),
                caches);
    }

    PathDescription describe() {
        long rows = 0;
        long bytes = 0;
        boolean exact = true;
        for (int i = 0; i < metadata.size(); i++) {
            rows += metadata.get(i).rowCount();
            exact &= metadata.get(i).rowCountsAreExact();
            bytes += partitions.files().get(i).entry().sizeBytes();
        }
        Optional<Inference> inference = metadata.get(0).inference();
        List<String> all = new ArrayList<>();
        inference.ifPresent(found -> all.addAll(found.explanation()));
        all.addAll(notes);
        return new PathDescription(
                declaredLocation(),
                format.name(),
                metadata.size(),
                bytes,
                rows,
                exact,
                columns,
                partitions.columns(),
                inference,
                otherwise(),
                all);
    }

    /** Returns the first file that no definition reads together with the first of all. */
    private Optional<Location> otherwise() {
        Optional<Inference> first = metadata.get(0).inference();
        for (int i = 1; i < metadata.size(); i++) {
            Optional<Inference> other = metadata.get(i).inference();
            if (first.isPresent() && (other.isEmpty() || !readsAlike(first.get(), other.get()))) {
                return Optional.of(partitions.files().get(i).entry().location());
            }
        }
        return Optional.empty();
    }

    /** Returns whether one definition reads the files of both. */
    static boolean readsAlike(Inference left, Inference right) {
        boolean alike = java.util.Objects.equals(left.serde(), right.serde())
                && left.properties().equals(right.properties());
        return alike && (!BY_POSITION.contains(left.serde()) || names(left).equals(names(right)));
    }

    private static List<String> names(Inference inference) {
        return inference.columns().stream().map(ColumnSchema::name).toList();
    }

    /** A folder above the partitions' folders is named by a pattern, as a declared table begins at the partitions. */
    private Location declaredLocation() {
        if (partitions.columns().isEmpty() || Glob.isPattern(location)) {
            return location;
        }
        String first = partitions.files().get(0).entry().location().text();
        String rest = first.length() > location.text().length()
                ? first.substring(location.text().length() + 1)
                : "";
        int slash = rest.indexOf('/');
        boolean startsWithKey = slash > 0 && PartitionFolder.parse(rest.substring(0, slash)) != null;
        boolean keysAbove = !PartitionLocation.keys(location).isEmpty();
        return startsWithKey && !keysAbove || rest.isEmpty() ? location : new Location(location.text() + "/**/*");
    }
}
