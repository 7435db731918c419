package dev.tarn.spi.storage;

import java.util.Optional;

/** A storage of files in folders. It knows no format. Thread-safe; found by {@link java.util.ServiceLoader}. */
public interface FileSystem {
    /** Returns whether it serves locations of this scheme ({@code file} for plain paths). */
    boolean serves(String scheme);

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
     * Opens a file for reading.
     *
     * @throws dev.tarn.spi.error.TarnException PATH_NOT_FOUND, PERMISSION_DENIED, STORAGE_ERROR
     */
    InputFile open(FileEntry file);
}
