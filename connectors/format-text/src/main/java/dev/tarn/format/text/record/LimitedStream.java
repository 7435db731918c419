package dev.tarn.format.text.record;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A content for a parser that keeps in memory what it has not given out yet: it ends in an error where that would be too
 * much, however long the content is. One thread at a time.
 */
public final class LimitedStream extends FilterInputStream {
    /** The most bytes that a record may have which becomes objects. */
    public static final int MAX_RECORD_BYTES = 64 << 20;

    private static final int READ_AHEAD = 1 << 20;

    private final String path;
    private long taken;
    private long limit;

    /** Wraps a content of the file at {@code path}. */
    public LimitedStream(InputStream content, String path) {
        super(content);
        this.path = path;
        restart();
    }

    /** Says that the parser has given out what was read so far. */
    public void restart() {
        limit = taken + MAX_RECORD_BYTES + READ_AHEAD;
    }

    private void take(long count) {
        taken += Math.max(0, count);
        if (taken > limit) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA,
                    ErrorPosition.InFile.of(path),
                    "the record near byte " + (limit - MAX_RECORD_BYTES - READ_AHEAD) + " is longer than "
                            + (MAX_RECORD_BYTES >> 20) + " MiB");
        }
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        take(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        take(count);
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
