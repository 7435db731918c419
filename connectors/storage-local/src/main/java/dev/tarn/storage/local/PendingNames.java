package dev.tarn.storage.local;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.PendingFile;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The hidden names that files have until they are committed: {@code x.parquet} is {@code .x.parquet.tarn-pending}. */
final class PendingNames {
    private static final String PREFIX = ".";
    private static final String SUFFIX = ".tarn-pending";
    /** A partition's folder may be a link, as the table's may. */
    private static final Set<FileVisitOption> FOLLOWING_LINKS = Set.of(FileVisitOption.FOLLOW_LINKS);

    private PendingNames() {}

    /** Returns where the bytes of {@code target} are until it is committed. */
    static Path of(Path target) {
        return target.resolveSibling(PREFIX + target.getFileName() + SUFFIX);
    }

    private static boolean isPending(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && name.length() > PREFIX.length() + SUFFIX.length();
    }

    private static String finalName(String name) {
        return name.substring(PREFIX.length(), name.length() - SUFFIX.length());
    }

    /** Gives a pending file its name; nothing if it has it already. */
    static void show(Location location, Path target) {
        Path hidden = of(target);
        if (!Files.exists(hidden)) {
            if (Files.exists(target)) {
                return;
            }
            throw new TarnException(
                    ErrorCode.PATH_NOT_FOUND,
                    ErrorPosition.InFile.of(location.text()),
                    "no file waits to get this name");
        }
        try {
            if (Files.exists(target)) {
                throw new java.nio.file.FileAlreadyExistsException(target.toString());
            }
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw WriteFailures.of(target, e);
        }
    }

    /** Returns the pending files in a folder and below it, in the order of their paths. */
    static List<PendingFile> below(Location folder, Path path) {
        List<PendingFile> found = new ArrayList<>();
        if (!Files.isDirectory(path)) {
            return found;
        }
        try {
            Path root = path.toRealPath();
            Files.walkFileTree(root, FOLLOWING_LINKS, Integer.MAX_VALUE, new PatientVisitor() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (isPending(name)) {
                        Location place = folder;
                        for (Path part : root.relativize(file).getParent() == null
                                ? List.<Path>of()
                                : root.relativize(file).getParent()) {
                            place = place.child(part.toString());
                        }
                        found.add(new PendingFile(place.child(finalName(name)), ""));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw LocalFileSystem.failure(folder, e);
        }
        found.sort(Comparator.comparing(file -> file.location().text()));
        return found;
    }

    /** Returns whether there is nothing at {@code path} but folders and pending files. */
    static boolean isEmpty(Location folder, Path path) {
        if (!Files.exists(path)) {
            return true;
        }
        boolean[] empty = {true};
        try {
            Files.walkFileTree(path.toRealPath(), FOLLOWING_LINKS, Integer.MAX_VALUE, new PatientVisitor() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isPending(file.getFileName().toString())) {
                        return FileVisitResult.CONTINUE;
                    }
                    empty[0] = false;
                    return FileVisitResult.TERMINATE;
                }
            });
        } catch (IOException e) {
            throw LocalFileSystem.failure(folder, e);
        }
        return empty[0];
    }

    /** Goes on when a file or a folder vanishes while the tree is walked, and where links go round in a circle. */
    private abstract static class PatientVisitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException || failure instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure == null || failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
