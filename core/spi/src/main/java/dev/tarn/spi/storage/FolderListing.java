package dev.tarn.spi.storage;

import java.util.List;

/**
 * What lies directly in a folder, hidden names included, in the order of the names' UTF-8 bytes.
 *
 * @param files the files
 * @param folders the folders
 */
public record FolderListing(List<FileEntry> files, List<Location> folders) {
    public FolderListing {
        files = List.copyOf(files);
        folders = List.copyOf(folders);
    }

    /** Returns what of it has a name that begins with {@code namePrefix}. */
    public FolderListing withPrefix(String namePrefix) {
        return new FolderListing(
                files.stream()
                        .filter(file -> file.location().name().startsWith(namePrefix))
                        .toList(),
                folders.stream()
                        .filter(folder -> folder.name().startsWith(namePrefix))
                        .toList());
    }
}
