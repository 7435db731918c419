package dev.tarn.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;

/** Removes the folders that deletions leave empty. */
final class EmptyFolders {
    private EmptyFolders() {}

    /** Removes those of {@code folders} below {@code root} that are empty, and then those they lay in. */
    static void remove(Path root, Collection<Path> folders) {
        for (Path folder : folders) {
            for (Path each = folder; isBelow(each, root) && removed(each); each = each.getParent()) {
                continue;
            }
        }
    }

    private static boolean isBelow(Path folder, Path root) {
        return folder != null && folder.startsWith(root) && !folder.equals(root);
    }

    /** Returns whether the folder is gone. */
    private static boolean removed(Path folder) {
        if (Files.isSymbolicLink(folder)) {
            // Deleting a link does not ask whether its folder is empty.
            return false;
        }
        try {
            Files.delete(folder);
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            throw WriteFailures.of(folder, e);
        }
    }
}
