package dev.tarn.catalog.file;

import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the files that a path or pattern names; only folders that can match are listed. */
final class PathSearch {
    private final FileSystem fileSystem;

    PathSearch(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** Returns the files in the order of their paths; empty if there is none. */
    List<FileEntry> files(Location location) {
        List<FileEntry> found = new ArrayList<>();
        if (Glob.hasWildcard(location.path())) {
            searchPattern(location, found);
        } else {
            Optional<FileEntry> file = fileSystem.file(location);
            if (file.isPresent()) {
                found.add(file.get());
            } else if (fileSystem.isFolder(location)) {
                addAll(location, found);
            }
        }
        return found;
    }

    private void addAll(Location folder, List<FileEntry> found) {
        FolderListing listing = fileSystem.list(folder);
        for (FileEntry file : listing.files()) {
            if (!HiddenNames.isHidden(file.location().name())) {
                found.add(file);
            }
        }
        for (Location child : listing.folders()) {
            if (!HiddenNames.isHidden(child.name())) {
                addAll(child, found);
            }
        }
    }

    private void searchPattern(Location location, List<FileEntry> found) {
        String text = location.text();
        List<String> segments = Arrays.asList(text.split("/"));
        int first = 0;
        while (!Glob.hasWildcard(segments.get(first))) {
            first++;
        }
        String base = String.join("/", segments.subList(0, first));
        Location folder = new Location(first == 0 ? "." : base.isEmpty() ? "/" : base);
        if (fileSystem.isFolder(folder)) {
            walk(folder, Glob.of(segments.subList(first, segments.size())), 0, found);
        }
    }

    private void walk(Location folder, Glob glob, int depth, List<FileEntry> found) {
        boolean last = depth == glob.depth() - 1;
        FolderListing listing = fileSystem.list(folder);
        if (glob.isAnyDepth(depth) && !last) {
            walk(folder, glob, depth + 1, found);
        }
        if (last) {
            for (FileEntry file : listing.files()) {
                if (glob.matches(depth, file.location().name())) {
                    found.add(file);
                }
            }
        }
        if (last && !glob.isAnyDepth(depth)) {
            return;
        }
        for (Location child : listing.folders()) {
            if (glob.matches(depth, child.name())) {
                walk(child, glob, glob.isAnyDepth(depth) ? depth : depth + 1, found);
            }
        }
    }
}
