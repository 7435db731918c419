package dev.tarn.spi.split;

import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.storage.InputFile;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One read of a range of a file, on a thread for input and output or, where reading is quick, on the one that needs it.
 *
 * <p>Two hold the buffer: the source, until it closes, and the reading thread, until it is done; the last of them gives it
 * back. So closing waits for no read, and no read writes into memory that another has.
 */
public final class RangeRead {
    private final long position;
    private final int length;
    private final DirectBuffer buffer;
    private final AtomicInteger holders = new AtomicInteger(2);
    private volatile boolean closed;

    /** Takes the memory that {@code length} bytes of the file from {@code position} on need. */
    public RangeRead(long position, int length, ScanContext context) {
        this.position = position;
        this.length = length;
        this.buffer = DirectBufferPool.acquire(context.allocator(), length);
    }

    /** Returns the address of byte {@code at} of the file, which lies within the range. */
    public long addressOf(long at) {
        return buffer.address() + (at - position);
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    public long position() {
        return position;
    }

    /** Reads on a thread for input and output; returns a future that is done when the bytes are there. */
    public CompletableFuture<Void> start(InputFile file, ScanContext context) {
        try {
            return CompletableFuture.runAsync(() -> run(file, context), context.ioExecutor());
        } catch (RuntimeException e) {
            letGo();
            throw e;
        }
    }

    /** Reads in the calling thread; instead of {@link #start}. */
    public void run(InputFile file, ScanContext context) {
        try {
            if (!closed) {
                context.metrics().readRequests.increment();
                context.metrics().bytesRead.add(length);
                file.read(position, buffer.buffer().duplicate().limit(length).position(0));
            }
        } finally {
            letGo();
        }
    }

    /** Says that no thread will read; {@link #close} is still due. */
    public void neverStarted() {
        letGo();
    }

    private void letGo() {
        if (holders.decrementAndGet() == 0) {
            buffer.recycle();
        }
    }

    /** Gives the memory back as soon as nobody reads into it. To be called once. */
    public void close() {
        closed = true;
        buffer.endReservation();
        letGo();
    }
}
