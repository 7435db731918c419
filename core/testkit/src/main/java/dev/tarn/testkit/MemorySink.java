package dev.tarn.testkit;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.ByteSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Keeps what is written in memory, and fails when it is told to. */
public final class MemorySink implements ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long limit = Long.MAX_VALUE;

    /** Lets every write fail with STORAGE_ERROR that would make it more bytes than that. */
    public void failBeyond(long newLimit) {
        limit = newLimit;
    }

    @Override
    public void write(ByteBuffer source) {
        if (bytes.size() + (long) source.remaining() > limit) {
            throw new TarnException(ErrorCode.STORAGE_ERROR, "the test wants it so");
        }
        byte[] copy = new byte[source.remaining()];
        source.get(copy);
        bytes.writeBytes(copy);
    }

    public long length() {
        return bytes.size();
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
