package dev.tarn.format.text.io;

import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.io.InputStream;

/** The content of a file as a stream, after its byte order mark. Errors are those of the file. One thread at a time. */
public final class ContentStream extends InputStream {
    private static final int BLOCK = 256 << 10;

    private final ContentReader reader;
    private int at;
    private int limit;
    private long taken;

    public ContentStream(InputFile file, TextLayout layout, ScanMetrics metrics) {
        reader = new ContentReader(file, layout, metrics);
        long left = layout.contentStart();
        while (left > 0 && fill()) {
            int skipped = (int) Math.min(left, limit - at);
            at += skipped;
            left -= skipped;
        }
    }

    private boolean fill() {
        if (at == limit) {
            at = 0;
            limit = reader.read(BLOCK);
            taken += limit;
        }
        return at < limit;
    }

    /** Returns how many bytes were read from the content so far. */
    public long taken() {
        return taken;
    }

    @Override
    public int read() {
        return fill() ? reader.block()[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(reader.block(), at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return limit - at;
    }

    @Override
    public void close() {
        reader.close();
    }
}
