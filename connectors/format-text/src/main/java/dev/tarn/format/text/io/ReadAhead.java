package dev.tarn.format.text.io;

import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.split.ScanContext;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads (and decompresses) on threads for input and output, ahead of the one thread that parses, into a few buffers that go
 * round. No thread waits for the other: the reading task ends when no buffer is free and begins anew when one is.
 *
 * <p>Memory is taken and given back on the parsing thread; a buffer that is being filled when this is closed goes back to
 * the pool when its read is done.
 */
final class ReadAhead implements AutoCloseable {
    /** The bytes before the content that a buffer leaves for what is left of the buffer before it. */
    static final int HEAD_ROOM = 32 << 10;

    private static final int BUFFERS = 3;

    /** A filled buffer: the content is the {@code length} bytes after {@link #HEAD_ROOM}. */
    record Piece(DirectBuffer buffer, int length, boolean last) {}

    private final ByteFeed feed;
    private final ScanContext context;
    private final long skip;
    private final int pieceBytes;
    private final ArrayDeque<DirectBuffer> free = new ArrayDeque<>();
    private final ArrayDeque<Piece> ready = new ArrayDeque<>();
    private final List<DirectBuffer> buffers = new ArrayList<>();
    private CompletableFuture<Void> signal = new CompletableFuture<>();
    private DirectBuffer filling;
    private boolean skipped;
    private boolean running;
    private boolean ended;
    private boolean wanted;
    private boolean closed;
    private Throwable failure;

    /**
     * Starts to read.
     *
     * @param feed what to read; closed by this
     * @param skip how many bytes at its begin to leave out
     * @param pieceBytes how many bytes to read at once
     * @param expectedBytes how many bytes are expected in all
     */
    ReadAhead(ByteFeed feed, long skip, int pieceBytes, long expectedBytes, ScanContext context) {
        this.feed = feed;
        this.skip = skip;
        this.context = context;
        this.pieceBytes = pieceBytes;
        try {
            int count = (int) Math.max(1, Math.min(BUFFERS, (expectedBytes + pieceBytes - 1) / pieceBytes));
            for (int i = 0; i < count; i++) {
                addBuffer();
            }
            pump();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void addBuffer() {
        DirectBuffer buffer = DirectBufferPool.acquire(context.allocator(), (long) HEAD_ROOM + pieceBytes);
        synchronized (this) {
            buffers.add(buffer);
            free.add(buffer);
        }
    }

    /** Begins to read if there is something to read and somewhere to put it. */
    private void pump() {
        synchronized (this) {
            if (running || !mayRead()) {
                return;
            }
            running = true;
        }
        try {
            context.ioExecutor().execute(this::run);
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                running = false;
            }
            throw e;
        }
    }

    private boolean mayRead() {
        return !closed && !ended && !free.isEmpty() && (wanted || !feed.isBeyondPart());
    }

    private void run() {
        while (true) {
            DirectBuffer buffer;
            synchronized (this) {
                if (!mayRead()) {
                    running = false;
                    if (closed) {
                        feed.close();
                    }
                    return;
                }
                buffer = free.poll();
                filling = buffer;
                wanted = false;
            }
            Piece piece = null;
            Throwable thrown = null;
            try {
                piece = fill(buffer);
            } catch (RuntimeException | Error e) {
                thrown = e;
            }
            deliver(buffer, piece, thrown);
        }
    }

    private Piece fill(DirectBuffer buffer) {
        int capacity = buffer.capacity() - HEAD_ROOM;
        ByteBuffer target = buffer.buffer().duplicate();
        if (!skipped) {
            skip(target);
            skipped = true;
        }
        int length = feed.nextLength(capacity);
        int count = feed.read(target.limit(HEAD_ROOM + length).position(HEAD_ROOM));
        return new Piece(buffer, count, count < length || feed.isAtEnd());
    }

    private void skip(ByteBuffer scratch) {
        long left = skip;
        while (left > 0) {
            int count = feed.read(scratch.position(0).limit((int) Math.min(left, scratch.capacity())));
            if (count == 0) {
                return;
            }
            left -= count;
        }
    }

    private void deliver(DirectBuffer buffer, Piece piece, Throwable thrown) {
        CompletableFuture<Void> toSignal;
        synchronized (this) {
            filling = null;
            if (closed) {
                buffer.recycle();
                return;
            }
            if (piece == null) {
                failure = thrown;
                ended = true;
                free.add(buffer);
            } else {
                ended = piece.last;
                ready.add(piece);
            }
            toSignal = signal;
        }
        toSignal.complete(null);
    }

    /** Returns a future that is done when {@link #poll} returns a piece or fails. Asks for what is beyond the part, too. */
    CompletableFuture<?> ready() {
        CompletableFuture<?> result;
        boolean needsBuffer;
        synchronized (this) {
            if (!ready.isEmpty() || ended) {
                return CompletableFuture.completedFuture(null);
            }
            if (signal.isDone()) {
                signal = new CompletableFuture<>();
            }
            result = signal;
            // A piece that is being filled is what is waited for; a task that is about to end has to see the wish.
            wanted = filling == null;
            needsBuffer = wanted && free.isEmpty() && buffers.size() < BUFFERS;
        }
        if (needsBuffer) {
            addBuffer();
        }
        pump();
        return result;
    }

    /**
     * Returns the next piece, or null if it is not there yet. Who takes it gives it back by {@link #release}.
     *
     * @throws RuntimeException what the read threw
     */
    Piece poll() {
        Throwable thrown;
        synchronized (this) {
            Piece piece = ready.poll();
            if (piece != null || failure == null) {
                return piece;
            }
            thrown = failure;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    void release(DirectBuffer buffer) {
        synchronized (this) {
            free.add(buffer);
        }
        pump();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            for (DirectBuffer buffer : buffers) {
                buffer.endReservation();
                if (buffer != filling) {
                    buffer.recycle();
                }
            }
            buffers.clear();
            if (!running) {
                feed.close();
            }
        }
    }
}
