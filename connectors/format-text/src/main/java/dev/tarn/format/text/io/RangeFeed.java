package dev.tarn.format.text.io;

import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;

/** The bytes of a file as they are stored, from a position on; those past {@code partEnd} in small pieces. */
final class RangeFeed implements ByteFeed {
    private static final int FIRST_PIECE = 64 << 10;
    private static final int LARGEST_PIECE = 1 << 30;

    private final InputFile file;
    private final ScanMetrics metrics;
    private final long partEnd;
    private final long end;
    private long position;
    private int piece = FIRST_PIECE;

    RangeFeed(InputFile file, long position, long partEnd, ScanMetrics metrics) {
        this.file = file;
        this.position = position;
        this.partEnd = partEnd;
        this.end = file.entry().sizeBytes();
        this.metrics = metrics;
    }

    @Override
    public int nextLength(int capacity) {
        if (position < partEnd) {
            return (int) Math.min(capacity, partEnd - position);
        }
        int length = (int) Math.min(Math.min(piece, capacity), end - position);
        piece = Math.min(piece, LARGEST_PIECE >> 1) << 1;
        return length;
    }

    @Override
    public boolean isBeyondPart() {
        return position >= partEnd;
    }

    @Override
    public boolean isAtEnd() {
        return position >= end;
    }

    @Override
    public int read(ByteBuffer target) {
        int length = (int) Math.min(target.remaining(), end - position);
        if (length <= 0) {
            return 0;
        }
        metrics.readRequests.increment();
        metrics.bytesRead.add(length);
        target.limit(target.position() + length);
        file.read(position, target);
        position += length;
        return length;
    }

    @Override
    public void close() {
        // It holds nothing: the file is its owner's.
    }
}
