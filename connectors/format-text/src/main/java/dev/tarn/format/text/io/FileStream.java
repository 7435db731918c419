package dev.tarn.format.text.io;

import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A file as a stream, from its first byte, read in large blocks. Errors are the file's. Closing it frees nothing. */
final class FileStream extends InputStream {
    private static final int FIRST_BLOCK = 64 << 10;
    private static final int MAX_BLOCK = 2 << 20;

    private final InputFile file;
    private final ScanMetrics metrics;
    private final long size;
    private long position;
    private byte[] block = new byte[0];
    private int at;
    private int limit;
    private int nextBlock;

    FileStream(InputFile file, int firstBlock, ScanMetrics metrics) {
        this.file = file;
        this.metrics = metrics;
        this.size = file.entry().sizeBytes();
        this.nextBlock = Math.max(firstBlock, FIRST_BLOCK);
    }

    /** Returns how many bytes were taken so far. */
    long consumed() {
        return position - (limit - at);
    }

    /** Returns whether all bytes were taken. */
    boolean isAtEnd() {
        return consumed() >= size;
    }

    /** Returns what is read and not taken, reading if that is nothing; without remaining bytes at the end. */
    ByteBuffer peek() {
        fill();
        return ByteBuffer.wrap(block, at, limit - at);
    }

    /** Takes {@code count} bytes of what {@link #peek} shows. */
    void take(int count) {
        at += count;
    }

    private boolean fill() {
        if (at < limit) {
            return true;
        }
        int length = (int) Math.min(nextBlock, size - position);
        if (length <= 0) {
            return false;
        }
        if (block.length < length) {
            block = new byte[length];
        }
        metrics.readRequests.increment();
        metrics.bytesRead.add(length);
        file.read(position, ByteBuffer.wrap(block, 0, length));
        position += length;
        at = 0;
        limit = length;
        nextBlock = Math.max(nextBlock, Math.min(MAX_BLOCK, nextBlock * 4));
        return true;
    }

    @Override
    public int read() {
        return fill() ? block[at++] & 0xFF : -1;
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
        System.arraycopy(block, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, size - consumed());
    }
}
