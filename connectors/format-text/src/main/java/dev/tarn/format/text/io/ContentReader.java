package dev.tarn.format.text.io;

import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;

/** Reads the content of a file from its begin, in the calling thread. Blocks. */
public final class ContentReader implements AutoCloseable {
    private static final int BLOCK = 1 << 20;

    private final ByteFeed feed;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    public ContentReader(InputFile file, TextLayout layout, ScanMetrics metrics) {
        this.feed = layout.open(file, BLOCK, metrics);
    }

    /** Counts the line feeds among the next {@code bytes} bytes, or all that are left if those are fewer. */
    public long countLineFeeds(long bytes) {
        long lines = 0;
        long left = bytes;
        while (left > 0) {
            int count = read((int) Math.min(BLOCK, left));
            if (count == 0) {
                break;
            }
            for (int i = 0; i < count; i++) {
                lines += block.get(i) == '\n' ? 1 : 0;
            }
            left -= count;
        }
        return lines;
    }

    /** Reads up to {@code length} bytes, at most 1 MiB, into {@link #block}; fewer only at the end. */
    public int read(int length) {
        block.clear().limit(Math.min(length, BLOCK));
        return feed.read(block);
    }

    /** Returns the bytes that were read last, from index 0; not a copy. */
    public byte[] block() {
        return block.array();
    }

    @Override
    public void close() {
        feed.close();
    }
}
