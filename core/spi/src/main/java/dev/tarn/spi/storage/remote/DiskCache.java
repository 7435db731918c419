package dev.tarn.spi.storage.remote;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ranges of files on the local disk, each in a file of its own that is named by what it holds: location, version and range.
 * The least recently used go when there are too many bytes. Several processes may share a folder: each looks now and then
 * what the others have put there, and together they may hold a tenth each beyond the limit meanwhile. A disk that fails makes
 * reads slower, not wrong: such a range is asked for again. Thread-safe.
 */
public final class DiskCache {
    private static final String SUFFIX = ".range";
    private static final String PART_SUFFIX = ".tmp";
    private static final int MIN_BYTES = 4_096;
    /** After this share of the limit was written, the folder is looked at again. */
    private static final int SCAN_SHARE = 10;
    /** What is still half written after this time was left behind by a process that is gone. */
    private static final long PART_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Path folder;
    private final long maxBytes;
    private final LinkedHashMap<String, Long> sizes = new LinkedHashMap<>(64, 0.75f, true);
    private long heldBytes;
    private long writtenBytes;

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
            scan();
        } catch (IOException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, "the cache folder " + folder + " cannot be used: " + e, e);
        }
    }

    /** Counts what lies in the folder anew, makes room, and clears away what others have left half written. */
    private synchronized void scan() throws IOException {
        record Range(String name, long size, long usedMillis) {}
        List<Range> ranges = new ArrayList<>();
        long now = System.currentTimeMillis();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                File known = file.toFile();
                // Another process may have deleted it by now: then these are 0.
                long size = known.length();
                long used = known.lastModified();
                if (name.endsWith(SUFFIX) && size > 0) {
                    ranges.add(new Range(name, size, used));
                } else if (name.endsWith(PART_SUFFIX) && used > 0 && used < now - PART_MILLIS) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        ranges.sort(Comparator.comparingLong(Range::usedMillis));
        sizes.clear();
        heldBytes = 0;
        writtenBytes = 0;
        for (Range range : ranges) {
            sizes.put(range.name, range.size);
            heldBytes += range.size;
        }
        makeRoom();
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
            Path part = Files.createTempFile(folder, "part", PART_SUFFIX);
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
            remember(name, length);
        } catch (IOException e) {
            forget(name);
        }
    }

    private synchronized void remember(String name, long length) throws IOException {
        Long before = sizes.put(name, length);
        heldBytes += length - (before == null ? 0 : before);
        writtenBytes += length;
        if (writtenBytes > maxBytes / SCAN_SHARE) {
            scan();
        } else {
            makeRoom();
        }
    }

    private synchronized void forget(String name) {
        Long size = sizes.remove(name);
        heldBytes -= size == null ? 0 : size;
    }

    private synchronized void makeRoom() {
        var oldest = sizes.entrySet().iterator();
        while (heldBytes > maxBytes && oldest.hasNext()) {
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
