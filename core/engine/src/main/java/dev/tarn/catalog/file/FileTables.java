package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageSetting;
import dev.tarn.spi.text.NearestNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes tables over files, and remembers their footers from query to query. Thread-safe. */
public final class FileTables implements AutoCloseable {
    private final List<FileSystem> fileSystems;
    private final FileFormats formats;
    private final FileCaches caches = new FileCaches();

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

    /** Makes what reads the schemas that a table's properties name by their files. */
    public SchemaFiles schemaFiles() {
        return new SchemaFiles(this::fileSystem);
    }

    /**
     * Returns the storage that a location lies in.
     *
     * @throws TarnException NOT_SUPPORTED if there is none
     */
    public FileSystem storage(Location location) {
        return fileSystem(location);
    }

    /** Returns whether a location is a pattern rather than a folder or file. */
    public boolean isPattern(Location location) {
        return Glob.isPattern(location);
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
     * @param location a folder, where partitions are folders {@code key=value}; or a file, or a pattern as {@link #path}
     *     has it. If it is not there, the table's first use fails with PATH_NOT_FOUND; a folder without files is a table
     *     without rows
     * @param columns the columns of the files
     * @param reading how the files are read; declares {@code columns} for those that have no names
     * @param partitionColumns the columns that folders {@code key=value} have, the outermost first
     */
    public FileTable external(
            Location location,
            List<ColumnSchema> columns,
            List<ColumnSchema> partitionColumns,
            FileReading reading,
            Predicate<String> visible) {
        TableStorage storage = new TableStorage(location, this::fileSystem);
        boolean searched =
                Glob.isPattern(location) || !partitionColumns.isEmpty() && namesPartition(location, partitionColumns);
        FileSource source = searched
                ? new PartitionLocation(storage, location, partitionColumns, visible)
                : new PartitionedFolder(storage, location, partitionColumns, visible);
        return new FileTable(columns, partitionColumns, source, storage, reading, caches);
    }

    /**
     * Returns the table over the files of registered partitions, as they are when it is first used.
     *
     * @param location the table's own, which need not exist
     * @param registry the partitions
     */
    public FileTable registered(
            Location location,
            List<ColumnSchema> columns,
            List<ColumnSchema> partitionColumns,
            FileReading reading,
            Predicate<String> visible,
            PartitionRegistry registry) {
        TableStorage storage = new TableStorage(location, this::fileSystem);
        FileSource source = new RegisteredFolders(storage, registry, visible);
        return new FileTable(columns, partitionColumns, source, storage, reading, caches);
    }

    /**
     * Returns the folders of partitions below a folder, in the order of their names.
     *
     * @throws TarnException PATH_NOT_FOUND if the folder is not there, where folders are things of their own; what the
     *     storage throws
     */
    public List<PartitionPlace> partitionPlaces(Location location, List<ColumnSchema> partitionColumns) {
        return new PartitionPlaces(new TableStorage(location, this::fileSystem), partitionColumns).below(location);
    }

    /**
     * Returns those of a table's partitions that have files that count, or none at all: others belong to writes that are not
     * committed.
     *
     * @param places what {@link #partitionPlaces} has found
     * @param visible which files count, by their names without folders
     */
    public List<PartitionPlace> withVisibleFiles(
            Location location, List<PartitionPlace> places, Predicate<String> visible) {
        return new PartitionPlaces(new TableStorage(location, this::fileSystem), List.of())
                .withVisibleFiles(places, visible);
    }

    /** Returns whether there is a folder. */
    public boolean isFolder(Location location) {
        return fileSystem(location).isFolder(location);
    }

    private static boolean namesPartition(Location location, List<ColumnSchema> partitionColumns) {
        return PartitionLocation.keys(location).stream().anyMatch(key -> partitionColumns.stream()
                .anyMatch(column -> column.name().equals(key)));
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
        return files(path).map(files -> files.table(caches));
    }

    /** Returns what the files of a path were taken for; throws as {@link #path} does. */
    public Optional<PathDescription> describe(String path) {
        return files(path).map(PathFiles::describe);
    }

    /**
     * Returns a folder with all that lies below it, hidden names and empty files apart, and what each file was taken for.
     *
     * @param visible which files count, by their names without folders
     * @throws TarnException PATH_NOT_FOUND if there is no such folder; what the storage throws
     */
    public FolderTree survey(Location folder, Survey survey) {
        return new FolderSurvey(new TableStorage(folder, this::fileSystem), formats, caches, survey).of(folder);
    }

    /** Returns the one way to write a location that is the same for all ways. */
    public Location canonical(Location location) {
        return fileSystem(location).canonical(location);
    }

    private Optional<PathFiles> files(String path) {
        Location location = new Location(path);
        TableStorage storage = new TableStorage(location, this::fileSystem);
        PathSearch search = new PathSearch(storage);
        List<FileEntry> files = path.endsWith("/") ? search.filesBelow(location) : search.files(location);
        if (files.isEmpty()) {
            if (!looksLikePath(path)) {
                return Optional.empty();
            }
            throw new TarnException(
                    ErrorCode.PATH_NOT_FOUND, InFile.of(path), notFound(storage.fileSystem(), location));
        }
        return Optional.of(PathFiles.of(location, storage, files, formats, caches, new ScanMetrics()));
    }

    private static String notFound(FileSystem fileSystem, Location location) {
        if (Glob.isPattern(location)) {
            return "no file matches; hidden names, which begin with _ or ., only match if they are spelled";
        }
        return fileSystem.isFolder(location)
                ? "the folder has no files, so it has no columns to query"
                : "there is no such file or folder" + neighbours(fileSystem, location);
    }

    /** Returns which names in the same folder are near, or what else may be wrong with a path. */
    private static String neighbours(FileSystem fileSystem, Location location) {
        String otherwise = "; relative paths start at the folder the process runs in";
        int slash = location.text().lastIndexOf('/');
        String folder = slash < 0 ? "." : location.text().substring(0, slash);
        if (folder.isEmpty() || folder.endsWith("/")) {
            return otherwise;
        }
        try {
            FolderListing listing = fileSystem.list(new Location(folder));
            List<String> names = Stream.concat(
                            listing.files().stream().map(FileEntry::location), listing.folders().stream())
                    .map(Location::name)
                    .toList();
            String hint = NearestNames.hint(location.name(), names);
            return hint.isEmpty() ? otherwise : hint;
        } catch (TarnException e) {
            // Not even the folder is there, or may be listed; the path stays what is wrong.
            return otherwise;
        }
    }

    /** Closes the storages; no table may be in use. */
    @Override
    public void close() {
        fileSystems.forEach(FileSystem::close);
    }
}
