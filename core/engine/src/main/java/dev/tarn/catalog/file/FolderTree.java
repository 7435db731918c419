package dev.tarn.catalog.file;

import dev.tarn.spi.storage.Location;
import java.util.List;

/**
 * A folder and all that lies below it.
 *
 * @param files the files directly in it
 * @param folders the folders directly in it that have files in or below them
 */
public record FolderTree(Location location, List<FileShape> files, List<FolderTree> folders) {
    public FolderTree {
        files = List.copyOf(files);
        folders = List.copyOf(folders);
    }

    public boolean isEmpty() {
        return files.isEmpty() && folders.isEmpty();
    }
}
