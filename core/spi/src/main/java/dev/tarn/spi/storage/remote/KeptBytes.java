package dev.tarn.spi.storage.remote;

import dev.tarn.spi.storage.FileEntry;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Small files that were read as a whole. What nobody has used yet is kept for a minute rather than thrown out for the next,
 * so that a scan of many files does not read each of them twice. Thread-safe.
 */
final class KeptBytes {
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record Key(String location, String version) {
        static Key of(FileEntry file) {
            return new Key(file.location().text(), file.version());
        }
    }

    private static final class Kept {
        private final byte[] bytes;
        private final long sinceNanos = System.nanoTime();
        private boolean used;

        Kept(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean isFresh() {
            return !used && System.nanoTime() - sinceNanos < FRESH_NANOS;
        }
    }

    private final long maxBytes;
    private final LinkedHashMap<Key, Kept> files = new LinkedHashMap<>(64, 0.75f, true);
    private long heldBytes;

    KeptBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Sets room aside for a file that is about to be read; to be followed by {@link #keep} or {@link #release}. */
    synchronized boolean reserve(long byteCount) {
        Iterator<Kept> oldest = files.values().iterator();
        while (heldBytes + byteCount > maxBytes && oldest.hasNext()) {
            Kept kept = oldest.next();
            if (!kept.isFresh()) {
                heldBytes -= kept.bytes.length;
                oldest.remove();
            }
        }
        if (heldBytes + byteCount > maxBytes) {
            return false;
        }
        heldBytes += byteCount;
        return true;
    }

    synchronized void release(long byteCount) {
        heldBytes -= byteCount;
    }

    /** Keeps a file, for which room was reserved. */
    synchronized void keep(FileEntry file, byte[] content) {
        Kept before = files.put(Key.of(file), new Kept(content));
        heldBytes -= before == null ? 0 : before.bytes.length;
    }

    /** Fills {@code target} from {@code position} if the file is kept. */
    boolean copy(FileEntry file, long position, ByteBuffer target) {
        Kept kept;
        synchronized (this) {
            kept = files.get(Key.of(file));
        }
        if (kept == null) {
            return false;
        }
        target.put(kept.bytes, (int) position, target.remaining());
        return true;
    }

    /** Says that a scan has read a file. */
    synchronized void markUsed(FileEntry file) {
        Kept kept = files.get(Key.of(file));
        if (kept != null) {
            kept.used = true;
        }
    }
}
