package dev.tarn.spi.storage.remote;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ranges of files on the local disk, each in a file of its own that is named by what it holds: location, version and range.
 * The least recently used go when there are too many bytes. Several processes may share a folder. A disk that fails makes
 * reads slower, not wrong: such a range is asked for again. Thread-safe.
 */
public final class DiskCache {
    private static final String SUFFIX = ".range";
    private static final int MIN_BYTES = 4_096;

    private final Path folder;
    private final long maxBytes;
    private final LinkedHashMap<String, Long> sizes = new LinkedHashMap<>(64, 0.75f, true);
    private long heldBytes;

    /**
     * Opens a cache with what an earlier process has left in it.
     *
     * @throws TarnException INVALID_PROPERTY if the folder cannot be used
     */
    public DiskCache(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        try {
            Files.createDirectories(folder);
            for (Path file : oldestFirst(folder)) {
                long size = Files.size(file);
                sizes.put(file.getFileName().toString(), size);
                heldBytes += size;
            }
        } catch (IOException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, "the cache folder " + folder + " cannot be used: " + e, e);
        }
        makeRoom(0);
    }

    private static List<Path> oldestFirst(Path folder) throws IOException {
        record Aged(Path file, FileTime time) {}
        List<Aged> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                files.add(new Aged(file, Files.getLastModifiedTime(file)));
            }
        }
        files.sort(Comparator.comparing(Aged::time));
        return files.stream().map(Aged::file).toList();
    }

    /** Fills {@code target} if its range of the file, from {@code position}, is here. */
    boolean read(FileEntry file, long position, ByteBuffer target) {
        String name = name(file, position, target.remaining());
        synchronized (this) {
            if (sizes.get(name) == null) {
                return false;
            }
        }
        int start = target.position();
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
            if (channel.size() == target.remaining()) {
                int count = 0;
                while (target.hasRemaining() && count >= 0) {
                    count = channel.read(target);
                }
            }
            if (!target.hasRemaining()) {
                Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(System.currentTimeMillis()));
                return true;
            }
        } catch (IOException e) {
            forget(name);
        }
        target.position(start);
        return false;
    }

    /** Keeps {@code bytes}, which begin at {@code position} of the file. */
    void write(FileEntry file, long position, ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length < MIN_BYTES || length > maxBytes) {
            return;
        }
        String name = name(file, position, length);
        try {
            Path part = Files.createTempFile(folder, "part", ".tmp");
            try {
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }
                Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            forget(name);
            return;
        }
        remember(name, length);
    }

    private synchronized void remember(String name, long length) {
        Long before = sizes.put(name, length);
        heldBytes += length - (before == null ? 0 : before);
        makeRoom(0);
    }

    private synchronized void forget(String name) {
        Long size = sizes.remove(name);
        heldBytes -= size == null ? 0 : size;
    }

    private synchronized void makeRoom(long wanted) {
        var oldest = sizes.entrySet().iterator();
        while (heldBytes + wanted > maxBytes && oldest.hasNext()) {
            Map.Entry<String, Long> entry = oldest.next();
            heldBytes -= entry.getValue();
            oldest.remove();
            // Who deleted it before, or why it stays, does not matter: it is not counted on any more.
            folder.resolve(entry.getKey()).toFile().delete();
        }
    }

    private static String name(FileEntry file, long position, int length) {
        String text = file.location().text() + '\n' + file.version() + '\n' + position + '\n' + length;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest) + SUFFIX;
        } catch (NoSuchAlgorithmException e) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "the JDK lacks SHA-256", e);
        }
    }
}
