package dev.tarn.spi.storage;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;

/** A storage of files in folders. It knows no format. Thread-safe; found by {@link java.util.ServiceLoader}. */
public interface FileSystem extends AutoCloseable {
    /** Returns whether it serves locations of this scheme ({@code file} for plain paths). */
    boolean serves(String scheme);

    /** Returns the settings that {@link #configure} takes; their names begin with the storage's own, as in {@code s3.region}. */
    default List<StorageSetting> settings() {
        return List.of();
    }

    /**
     * Takes its settings. To be called once, before anything else is asked of it; what is not set has its default.
     *
     * @param values the values by the names that {@link #settings} tells, and no others
     * @throws dev.tarn.spi.error.TarnException INVALID_PROPERTY for a value that is not of the setting's form
     */
    default void configure(Map<String, String> values) {}

    /**
     * Returns this storage as one table of one query sees it: what is asked of a network is counted in {@code metrics},
     * and a folder that was listed is not asked for again. Closing the view is not needed.
     */
    default FileSystem forQuery(StorageMetrics metrics) {
        return this;
    }

    /**
     * Returns where reads that block are to run, if it is not the engine's own threads for that: a storage behind a network
     * answers late and bears many requests at once. Whoever has several questions asks them side by side there.
     */
    default Optional<Executor> ioExecutor() {
        return Optional.empty();
    }

    /** Returns the one of all ways to write a location that is the same for all of them. Asks nothing of the storage. */
    default Location canonical(Location location) {
        return location;
    }

    /**
     * Lists what lies directly in {@code folder}.
     *
     * @throws dev.tarn.spi.error.TarnException PATH_NOT_FOUND if there is no such folder (an object store has every
     *     folder that has content), PERMISSION_DENIED, STORAGE_ERROR
     */
    FolderListing list(Location folder);

    /**
     * Lists what lies directly in {@code folder} and has a name that begins with {@code namePrefix}; a storage behind a
     * network asks for no other names, and then need not know whether the folder is there at all.
     *
     * @throws dev.tarn.spi.error.TarnException as {@link #list(Location)}; instead of PATH_NOT_FOUND nothing may be listed
     */
    default FolderListing list(Location folder, String namePrefix) {
        return list(folder).withPrefix(namePrefix);
    }

    /**
     * Lists some of what {@link #list(Location, String)} does, the first names at least, for a person who types a path: at
     * most {@code most} of them where a storage behind a network would have to ask more than once for all.
     */
    default FolderListing someOf(Location folder, String namePrefix, int most) {
        return list(folder, namePrefix);
    }

    /**
     * Returns the folders that no folder is above, as the buckets of an object store, as far as their names begin so and the
     * storage can list them.
     *
     * @param scheme a scheme it serves, as in {@code s3://}
     * @throws dev.tarn.spi.error.TarnException PERMISSION_DENIED, STORAGE_ERROR
     */
    default List<Location> roots(Location scheme, String namePrefix) {
        return List.of();
    }

    /** Returns the file at {@code location}, or empty if there is none or it is a folder. */
    Optional<FileEntry> file(Location location);

    /** Returns whether {@code location} is a folder. */
    boolean isFolder(Location location);

    /**
     * Opens a file for reading. A storage behind a network asks for nothing before the first read, which then fails as this
     * would.
     *
     * @throws dev.tarn.spi.error.TarnException PATH_NOT_FOUND, PERMISSION_DENIED, STORAGE_ERROR; FILE_CHANGED if the file
     *     is no longer the one that {@code file} describes
     */
    InputFile open(FileEntry file);

    /** Returns whether files can be made and deleted here; if not, everything below throws NOT_SUPPORTED. */
    default boolean isWritable() {
        return false;
    }

    /**
     * Returns whether every pending file has a token. Who writes notes those where they outlast the process, and then knows
     * all files of a write without looking for them.
     */
    default boolean givesTokens() {
        return false;
    }

    /**
     * Returns whether no file lies in {@code folder} or below it, hidden ones and files of other programs included; files
     * that are pending do not count. True where there is no such folder. Blocks.
     *
     * @throws dev.tarn.spi.error.TarnException PERMISSION_DENIED, STORAGE_ERROR
     */
    default boolean isEmpty(Location folder) {
        throw notWritable(folder);
    }

    /**
     * Makes a folder and those it lies in, where folders are things of their own; nothing if it is there. Blocks.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_PATH_ALREADY_EXISTS if there is a file of this name, NO_SPACE,
     *     PERMISSION_DENIED, STORAGE_ERROR
     */
    default void createFolder(Location folder) {}

    /**
     * Begins to write a file, and makes the folders it lies in. Blocks as long as one request takes.
     *
     * @param allocator accounts for the memory that the file's bytes wait in
     * @throws dev.tarn.spi.error.TarnException HIVE_PATH_ALREADY_EXISTS if there is a file or a folder of this name,
     *     NO_SPACE, PERMISSION_DENIED, STORAGE_ERROR, NOT_SUPPORTED; positioned at the file
     */
    default OutputFile create(Location file, BufferAllocator allocator) {
        throw notWritable(file);
    }

    /**
     * Shows prepared files under their names, all in one call so that it may do many at once; a crash may leave some of
     * them visible and others not. A file that was committed already is left as it is. Blocks.
     *
     * @return the files as they are seen now, in the order of {@code files}
     * @throws dev.tarn.spi.error.TarnException HIVE_PATH_ALREADY_EXISTS if another file has taken a name meanwhile,
     *     PATH_NOT_FOUND if a file is neither pending nor committed, PERMISSION_DENIED, STORAGE_ERROR
     */
    default List<FileEntry> commit(List<PendingFile> files) {
        throw notWritable(files.get(0).location());
    }

    /**
     * Removes files that were not committed, prepared or not, and frees what the storage keeps of them; also what a process
     * that is gone has begun. Where a token is empty and the storage gives tokens, all pending files of the location are
     * meant. Also removes the folders below {@code root} that it leaves empty, where folders are things of their
     * own. A file that is not there any more is none of its business. Tries all before it throws. Blocks.
     *
     * @throws dev.tarn.spi.error.TarnException PERMISSION_DENIED, STORAGE_ERROR
     */
    default void abort(Location root, List<PendingFile> files) {
        throw notWritable(root);
    }

    /**
     * Returns the files in {@code folder} and below it that were begun and neither committed nor aborted, by whatever
     * process; of those that were begun a moment ago a storage may miss some. Blocks.
     *
     * @throws dev.tarn.spi.error.TarnException PERMISSION_DENIED, STORAGE_ERROR
     */
    default List<PendingFile> pendingFiles(Location folder) {
        throw notWritable(folder);
    }

    /**
     * Deletes files, and the folders below {@code root} that it leaves empty, where folders are things of their own. A file
     * that is not there any more is none of its business. Tries all before it throws. Blocks.
     *
     * @throws dev.tarn.spi.error.TarnException PERMISSION_DENIED, STORAGE_ERROR
     */
    default void delete(Location root, List<Location> files) {
        throw notWritable(root);
    }

    private static TarnException notWritable(Location place) {
        return new TarnException(
                ErrorCode.NOT_SUPPORTED,
                "the storage of " + place.scheme() + " locations cannot be written to: " + place);
    }

    /** Frees connections and threads. Files of it must have been closed. */
    @Override
    default void close() {}
}
