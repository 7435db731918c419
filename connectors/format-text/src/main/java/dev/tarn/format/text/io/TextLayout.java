package dev.tarn.format.text.io;

import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the bytes of a file are its content, and in which parts they are read. Offsets are those of the content: the bytes
 * after decompression and, where the character set is not UTF-8, after that became UTF-8.
 *
 * @param compression how the file is compressed
 * @param charset its characters
 * @param sizeBytes its size as it is stored
 * @param contentStart the offset of the first record, after a byte order mark and header lines
 * @param partBytes the bytes of a part, or 0 if the file is one part
 */
public record TextLayout(Compression compression, Charset charset, long sizeBytes, long contentStart, long partBytes) {
    private static final int PIECE_BYTES = 4 << 20;
    private static final int SMALLEST_PIECE = 4 << 10;
    private static final int COMPRESSED_RATIO = 8;

    /** Returns whether the content's bytes are the file's bytes, so that parts can be read by themselves. */
    public boolean isPlain() {
        return compression == Compression.NONE && charset.equals(StandardCharsets.UTF_8);
    }

    /** Returns the number of parts, at least 1. */
    public int partCount() {
        if (partBytes == 0 || !isPlain()) {
            return 1;
        }
        return (int) Math.max(1, (sizeBytes - contentStart + partBytes - 1) / partBytes);
    }

    /** Returns the offset at which a part begins: the records that begin in it are its own. */
    public long partStart(int part) {
        return contentStart + part * partBytes;
    }

    /** Returns the offset at which a part ends; of the last part a number larger than any offset. */
    public long partEnd(int part) {
        return part == partCount() - 1 ? Long.MAX_VALUE : partStart(part + 1);
    }

    /** Returns the offset from which on a part's bytes are read: one before its begin, where that is not the file's. */
    public long readFrom(int part) {
        return part == 0 ? contentStart : partStart(part) - 1;
    }

    /** Returns roughly the stored bytes of a part. */
    public long partSize(int part) {
        return Math.min(sizeBytes, partEnd(part)) - (part == 0 ? 0 : partStart(part));
    }

    /** Opens a file's content from its begin. */
    ByteFeed open(InputFile file, int firstBlock, ScanMetrics metrics) {
        ByteFeed feed = compression.open(file, firstBlock, metrics);
        return charset.equals(StandardCharsets.UTF_8) ? feed : new TranscodingFeed(feed, charset);
    }

    /** Starts to read a part. */
    ReadAhead open(InputFile file, int part, ScanContext context) {
        if (isPlain()) {
            long from = readFrom(part);
            long end = Math.min(sizeBytes, partEnd(part));
            RangeFeed feed = new RangeFeed(file, from, end, context.metrics());
            int piece = pieceBytes(end - from);
            return new ReadAhead(feed, 0, piece, end - from, context);
        }
        int piece = pieceBytes(sizeBytes * COMPRESSED_RATIO);
        ByteFeed feed = open(file, (int) Math.min(sizeBytes, 2 << 20), context.metrics());
        return new ReadAhead(feed, contentStart, piece, Long.MAX_VALUE - piece, context);
    }

    private static int pieceBytes(long length) {
        return (int) Math.max(SMALLEST_PIECE, Math.min(PIECE_BYTES, length));
    }
}
