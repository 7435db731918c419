package dev.tarn.catalog.file;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
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
    private final TableStorage storage;
    private final FileSystem fileSystem;

    PathSearch(TableStorage storage) {
        this.storage = storage;
        this.fileSystem = storage.fileSystem();
    }

    /** Returns the files in the order of their paths; empty if there is none. */
    List<FileEntry> files(Location location) {
        if (Glob.isPattern(location)) {
            List<FileEntry> found = new ArrayList<>();
            searchPattern(location, found);
            return found;
        }
        Optional<FileEntry> file = fileSystem.file(location);
        return file.isPresent() ? List.of(file.get()) : filesBelow(location);
    }

    /** Returns the files in and below a folder; empty if there is no such folder. */
    List<FileEntry> filesBelow(Location folder) {
        List<FileEntry> found = new ArrayList<>();
        listing(folder, "").ifPresent(listing -> addAll(listing, found));
        return found;
    }

    /** Returns what lies in a folder and has a name that begins so; empty if there is no such folder. */
    private Optional<FolderListing> listing(Location folder, String namePrefix) {
        try {
            return Optional.of(namePrefix.isEmpty() ? fileSystem.list(folder) : fileSystem.list(folder, namePrefix));
        } catch (TarnException e) {
            if (e.code() == ErrorCode.PATH_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void addAll(FolderListing listing, List<FileEntry> found) {
        for (FileEntry file : listing.files()) {
            if (!HiddenNames.isHidden(file.location().name())) {
                found.add(file);
            }
        }
        List<Location> children = listing.folders().stream()
                .filter(child -> !HiddenNames.isHidden(child.name()))
                .toList();
        storage.listIfThere(children).forEach(child -> addAll(child, found));
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
        Glob glob = Glob.of(segments.subList(first, segments.size()));
        search(List.of(folder), glob, 0, found);
    }

    /** Adds the files below some folders that match the segments from {@code depth} on. */
    private void search(List<Location> folders, Glob glob, int depth, List<FileEntry> found) {
        int at = depth;
        List<Location> known = folders;
        for (; at < glob.depth() - 1 && glob.onlyName(at) != null; at++) {
            String name = glob.onlyName(at);
            known = known.stream().map(folder -> folder.child(name)).toList();
        }
        String prefix = glob.prefix(at);
        int reached = at;
        storage.all(known, folder -> listing(folder, prefix))
                .forEach(content -> content.ifPresent(listing -> walk(listing, glob, reached, found)));
    }

    private void walk(FolderListing listing, Glob glob, int depth, List<FileEntry> found) {
        boolean last = depth == glob.depth() - 1;
        if (glob.isAnyDepth(depth) && !last) {
            walk(listing, glob, depth + 1, found);
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
        List<Location> children = listing.folders().stream()
                .filter(child -> glob.matches(depth, child.name()))
                .toList();
        search(children, glob, glob.isAnyDepth(depth) ? depth : depth + 1, found);
    }
}
