package dev.tarn.storage.local;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The files of this machine: plain paths, relative ones from the process's folder, and {@code file://} locations, whose
 * path is taken as it stands (no percent sign is decoded). Symbolic links are followed; what is neither a file nor a
 * folder (a pipe, a device, a broken link) is not listed. A listing ends with QUERY_CANCELLED once its thread is interrupted.
 *
 * <p>A file that is written has a hidden name in the folder it will be in, and is renamed when it is committed; its bytes
 * are forced to the disk before, and its folder after.
 */
public final class LocalFileSystem implements FileSystem {
    private static final Comparator<Location> BY_NAME_BYTES =
            (left, right) -> Arrays.compareUnsigned(nameBytes(left), nameBytes(right));

    private final ReadSpeed readSpeed = new ReadSpeed();

    @Override
    public boolean serves(String scheme) {
        return scheme.equals("file");
    }

    @Override
    public Location canonical(Location location) {
        return new Location(path(location).toAbsolutePath().normalize().toString());
    }

    @Override
    public FolderListing list(Location folder) {
        List<FileEntry> files = new ArrayList<>();
        List<Location> folders = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path(folder))) {
            for (Path child : children) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new TarnException(ErrorCode.QUERY_CANCELLED, "the listing of " + folder + " was stopped");
                }
                Location location = folder.child(child.getFileName().toString());
                BasicFileAttributes attributes = attributesIfPresent(child);
                if (attributes == null) {
                    continue;
                }
                if (attributes.isDirectory()) {
                    folders.add(location);
                } else if (attributes.isRegularFile()) {
                    files.add(entry(location, attributes));
                }
            }
        } catch (IOException e) {
            throw failure(folder, e);
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw failure(folder, e.getCause());
        }
        files.sort(Comparator.comparing(FileEntry::location, BY_NAME_BYTES));
        folders.sort(BY_NAME_BYTES);
        return new FolderListing(files, folders);
    }

    @Override
    public Optional<FileEntry> file(Location location) {
        try {
            BasicFileAttributes attributes = attributesIfPresent(path(location));
            return attributes == null || !attributes.isRegularFile()
                    ? Optional.empty()
                    : Optional.of(entry(location, attributes));
        } catch (IOException e) {
            throw failure(location, e);
        }
    }

    @Override
    public boolean isFolder(Location location) {
        return Files.isDirectory(path(location));
    }

    @Override
    public InputFile open(FileEntry file) {
        Location location = file.location();
        try {
            return LocalInputFile.open(path(location), file, readSpeed);
        } catch (IOException e) {
            throw failure(location, e);
        }
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean isEmpty(Location folder) {
        return PendingNames.isEmpty(folder, path(folder));
    }

    @Override
    public void createFolder(Location folder) {
        Path path = path(folder);
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw WriteFailures.of(path, e);
        }
        FolderSync.force(List.of(path.toAbsolutePath()));
    }

    @Override
    public OutputFile create(Location file, BufferAllocator allocator) {
        return LocalOutputFile.create(file, path(file), allocator);
    }

    @Override
    public List<FileEntry> commit(List<PendingFile> files) {
        List<FileEntry> committed = new ArrayList<>(files.size());
        Set<Path> folders = new LinkedHashSet<>();
        for (PendingFile file : files) {
            Path target = path(file.location());
            PendingNames.show(file.location(), target);
            folders.add(target.toAbsolutePath().getParent());
            committed.add(file(file.location()).orElseThrow(() -> noneOf(file.location())));
        }
        FolderSync.force(folders);
        return committed;
    }

    private static TarnException noneOf(Location location) {
        return new TarnException(ErrorCode.PATH_NOT_FOUND, "there is no file that waits to become " + location);
    }

    @Override
    public void abort(Location root, List<PendingFile> files) {
        List<Location> hidden = new ArrayList<>(files.size());
        for (PendingFile file : files) {
            hidden.add(new Location(PendingNames.of(path(file.location())).toString()));
        }
        delete(root, hidden);
    }

    @Override
    public List<PendingFile> pendingFiles(Location folder) {
        return PendingNames.below(folder, path(folder));
    }

    @Override
    public void delete(Location root, List<Location> files) {
        TarnException failure = null;
        Set<Path> folders = new LinkedHashSet<>();
        for (Location file : files) {
            try {
                Path target = path(file);
                Files.deleteIfExists(target);
                folders.add(target.toAbsolutePath().getParent());
            } catch (IOException e) {
                TarnException next = failure(file, e);
                if (failure == null) {
                    failure = next;
                } else {
                    failure.addSuppressed(next);
                }
            }
        }
        EmptyFolders.remove(path(root).toAbsolutePath(), folders);
        if (failure != null) {
            throw failure;
        }
    }

    private static Path path(Location location) {
        String text = location.path();
        try {
            return Path.of(text.startsWith("file:/") ? text.substring("file:".length()) : text);
        } catch (InvalidPathException e) {
            throw new TarnException(ErrorCode.PATH_NOT_FOUND, "not a path: " + location, e);
        }
    }

    private static byte[] nameBytes(Location location) {
        return location.name().getBytes(StandardCharsets.UTF_8);
    }

    private static BasicFileAttributes attributesIfPresent(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException | FileSystemLoopException e) {
            return null;
        } catch (java.nio.file.FileSystemException e) {
            if (leadsNowhere(path)) {
                return null;
            }
            throw e;
        }
    }

    /** Returns whether a path cannot lead to anything: it goes on below a file, or it is a circle of links. */
    private static boolean leadsNowhere(Path path) {
        for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.isRegularFile(parent)) {
                return true;
            }
        }
        return Files.isSymbolicLink(path);
    }

    private static FileEntry entry(Location location, BasicFileAttributes attributes) {
        return new FileEntry(
                location, attributes.size(), attributes.lastModifiedTime().toMillis(), version(attributes));
    }

    /** Returns the version of a file with these attributes: it changes with size, time of change, and identity. */
    static String version(BasicFileAttributes attributes) {
        return attributes.size() + "-" + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + "-"
                + attributes.fileKey();
    }

    /** Returns the error that {@code cause} means for {@code location}. */
    static TarnException failure(Location location, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new TarnException(ErrorCode.PATH_NOT_FOUND, "there is no " + location, cause);
        }
        if (cause instanceof NotDirectoryException) {
            return new TarnException(ErrorCode.PATH_NOT_FOUND, location + " is not a folder", cause);
        }
        ErrorPosition position = ErrorPosition.InFile.of(location.text());
        if (cause instanceof AccessDeniedException) {
            return new TarnException(ErrorCode.PERMISSION_DENIED, position, "may not be read by this user", cause);
        }
        return new TarnException(ErrorCode.STORAGE_ERROR, position, String.valueOf(cause.getMessage()), cause);
    }
}
