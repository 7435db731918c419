package dev.tarn.spi.storage.remote;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A file behind a network. A small one is read as a whole when anything of it is wanted; a short read of the end, which is
 * how formats begin, brings more of it, so that the next one finds its bytes here; a long read is split into several at
 * once.
 */
final class RemoteFile implements InputFile {
    private static final int MAX_GAP_BYTES = 1 << 20;
    private static final int MAX_READ_BYTES = 16 << 20;
    /** Joined ranges are read in several reads at once, whose bounds need not be those of ranges. */
    private static final int MAX_JOINED_BYTES = 4 * MAX_READ_BYTES;

    private static final int SMALL_FILE_BYTES = 1 << 20;
    private static final int MIN_END_BYTES = 64 << 10;
    private static final int MAX_END_BYTES = 1 << 20;
    /** Ends are read longer in larger files, whose footers are larger: this part of the file. */
    private static final int END_SHARE = 1_000;

    private final FileEntry entry;
    private final RemoteReads reads;
    private final StorageMetrics metrics;
    private final OpenReads open = new OpenReads();
    private final Object keeping = new Object();
    private volatile boolean hasKept;
    private volatile boolean hasUsed;

    RemoteFile(FileEntry entry, RemoteReads reads, StorageMetrics metrics) {
        this.entry = entry;
        this.reads = reads;
        this.metrics = metrics;
    }

    @Override
    public FileEntry entry() {
        return entry;
    }

    @Override
    public int maxGapBytes() {
        return MAX_GAP_BYTES;
    }

    @Override
    public int maxJoinedBytes() {
        return MAX_JOINED_BYTES;
    }

    @Override
    public void read(long position, ByteBuffer target) {
        int length = target.remaining();
        long size = entry.sizeBytes();
        if (length == 0) {
            return;
        }
        if (position > size - length) {
            throw new TarnException(
                    ErrorCode.HIVE_CURSOR_ERROR,
                    ErrorPosition.InFile.of(entry.location().text()),
                    "the file ends at byte " + size + ", " + (position + length - size) + " bytes too early");
        }
        if (isKept(position, target)) {
            return;
        }
        if (position + length == size && length <= endBytes() || size <= SMALL_FILE_BYTES) {
            synchronized (keeping) {
                if (isKept(position, target) || readEnd(position, target)) {
                    return;
                }
            }
        }
        long keptFrom = reads.kept.keptFrom(entry);
        if (keptFrom > position && keptFrom < position + length) {
            int front = (int) (keptFrom - position);
            ByteBuffer back = target.duplicate().position(target.position() + front);
            if (reads.kept.copy(entry, keptFrom, back)) {
                metrics.cached(length - front);
                readParts(position, target.duplicate().limit(target.position() + front));
                target.position(target.limit());
                return;
            }
        }
        readParts(position, target.duplicate());
        target.position(target.limit());
    }

    private boolean isKept(long position, ByteBuffer target) {
        int length = target.remaining();
        if (!reads.kept.copy(entry, position, target)) {
            return false;
        }
        metrics.cached(length);
        hasUsed = !hasKept;
        return true;
    }

    private int endBytes() {
        long size = entry.sizeBytes();
        return (int) Math.min(size, Math.max(MIN_END_BYTES, Math.min(MAX_END_BYTES, size / END_SHARE)));
    }

    /** Reads the end of the file, all of it if it is small, and keeps it; returns false if there is no room for that. */
    private boolean readEnd(long position, ByteBuffer target) {
        long size = entry.sizeBytes();
        int length = target.remaining();
        int wanted = size <= SMALL_FILE_BYTES ? (int) size : endBytes();
        if (!reads.kept.reserve(wanted)) {
            wanted = endBytes();
            if (size - position > wanted || !reads.kept.reserve(wanted)) {
                return false;
            }
        }
        byte[] end = new byte[wanted];
        boolean isKept = false;
        try {
            readPart(size - wanted, ByteBuffer.wrap(end));
            reads.kept.keep(entry, end);
            isKept = true;
        } finally {
            if (!isKept) {
                reads.kept.release(wanted);
            }
        }
        hasKept = true;
        target.put(end, (int) (position - (size - wanted)), length);
        return true;
    }

    /** Reads a range in parts of about the same length, side by side. */
    private void readParts(long position, ByteBuffer target) {
        int length = target.remaining();
        if (length <= MAX_READ_BYTES) {
            readPart(position, target);
            return;
        }
        int count = (length + MAX_READ_BYTES - 1) / MAX_READ_BYTES;
        List<Callable<Void>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) length * i / count);
            int to = (int) ((long) length * (i + 1) / count);
            ByteBuffer part = target.duplicate().limit(target.position() + to).position(target.position() + from);
            parts.add(() -> {
                readPart(position + from, part);
                return null;
            });
        }
        FanOut.run(reads.requests.executor(), parts);
    }

    private void readPart(long position, ByteBuffer target) {
        if (reads.disk == null) {
            request(position, target);
            return;
        }
        int length = target.remaining();
        ByteBuffer bytes = target.duplicate();
        if (reads.disk.read(entry, position, target)) {
            metrics.cached(length);
        } else {
            request(position, target);
            reads.disk.write(entry, position, bytes);
        }
    }

    private void request(long position, ByteBuffer target) {
        int start = target.position();
        reads.requests.send(RequestKind.GET, metrics, open::isClosed, new RemoteRequest<Void>() {
            @Override
            public Void send() throws Exception {
                int before = target.position();
                try {
                    reads.fetcher.fetch(entry, position + before - start, target, metrics, open);
                } finally {
                    metrics.received((long) target.position() - before);
                }
                if (target.hasRemaining()) {
                    throw new ShortBodyException(target.remaining());
                }
                return null;
            }

            @Override
            public boolean isTransient(Exception failure) {
                return failure instanceof ShortBodyException || reads.fetcher.isTransient(failure);
            }

            @Override
            public TarnException error(Exception failure, int attempts) {
                return reads.fetcher.error(entry, failure, attempts);
            }
        });
    }

    @Override
    public void close() {
        open.close();
        if (hasUsed) {
            reads.kept.markUsed(entry);
        }
    }
}
