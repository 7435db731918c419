package dev.tarn.format.avro.read;

import dev.tarn.format.avro.decode.Input;
import dev.tarn.format.avro.schema.AvroMetadata;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * Reads the blocks of a range on a thread for input and output: the range, then what its last block has beyond it. The bytes
 * are on the heap and accounted for by the query's allocator.
 */
final class RangeReads implements AutoCloseable {
    /** What is read beyond the range at once: a sync marker that begins in it and the counts of the block behind. */
    private static final int BEYOND_BYTES = 64;

    /**
     * A block of records.
     *
     * @param offset where its data is in {@link #bytes}
     */
    record Block(int offset, int length, long rows) {}

    private final InputFile file;
    private final AvroMetadata metadata;
    private final ScanContext context;
    private final long start;
    private final long end;
    private final List<Block> blocks = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private long reservedBytes;
    private boolean closed;

    RangeReads(InputFile file, AvroMetadata metadata, int rowGroup, ScanContext context) {
        this.file = file;
        this.metadata = metadata;
        this.context = context;
        this.start = metadata.rangeStart(rowGroup);
        this.end = metadata.rangeEnd(rowGroup);
    }

    CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(this::read, context.ioExecutor());
    }

    /** Returns the blocks, once all is read. */
    List<Block> blocks() {
        return blocks;
    }

    /** Returns what the blocks' data is in, once all is read; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    private void read() {
        long size = file.entry().sizeBytes();
        if (!extendTo(Math.min(size, end + BEYOND_BYTES))) {
            return;
        }
        int sync = findSync();
        while (sync >= 0 && start + sync < end) {
            int data = sync + metadata.syncMarker().length;
            if (start + data >= size) {
                return;
            }
            Input in = new Input();
            in.reset(bytes, data, bytes.length);
            long rows;
            long length;
            try {
                rows = in.readLong();
                length = in.readLong();
            } catch (TarnException e) {
                throw Input.corrupt("the file ends within a block, or a block's counts are wrong");
            }
            long next = start + in.position() + length;
            if (rows < 0
                    || length < 0
                    || length > Integer.MAX_VALUE - (1 << 20)
                    || next > size - metadata.syncMarker().length) {
                throw Input.corrupt("a block at byte " + (start + data) + " cannot have " + rows + " records in "
                        + length + " bytes; the file has " + size);
            }
            if (!extendTo(Math.min(size, next + BEYOND_BYTES))) {
                return;
            }
            blocks.add(new Block(in.position(), (int) length, rows));
            sync = (int) (next - start);
            if (!isSync(sync)) {
                throw Input.corrupt(
                        "the block at byte " + (start + data) + " does not end with the file's sync marker");
            }
        }
    }

    private int findSync() {
        int last = bytes.length - metadata.syncMarker().length;
        byte first = metadata.syncMarker()[0];
        for (int i = 0; i <= last && start + i < end; i++) {
            if (bytes[i] == first && isSync(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isSync(int at) {
        byte[] marker = metadata.syncMarker();
        return Arrays.equals(bytes, at, at + marker.length, marker, 0, marker.length);
    }

    /** Reads on up to a position of the file; returns false if nobody wants that any more. */
    private boolean extendTo(long position) {
        int have = bytes.length;
        long needed = position - start;
        if (needed <= have) {
            return !isClosed();
        }
        if (needed > Integer.MAX_VALUE - 8) {
            throw Input.corrupt("a block of " + needed + " bytes");
        }
        int more = (int) needed - have;
        if (!reserve(more)) {
            return false;
        }
        byte[] longer = Arrays.copyOf(bytes, (int) needed);
        context.metrics().readRequests.increment();
        context.metrics().bytesRead.add(more);
        file.read(start + have, ByteBuffer.wrap(longer, have, more));
        bytes = longer;
        return true;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean reserve(long more) {
        if (closed) {
            return false;
        }
        boolean withinLimit = context.allocator().forceAllocate(more);
        if (!withinLimit) {
            context.allocator().releaseBytes(more);
            throw new OutOfMemoryException("the query's memory limit leaves no room for " + more + " bytes of a file");
        }
        reservedBytes += more;
        return true;
    }

    /** Ends the accounting; waits for no read that is under way. */
    @Override
    public synchronized void close() {
        closed = true;
        if (reservedBytes > 0) {
            context.allocator().releaseBytes(reservedBytes);
            reservedBytes = 0;
        }
    }
}
