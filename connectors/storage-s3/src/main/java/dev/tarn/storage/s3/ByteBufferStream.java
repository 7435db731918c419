package dev.tarn.storage.s3;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A buffer's remaining bytes as a stream, which can be marked. One thread. */
final class ByteBufferStream extends InputStream {
    private final ByteBuffer bytes;

    ByteBufferStream(ByteBuffer bytes) {
        this.bytes = bytes;
        bytes.mark();
    }

    @Override
    public int read() {
        return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count == 0 ? -1 : count;
    }

    @Override
    public int available() {
        return bytes.remaining();
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public synchronized void mark(int limit) {
        bytes.mark();
    }

    @Override
    public synchronized void reset() {
        bytes.reset();
    }
}
