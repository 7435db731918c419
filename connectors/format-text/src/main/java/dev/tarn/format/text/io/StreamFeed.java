package dev.tarn.format.text.io;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** What a library's stream decompresses. */
final class StreamFeed implements ByteFeed {
    private static final int BLOCK = 128 << 10;

    private final InputStream stream;
    private final Compression compression;
    private final String path;
    private final byte[] block = new byte[BLOCK];
    private boolean atEnd;

    StreamFeed(InputStream stream, Compression compression, String path) {
        this.stream = stream;
        this.compression = compression;
        this.path = path;
    }

    @Override
    public boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public int read(ByteBuffer target) {
        int before = target.position();
        try {
            while (target.hasRemaining() && !atEnd) {
                int count = stream.read(block, 0, Math.min(block.length, target.remaining()));
                if (count < 0) {
                    atEnd = true;
                } else {
                    target.put(block, 0, count);
                }
            }
        } catch (TarnException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw broken(compression, path, e);
        }
        return target.position() - before;
    }

    static TarnException broken(Compression compression, String path, Throwable cause) {
        String why = cause.getMessage() == null ? "it ends too early" : cause.getMessage();
        return new TarnException(
                ErrorCode.HIVE_BAD_DATA,
                ErrorPosition.InFile.of(path),
                "the " + compression.label() + " compression is broken: " + why + "; the file may be truncated",
                cause);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
