package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageSetting;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Makes tables over files, and remembers their footers from query to query. Thread-safe. */
public final class FileTables implements AutoCloseable {
    private final List<FileSystem> fileSystems;
    private final FileFormats formats;
    private final FooterCache footers = new FooterCache();

    public FileTables(List<FileSystem> fileSystems, List<FileFormat> formats) {
        this.fileSystems = List.copyOf(fileSystems);
        this.formats = new FileFormats(formats);
    }

    /** Makes one with the storages and formats on the class path, with nothing set. */
    public static FileTables discover() {
        return discover(Map.of());
    }

    /**
     * Makes one with the storages and formats on the class path.
     *
     * @param storageSettings what storages are set to, by names that they have told
     * @throws TarnException INVALID_PROPERTY for a value that a storage does not take
     */
    public static FileTables discover(Map<String, String> storageSettings) {
        ClassLoader loader = FileTables.class.getClassLoader();
        List<FileSystem> storages = ServiceLoader.load(FileSystem.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        for (FileSystem storage : storages) {
            Map<String, String> own = new TreeMap<>(storageSettings);
            own.keySet()
                    .retainAll(storage.settings().stream()
                            .map(StorageSetting::name)
                            .toList());
            storage.configure(own);
        }
        return new FileTables(
                storages,
                ServiceLoader.load(FileFormat.class, loader).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    /** Returns the file formats there are. */
    public FileFormats formats() {
        return formats;
    }

    private FileSystem fileSystem(Location location) {
        return fileSystems.stream()
                .filter(fileSystem -> fileSystem.serves(location.scheme()))
                .findFirst()
                .orElseThrow(() -> new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        InFile.of(location.text()),
                        "locations that begin with " + location.scheme() + "://"));
    }

    /**
     * Returns the table over the files below a folder, as they are when it is first used.
     *
     * @param columns the columns of the files
     * @param options how the files are to be read; declares {@code columns} for those that have no names
     * @param partitionColumns the columns that folders {@code key=value} have, the outermost first
     * @throws TarnException PATH_NOT_FOUND if there is no such folder; a folder without files is a table without rows
     */
    public FileTable external(
            Location folder,
            List<ColumnSchema> columns,
            List<ColumnSchema> partitionColumns,
            FileFormat format,
            FormatOptions options) {
        TableStorage storage = new TableStorage(fileSystem(folder));
        if (!storage.fileSystem().isFolder(folder)) {
            throw new TarnException(
                    ErrorCode.PATH_NOT_FOUND,
                    InFile.of(folder.text()),
                    "there is no such folder; create it, or give the table another LOCATION");
        }
        return new FileTable(
                columns,
                partitionColumns,
                new PartitionedFolder(storage, folder, partitionColumns),
                storage,
                format,
                options,
                footers);
    }

    /** Returns whether a name is written as a path: with a slash, a wildcard, or the ending of a known format. */
    public boolean looksLikePath(String name) {
        return name.indexOf('/') >= 0 || Glob.hasWildcard(name) || formats.claimsAny(name);
    }

    /**
     * Returns the table over the files that a path names: a file, all files below a folder, or those that match a pattern
     * with {@code *}, {@code ?}, {@code [ab]}, {@code {a,b}} and {@code **}. Folders {@code key=value} give partition
     * columns, BIGINT, DATE or VARCHAR by their values. The columns are those of all files, by name.
     *
     * @return empty if {@code path} neither exists nor looks like a path
     * @throws TarnException PATH_NOT_FOUND if no file is there, NOT_SUPPORTED if no format claims the files' names,
     *     HIVE_BAD_DATA for a file that is not of its format, HIVE_PARTITION_SCHEMA_MISMATCH if columns differ in type
     */
    public Optional<FileTable> path(String path) {
        Location location = new Location(path);
        TableStorage storage = new TableStorage(fileSystem(location));
        List<FileEntry> files = new PathSearch(storage).files(location);
        if (files.isEmpty()) {
            if (!looksLikePath(path)) {
                return Optional.empty();
            }
            throw new TarnException(
                    ErrorCode.PATH_NOT_FOUND, InFile.of(path), notFound(storage.fileSystem(), location));
        }
        return Optional.of(table(storage, files));
    }

    private static String notFound(FileSystem fileSystem, Location location) {
        if (Glob.hasWildcard(location.path())) {
            return "no file matches; hidden names, which begin with _ or ., only match if they are spelled";
        }
        return fileSystem.isFolder(location)
                ? "the folder has no files, so it has no columns to query"
                : "there is no such file or folder; relative paths start at the folder the process runs in";
    }

    private FileTable table(TableStorage storage, List<FileEntry> files) {
        FileFormat format = formatOf(storage.fileSystem(), files.get(0));
        SchemaUnion union = new SchemaUnion();
        for (FileEntry file : files) {
            if (formatOf(storage.fileSystem(), file) != format) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        InFile.of(file.location().text()),
                        "files of several formats in one table; name those of one format by their ending");
            }
        }
        List<FileMetadata> footersOfFiles =
                footers.metadata(storage, files, format, FormatOptions.NONE, new ScanMetrics());
        for (int i = 0; i < files.size(); i++) {
            union.add(files.get(i).location(), footersOfFiles.get(i).columns());
        }
        PathPartitions partitions = PathPartitions.of(files);
        List<ColumnSchema> partitionColumns = partitions.columns();
        List<ColumnSchema> dataColumns = new ArrayList<>(union.columns());
        dataColumns.removeIf(column ->
                partitionColumns.stream().anyMatch(partition -> partition.name().equals(column.name())));
        return new FileTable(
                dataColumns,
                partitionColumns,
                new KnownFiles(partitions.files(), partitionColumns),
                storage,
                format,
                FormatOptions.NONE,
                footers);
    }

    private FileFormat formatOf(FileSystem fileSystem, FileEntry file) {
        return formats.of(file, () -> head(fileSystem, file));
    }

    private static byte[] head(FileSystem fileSystem, FileEntry file) {
        byte[] head = new byte[(int) Math.min(file.sizeBytes(), FileFormat.HEAD_BYTES)];
        if (head.length > 0) {
            try (InputFile input = fileSystem.open(file)) {
                input.read(0, ByteBuffer.wrap(head));
            }
        }
        return head;
    }

    /** Closes the storages; no table may be in use. */
    @Override
    public void close() {
        fileSystems.forEach(FileSystem::close);
    }
}
