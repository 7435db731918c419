package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object while it is written: a multipart upload whose parts are sent as soon as they are full, two at a time, while the
 * next one fills. Holds at most three parts of memory; a small object's grows with it.
 */
final class S3Upload implements OutputFile {
    /** Eight mebibytes with the memory that a buffer has beyond what is used of it. */
    static final int PART_BYTES = (8 << 20) - DirectBuffer.SLACK_BYTES;

    private static final int[] BUFFER_BYTES = {
        (256 << 10) - DirectBuffer.SLACK_BYTES, (2 << 20) - DirectBuffer.SLACK_BYTES, PART_BYTES
    };
    private static final int MAX_PARTS = 10_000;
    private static final int MAX_IN_FLIGHT = 2;

    private final S3Writer writer;
    private final PendingFile pending;
    private final BufferAllocator allocator;
    private final Deque<PartUpload> inFlight = new ArrayDeque<>();
    private final List<CompletedPart> parts = new ArrayList<>();
    /** What the buffer and the parts on their way have. */
    private final AtomicLong heldBytes = new AtomicLong();

    private DirectBuffer buffer;
    private int filled;
    private int partCount;
    private long sentBytes;
    private RuntimeException failure;
    private volatile boolean stopped;
    private boolean prepared;
    private boolean closed;

    S3Upload(S3Writer writer, PendingFile pending, BufferAllocator allocator) {
        this.writer = writer;
        this.pending = pending;
        this.allocator = allocator;
    }

    @Override
    public Location location() {
        return pending.location();
    }

    @Override
    public PendingFile pending() {
        return pending;
    }

    @Override
    public long position() {
        return sentBytes + filled;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void write(ByteBuffer source) {
        requireOpen();
        while (source.hasRemaining()) {
            makeRoom();
            int count = Math.min(bufferBytes() - filled, source.remaining());
            buffer.buffer().put(filled, source, source.position(), count);
            source.position(source.position() + count);
            filled += count;
        }
    }

    private void requireOpen() {
        if (closed || prepared) {
            throw new IllegalStateException("the file is not written to any more: " + pending.location());
        }
        if (failure != null) {
            throw failure;
        }
    }

    private int bufferBytes() {
        return buffer == null ? 0 : Math.min(buffer.capacity(), PART_BYTES);
    }

    /** Sees to it that a byte fits into the buffer: it grows up to the size of a part, which is then sent. */
    private void makeRoom() {
        if (filled < bufferBytes()) {
            return;
        }
        if (filled == PART_BYTES) {
            awaitUntil(MAX_IN_FLIGHT - 1);
            sendPart();
        }
        int wanted = 0;
        while (partCount == 0 && BUFFER_BYTES[wanted] <= filled) {
            wanted++;
        }
        int size = partCount == 0 ? BUFFER_BYTES[wanted] : PART_BYTES;
        DirectBuffer larger = acquire(size);
        if (buffer != null) {
            larger.buffer().put(0, buffer.buffer(), 0, filled);
            release(buffer);
        }
        buffer = larger;
    }

    private DirectBuffer acquire(int size) {
        PartsUnderWay underWay = writer.partsUnderWay();
        while (true) {
            long ended = underWay.ended();
            try {
                DirectBuffer memory = DirectBufferPool.acquire(allocator, size);
                heldBytes.addAndGet(memory.capacity());
                return memory;
            } catch (OutOfMemoryException e) {
                // Parts on their way give memory back: to wait for it is better than to fail.
                if (!underWay.await(ended)) {
                    throw e;
                }
            }
        }
    }

    /** Gives memory back; any thread. */
    void release(DirectBuffer memory) {
        heldBytes.addAndGet(-memory.capacity());
        memory.close();
    }

    @Override
    public long memoryBytes() {
        return heldBytes.get();
    }

    /** Begins to send what was filled, empty or not, and leaves no buffer behind. */
    private void sendPart() {
        if (partCount == MAX_PARTS) {
            throw fail(new TarnException(
                    ErrorCode.EXCEEDED_LIMIT,
                    ErrorPosition.InFile.of(pending.location().text()),
                    "an object that is written has at most " + MAX_PARTS + " parts of " + PART_BYTES
                            + " bytes; write smaller files"));
        }
        PartUpload part = new PartUpload(this, writer, ++partCount, buffer, filled);
        buffer = null;
        sentBytes += filled;
        filled = 0;
        inFlight.add(part);
        part.begin();
    }

    private RuntimeException fail(RuntimeException reason) {
        failure = failure == null ? reason : failure;
        return failure;
    }

    /** Waits for the oldest parts until no more than {@code most} are under way. */
    private void awaitUntil(int most) {
        while (inFlight.size() > most) {
            PartUpload oldest = inFlight.remove();
            try {
                parts.add(oldest.await());
            } catch (RuntimeException e) {
                fail(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public CompletableFuture<?> ready() {
        boolean isFree = inFlight.size() < MAX_IN_FLIGHT || inFlight.peek().isDone();
        return isFree
                ? CompletableFuture.completedFuture(null)
                : inFlight.peek().ended();
    }

    @Override
    public void prepare() {
        if (prepared) {
            return;
        }
        requireOpen();
        if (filled > 0 || partCount == 0) {
            sendPart();
        }
        awaitUntil(0);
        prepared = true;
        writer.remember(pending, parts);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        stopped = !prepared;
        if (buffer != null) {
            release(buffer);
            buffer = null;
        }
        for (PartUpload part : inFlight) {
            part.drop();
        }
        inFlight.clear();
        if (!prepared) {
            writer.abort(pending);
        }
    }
}
