package dev.tarn.format.parquet.read;

import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One read of a range of a file, on a thread for input and output or, where reading is quick, on the one that needs it.
 *
 * <p>Two hold the buffer: the source, until it closes, and the reading thread, until it is done; the last of them gives it
 * back. So closing waits for no read, and no read writes into memory that another has.
 */
final class RangeRead {
    private final long position;
    private final int length;
    private final DirectBuffer buffer;
    private final AtomicInteger holders = new AtomicInteger(2);
    private volatile boolean closed;

    RangeRead(long position, int length, ScanContext context) {
        this.position = position;
        this.length = length;
        this.buffer = DirectBufferPool.acquire(context.allocator(), length);
    }

    /** Returns the address of byte {@code at} of the file, which lies within the range. */
    long addressOf(long at) {
        return buffer.address() + (at - position);
    }

    DirectBuffer buffer() {
        return buffer;
    }

    long position() {
        return position;
    }

    CompletableFuture<Void> start(InputFile file, ScanContext context) {
        try {
            return CompletableFuture.runAsync(() -> run(file, context), context.ioExecutor());
        } catch (RuntimeException e) {
            letGo();
            throw e;
        }
    }

    /** Reads in the calling thread; instead of {@link #start}. */
    void run(InputFile file, ScanContext context) {
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
    void neverStarted() {
        letGo();
    }

    private void letGo() {
        if (holders.decrementAndGet() == 0) {
            buffer.recycle();
        }
    }

    /** Gives the memory back as soon as nobody reads into it. To be called once. */
    void close() {
        closed = true;
        buffer.endReservation();
        letGo();
    }
}
