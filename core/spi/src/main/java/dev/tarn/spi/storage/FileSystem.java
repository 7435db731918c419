package dev.tarn.spi.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

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

    /**
     * Lists what lies directly in {@code folder}.
     *
     * @throws dev.tarn.spi.error.TarnException PATH_NOT_FOUND if there is no such folder (an object store has every
     *     folder that has content), PERMISSION_DENIED, STORAGE_ERROR
     */
    FolderListing list(Location folder);

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

    /** Frees connections and threads. Files of it must have been closed. */
    @Override
    default void close() {}
}
