package dev.tarn.format.text.io;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * The part of a file's content that a parser looks at: contiguous memory from {@link #position} to {@link #limit}, and more
 * of it by {@link #advance}. {@link DirectBuffer#SLACK_BYTES} past the limit may be read without meaning. The content is
 * decompressed and UTF-8. One thread at a time, which never waits.
 */
public final class ByteWindow implements AutoCloseable {
    /** The longest run of bytes that a parser may ask to see at once. */
    public static final int MAX_BYTES = 128 << 20;

    private final ReadAhead reads;
    private final ScanContext context;
    private final String path;
    private ReadAhead.Piece piece;
    private DirectBuffer joined;
    private long position;
    private long limit;
    private long offsetOfLimit;
    private boolean last;

    /**
     * Opens a part of a file and starts to read it.
     *
     * @param part the index of the part
     */
    public ByteWindow(InputFile file, TextLayout layout, int part, ScanContext context) {
        this.context = context;
        this.path = file.entry().location().text();
        long from = layout.readFrom(part);
        this.offsetOfLimit = from;
        this.reads = layout.open(file, part, context);
    }

    /** Returns the address of the next byte that nobody has parsed. */
    public long position() {
        return position;
    }

    /** Says that what comes before {@code address} is parsed and no longer needed. */
    public void moveTo(long address) {
        position = address;
    }

    /** Returns the address after the last byte that is here. */
    public long limit() {
        return limit;
    }

    /** Returns whether the content ends at {@link #limit}. */
    public boolean isLast() {
        return last;
    }

    /** Returns the offset within the content of the byte at {@code address}, of a compressed file after decompression. */
    public long offsetOf(long address) {
        return offsetOfLimit - (limit - address);
    }

    /** Returns the address of the byte at an offset, which need not be here. */
    public long addressOf(long offset) {
        return limit - (offsetOfLimit - offset);
    }

    /** Returns a future that is done when {@link #advance} has something to add. */
    public CompletableFuture<?> more() {
        return last ? CompletableFuture.completedFuture(null) : reads.ready();
    }

    /**
     * Adds the bytes that come next to those from {@link #position} on. Addresses taken before are dead.
     *
     * @return whether bytes were added or the end was found; if not, none are here yet
     * @throws TarnException as the read did; HIVE_BAD_DATA if more than {@link #MAX_BYTES} would be here,
     *     EXCEEDED_MEMORY_LIMIT if there is no memory for as many
     */
    public boolean advance() {
        if (last) {
            throw new IllegalStateException("nothing follows");
        }
        ReadAhead.Piece next = reads.poll();
        if (next == null) {
            // Asks for what lies beyond the part; a read that runs at once has it here already.
            if (!reads.ready().isDone()) {
                return false;
            }
            next = reads.poll();
            if (next == null) {
                return false;
            }
        }
        long kept = limit - position;
        if (kept <= ReadAhead.HEAD_ROOM) {
            moveInto(next, kept);
        } else {
            join(next, kept);
        }
        offsetOfLimit += next.length();
        last = next.last();
        return true;
    }

    private void moveInto(ReadAhead.Piece next, long kept) {
        long content = next.buffer().address() + ReadAhead.HEAD_ROOM;
        RawMemory.copy(position, content - kept, kept);
        releaseCurrent();
        piece = next;
        position = content - kept;
        limit = content + next.length();
    }

    /** Puts a long rest and what follows into a buffer of its own, which grows by doubling. */
    private void join(ReadAhead.Piece next, long kept) {
        long needed = kept + next.length();
        if (needed > MAX_BYTES) {
            reads.release(next.buffer());
            throw tooLong(ErrorCode.HIVE_BAD_DATA, MAX_BYTES, "", null);
        }
        if (joined == null || limit + next.length() > joined.address() + joined.capacity()) {
            DirectBuffer larger;
            try {
                larger = DirectBufferPool.acquire(context.allocator(), Math.min(MAX_BYTES, Math.max(needed, kept * 2)));
            } catch (OutOfMemoryException e) {
                reads.release(next.buffer());
                throw tooLong(ErrorCode.EXCEEDED_MEMORY_LIMIT, kept, ", and there is no memory for more of it", e);
            }
            RawMemory.copy(position, larger.address(), kept);
            releaseCurrent();
            joined = larger;
            position = larger.address();
            limit = position + kept;
        }
        RawMemory.copy(next.buffer().address() + ReadAhead.HEAD_ROOM, limit, next.length());
        limit += next.length();
        reads.release(next.buffer());
    }

    private TarnException tooLong(ErrorCode code, long bytes, String what, Exception cause) {
        return new TarnException(
                code,
                ErrorPosition.InFile.of(path),
                "the record at byte " + offsetOf(position) + " is longer than " + (bytes >> 20) + " MiB" + what
                        + "; a quote that is not closed, or a wrong delimiter, may be the reason",
                cause);
    }

    private void releaseCurrent() {
        if (piece != null) {
            reads.release(piece.buffer());
            piece = null;
        }
        if (joined != null) {
            joined.close();
            joined = null;
        }
    }

    @Override
    public void close() {
        if (joined != null) {
            joined.close();
            joined = null;
        }
        piece = null;
        reads.close();
        position = 0;
        limit = 0;
        last = true;
    }
}
