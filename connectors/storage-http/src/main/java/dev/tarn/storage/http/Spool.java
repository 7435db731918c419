package dev.tarn.storage.http;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whole files of servers that give no ranges, on the local disk: the last ones that were asked for, up to a limit of bytes.
 * Thread-safe.
 */
final class Spool implements AutoCloseable {
    private static final int PIECE_BYTES = 64 << 10;

    private record Key(String location, String version) {}

    private record Spooled(Path file, FileChannel channel, long size) {}

    private final Path folder;
    private final long limitBytes;
    private final LinkedHashMap<Key, Spooled> files = new LinkedHashMap<>(8, 0.75f, true);
    private long heldBytes;

    Spool(Path folder, long limitBytes) {
        this.folder = folder;
        this.limitBytes = limitBytes;
    }

    /** Returns the size of a file that is here, or -1. */
    synchronized long size(Location location, String version) {
        Spooled spooled = files.get(new Key(location.text(), version));
        return spooled == null ? -1 : spooled.size;
    }

    /** Fills {@code target} if the file is here. */
    boolean read(Location location, String version, long position, ByteBuffer target) throws IOException {
        Spooled spooled;
        synchronized (this) {
            spooled = files.get(new Key(location.text(), version));
        }
        if (spooled == null) {
            return false;
        }
        int start = target.position();
        long at = position;
        try {
            while (target.hasRemaining()) {
                int count = spooled.channel.read(target, at);
                if (count < 0) {
                    return true;
                }
                at += count;
            }
            return true;
        } catch (ClosedChannelException e) {
            // An interrupt of a thread that reads closes the file, and so ends it for all.
            target.position(start);
            forget(new Key(location.text(), version), spooled);
            return false;
        }
    }

    private synchronized void forget(Key key, Spooled spooled) {
        if (files.remove(key, spooled)) {
            heldBytes -= spooled.size;
        }
    }

    /**
     * Takes a whole file in.
     *
     * @return its size
     * @throws TarnException NOT_SUPPORTED if it is larger than the limit
     */
    long add(Location location, String version, InputStream body) throws IOException {
        Path file = Files.createTempFile(folder, "tarn-http", ".part");
        boolean isKept = false;
        try {
            long size = copy(location, body, file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
            keep(new Key(location.text(), version), new Spooled(file, channel, size));
            isKept = true;
            return size;
        } finally {
            if (!isKept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private long copy(Location location, InputStream body, Path file) throws IOException {
        long size = 0;
        byte[] piece = new byte[PIECE_BYTES];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                size += count;
                if (size > limitBytes) {
                    throw tooLarge(location);
                }
                out.write(piece, 0, count);
            }
        }
        return size;
    }

    /** Returns the error for a file that is larger than the limit. */
    TarnException tooLarge(Location location) {
        return new TarnException(
                ErrorCode.NOT_SUPPORTED,
                ErrorPosition.InFile.of(location.text()),
                "the server gives no ranges, and the whole file has more than " + limitBytes
                        + " bytes; download it, or set http.spool_limit higher");
    }

    private synchronized void keep(Key key, Spooled spooled) throws IOException {
        Spooled before = files.put(key, spooled);
        heldBytes += spooled.size;
        if (before != null) {
            drop(before);
        }
        Iterator<Map.Entry<Key, Spooled>> oldest = files.entrySet().iterator();
        while (heldBytes > limitBytes && files.size() > 1) {
            Spooled first = oldest.next().getValue();
            oldest.remove();
            drop(first);
        }
    }

    private void drop(Spooled spooled) throws IOException {
        heldBytes -= spooled.size;
        spooled.channel.close();
    }

    @Override
    public synchronized void close() throws IOException {
        for (Spooled spooled : files.values()) {
            spooled.channel.close();
        }
        files.clear();
    }
}
