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
    private final Object ahead = new Object();
    /** The end of the file, once it was read. */
    private volatile byte[] end;
    /** Whether this is what read the file as a whole. */
    private volatile boolean hasFetched;

    private volatile boolean hasReadRows;

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
        if (position < size - endBytes()) {
            hasReadRows = true;
        }
        boolean isShort = size <= SMALL_FILE_BYTES || position + length == size && length <= endBytes();
        if (isHere(position, target) || isShort && readAhead(position, target)) {
            return;
        }
        // Another thread may have read the end meanwhile, and then all of the range may lie in it.
        byte[] known = end;
        long knownFrom = size - (known == null ? 0 : known.length);
        if (known != null && position + length > knownFrom) {
            int front = (int) Math.max(0, knownFrom - position);
            if (front > 0) {
                readParts(position, target.duplicate().limit(target.position() + front));
                target.position(target.position() + front);
            }
            isHere(position + front, target);
            return;
        }
        readParts(position, target.duplicate());
        target.position(target.limit());
    }

    /** Fills {@code target} if all of it was read before. */
    private boolean isHere(long position, ByteBuffer target) {
        int length = target.remaining();
        byte[] known = end;
        long knownFrom = entry.sizeBytes() - (known == null ? 0 : known.length);
        if (known != null && position >= knownFrom) {
            target.put(known, (int) (position - knownFrom), length);
        } else if (!reads.kept.copy(entry, position, target)) {
            return false;
        }
        metrics.cached(length);
        return true;
    }

    private int endBytes() {
        long size = entry.sizeBytes();
        return (int) Math.min(size, Math.max(MIN_END_BYTES, Math.min(MAX_END_BYTES, size / END_SHARE)));
    }

    /**
     * Reads a small file as a whole, to be kept for whoever opens it next, or the end of a larger one, for this time only.
     *
     * @return false if there is no room for the small file, and it is not its end that is wanted
     */
    private boolean readAhead(long position, ByteBuffer target) {
        synchronized (ahead) {
            if (isHere(position, target)) {
                return true;
            }
            long size = entry.sizeBytes();
            byte[] bytes;
            if (size <= SMALL_FILE_BYTES && reads.kept.reserve(size)) {
                bytes = readWhole((int) size);
            } else if (position >= size - endBytes()) {
                bytes = new byte[endBytes()];
                readPart(size - bytes.length, ByteBuffer.wrap(bytes));
                end = bytes;
            } else {
                return false;
            }
            target.put(bytes, (int) (position - (size - bytes.length)), target.remaining());
            return true;
        }
    }

    private byte[] readWhole(int size) {
        byte[] bytes = new byte[size];
        boolean isKept = false;
        try {
            readPart(0, ByteBuffer.wrap(bytes));
            reads.kept.keep(entry, bytes);
            isKept = true;
        } finally {
            if (!isKept) {
                reads.kept.release(size);
            }
        }
        hasFetched = true;
        return bytes;
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
        if (hasReadRows || !hasFetched) {
            reads.kept.markUsed(entry);
        }
    }
}
