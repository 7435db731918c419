package dev.tarn.format.orc.read;

import dev.tarn.format.orc.codec.ChunkCodec;
import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.RangeRead;
import dev.tarn.spi.storage.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.common.io.DiskRangeList;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.PositionProvider;

/**
 * A stream of a stripe, decompressed chunk by chunk outside of the heap. Its end is an error for who asks for more bytes:
 * orc-core's integer decoders would ask again, two billion times. One thread at a time.
 */
final class MemoryStream extends InStream {
    private static final int HEADER_BYTES = 3;

    private final List<StripePiece> pieces;
    private final InputFile file;
    private final ChunkCodec codec;
    private final int chunkBytes;
    private final BufferAllocator allocator;
    private DirectBuffer chunk;
    /** The piece that the stream stands in, and the next compressed byte as an offset in the file. */
    private int piece;

    private long next;
    /** Where in the file the chunk that is decompressed began, and the address of its first byte; -1 if there is none. */
    private long chunkStart = -1;

    private long chunkAddress;
    private long at;
    private long end;

    /**
     * @param start where the stream begins in the file
     * @param pieces what is read of it, in order
     * @param codec null if it is not compressed
     * @param chunkBytes the most bytes of a chunk
     */
    MemoryStream(
            Object name,
            long start,
            long length,
            List<StripePiece> pieces,
            InputFile file,
            ChunkCodec codec,
            int chunkBytes,
            BufferAllocator allocator) {
        super(name, start, length);
        this.pieces = pieces;
        this.file = file;
        this.codec = codec;
        this.chunkBytes = chunkBytes;
        this.allocator = allocator;
        this.next = pieces.isEmpty() ? start + length : pieces.get(0).start();
    }

    /** Makes sure that there is a byte at {@link #at}; returns false at the end. */
    private boolean advance() throws IOException {
        while (at == end) {
            while (piece < pieces.size() && next == pieces.get(piece).end()) {
                piece++;
                next = piece < pieces.size() ? pieces.get(piece).start() : next;
            }
            if (piece == pieces.size()) {
                return false;
            }
            if (codec == null) {
                StripePiece current = pieces.get(piece);
                at = current.addressOf(next, file);
                end = at + (current.end() - next);
                chunkStart = next;
                chunkAddress = at;
                next = current.end();
            } else {
                nextChunk(pieces.get(piece));
            }
        }
        return true;
    }

    private void nextChunk(StripePiece current) throws IOException {
        if (current.end() - next < HEADER_BYTES) {
            throw Corrupt.data("a stream ends within the header of a chunk");
        }
        long header = current.addressOf(next, file);
        int bits = header(header);
        int length = bits >>> 1;
        long from = next + HEADER_BYTES;
        if (length > chunkBytes || length > current.end() - from) {
            throw Corrupt.data("a chunk of " + length + " bytes, where " + chunkBytes + " are the most and "
                    + (current.end() - from) + " are left");
        }
        chunkStart = next;
        next = from + length;
        if ((bits & 1) == 1) {
            chunkAddress = header + HEADER_BYTES;
            end = chunkAddress + length;
        } else {
            if (chunk == null) {
                chunk = DirectBufferPool.acquire(allocator, chunkBytes);
            }
            RangeRead read = current.read();
            int offset = (int) (from - read.position());
            int bytes = codec.decompressDirect(read.buffer().buffer(), offset, length, chunk.buffer(), chunkBytes);
            chunkAddress = chunk.address();
            end = chunkAddress + bytes;
        }
        at = chunkAddress;
    }

    private static int header(long address) {
        return RawMemory.getByte(address) & 0xFF
                | (RawMemory.getByte(address + 1) & 0xFF) << 8
                | (RawMemory.getByte(address + 2) & 0xFF) << 16;
    }

    /** Returns whether there are more bytes, and not in a chunk that ends behind what is read of the stream. */
    boolean hasWholeChunk() throws IOException {
        if (at < end) {
            return true;
        }
        int following = piece;
        long from = next;
        while (following < pieces.size() && from == pieces.get(following).end()) {
            following++;
            from = following < pieces.size() ? pieces.get(following).start() : from;
        }
        if (following == pieces.size() || codec == null) {
            return following < pieces.size();
        }
        StripePiece current = pieces.get(following);
        long left = current.end() - from - HEADER_BYTES;
        return left >= 0 && header(current.addressOf(from, file)) >>> 1 <= left;
    }

    @Override
    public int read() throws IOException {
        if (at == end && !advance()) {
            return -1;
        }
        return RawMemory.getByte(at++) & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        if (at == end && !advance()) {
            if (count > 0) {
                throw ended();
            }
            return -1;
        }
        int bytes = (int) Math.min(count, end - at);
        RawMemory.copyToArray(at, target, from, bytes);
        at += bytes;
        return bytes;
    }

    /** Copies the next bytes, up to {@code count} but at least one, to memory and returns how many. */
    int read(long target, long count) throws IOException {
        if (at == end && !advance()) {
            throw ended();
        }
        int bytes = (int) Math.min(count, end - at);
        RawMemory.copy(at, target, bytes);
        at += bytes;
        return bytes;
    }

    /** Passes over bytes. */
    void pass(long count) throws IOException {
        for (long left = count; left > 0; ) {
            if (at == end && !advance()) {
                throw ended();
            }
            long bytes = Math.min(left, end - at);
            at += bytes;
            left -= bytes;
        }
    }

    private IOException ended() {
        return new EOFException("the stream ends too early");
    }

    @Override
    public int available() throws IOException {
        return at == end && !advance() ? 0 : (int) (end - at);
    }

    @Override
    public void seek(PositionProvider position) throws IOException {
        long target = offset + position.getNext();
        long within = codec == null ? 0 : position.getNext();
        if (codec == null && chunkStart >= 0 && target >= chunkStart && target <= next) {
            at = chunkAddress + (target - chunkStart);
            return;
        }
        if (codec != null && target == chunkStart) {
            at = chunkAddress;
        } else {
            place(target);
        }
        if (within > 0 && !advance() || within < 0 || within > end - at) {
            throw Corrupt.data("the row index points behind a stream's end");
        }
        at += within;
    }

    /** Makes a byte of the file the next one to decompress. */
    private void place(long target) {
        at = end;
        chunkStart = -1;
        if (target == offset && pieces.isEmpty()) {
            return;
        }
        for (int i = 0; i < pieces.size(); i++) {
            if (target >= pieces.get(i).start() && target <= pieces.get(i).end()) {
                piece = i;
                next = target;
                return;
            }
        }
        throw Corrupt.data("the row index points to where the stream has nothing");
    }

    @Override
    public void changeIv(Consumer<byte[]> modifier) {}

    @Override
    protected void setCurrent(DiskRangeList range, boolean isJump) {
        throw new IllegalStateException("the stream moves by itself");
    }

    @Override
    public void close() {
        at = end;
        if (chunk != null) {
            chunk.close();
            chunk = null;
        }
    }
}
