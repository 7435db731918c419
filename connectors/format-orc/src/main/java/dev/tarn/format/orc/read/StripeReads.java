package dev.tarn.format.orc.read;

import dev.tarn.format.orc.codec.ChunkCodec;
import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.format.orc.metadata.OrcMetadata;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.orc.DataReader;
import org.apache.orc.OrcProto;
import org.apache.orc.StripeInformation;
import org.apache.orc.impl.BufferChunk;
import org.apache.orc.impl.BufferChunkList;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.OrcIndex;
import org.apache.orc.impl.StreamName;
import org.apache.orc.impl.reader.ReaderEncryption;
import org.apache.orc.impl.reader.StripePlanner;
import org.apache.orc.impl.reader.tree.TypeReader;

/**
 * Reads what is needed of a stripe into memory, on threads for input and output: its footer, then if rows may be left out by
 * it the row index, then the ranges of the streams, all at once; streams that touch share one, or that are so near that
 * asking twice costs more. A stripe that is small enough is read as a whole. Orc-core finds all of it here and reads nothing
 * by itself.
 *
 * <p>The bytes are on the heap, as orc-core's decoders want them, and are accounted for by the query's allocator, as are the
 * buffers that chunks are decompressed into.
 */
final class StripeReads implements DataReader {
    private static final long MAX_BUFFER_BYTES = Integer.MAX_VALUE - (1 << 20);

    private final InputFile file;
    private final OrcMetadata metadata;
    private final StripeInformation stripe;
    private final boolean[] included;
    private final TupleDomain domain;
    private final ScanContext context;
    private final ChunkCodec codec;
    private final InStream.StreamOptions options;
    private final StripePlanner planner;
    /** The whole of a small stripe, once it is read. */
    private byte[] whole;

    private OrcProto.StripeFooter footer;
    private RowGroups rowGroups;
    /** Where the ranges of the streams are collected; null while what is asked for is read at once. */
    private List<BufferChunk> planned;

    private long reservedBytes;
    private boolean closed;

    /** @param included by column id, true for those that are read */
    StripeReads(
            InputFile file,
            OrcMetadata metadata,
            int rowGroup,
            boolean[] included,
            TupleDomain domain,
            ScanContext context) {
        this.file = file;
        this.metadata = metadata;
        this.stripe = metadata.stripe(rowGroup);
        this.included = included;
        this.domain = domain;
        this.context = context;
        this.codec = ChunkCodec.of(metadata.compression());
        this.options = InStream.options();
        if (codec != null) {
            options.withCodec(codec).withBufferSize(metadata.bufferSize());
        }
        this.planner =
                new StripePlanner(
                        metadata.schema(),
                        new ReaderEncryption(),
                        this,
                        metadata.traits().writer(),
                        false,
                        MAX_BUFFER_BYTES) {
                    @Override
                    public InStream getStream(StreamName name) throws IOException {
                        InStream stream = super.getStream(name);
                        return stream == null ? null : new WholeStream(stream);
                    }
                };
    }

    /** Starts to read and returns a future that is done when all bytes are there; it fails as the first read that did. */
    CompletableFuture<Void> start() {
        return CompletableFuture.supplyAsync(this::plan, context.ioExecutor()).thenCompose(this::readAll);
    }

    /** Returns the streams, once all is read. */
    StripePlanner planner() {
        return planner;
    }

    /** Returns the rows to read, once all is read. */
    RowGroups rowGroups() {
        return rowGroups;
    }

    private List<Range> plan() {
        if (isClosed()) {
            return List.of();
        }
        try {
            readWhole();
            footer = parseFooter();
            planner.parseStripe(stripe, included);
            rowGroups = RowGroups.of(metadata, stripe, included, domain, context.metrics(), this::readIndex);
            planned = new ArrayList<>();
            if (!rowGroups.isEmpty()) {
                planner.readData(rowGroups.index(), rowGroups.included(), false, TypeReader.ReadPhase.ALL);
            }
            return ranges(planned);
        } catch (IOException | RuntimeException e) {
            throw Corrupt.translate(e, "the stripe's footer or index");
        }
    }

    private void readWhole() {
        long length = stripe.getLength();
        if (length <= file.maxGapBytes() && reserve(length)) {
            whole = read(stripe.getOffset(), (int) length).array();
        }
    }

    private OrcIndex readIndex(boolean[] withBlooms) throws IOException {
        return planner.readRowIndex(withBlooms, null);
    }

    private OrcProto.StripeFooter parseFooter() throws IOException {
        int length = (int) stripe.getFooterLength();
        ByteBuffer bytes = read(stripe.getOffset() + stripe.getIndexLength() + stripe.getDataLength(), length);
        OrcProto.StripeFooter parsed = OrcProto.StripeFooter.parseFrom(InStream.createCodedInputStream(
                InStream.create("footer", new BufferChunk(bytes, 0), 0, length, options)));
        if (parsed.getColumnsCount() <= metadata.schema().getMaximumId()) {
            throw Corrupt.data("the stripe's footer has " + parsed.getColumnsCount() + " columns, and the file has "
                    + (metadata.schema().getMaximumId() + 1));
        }
        return parsed;
    }

    private ByteBuffer read(long position, int length) {
        if (whole != null) {
            return ByteBuffer.wrap(whole, (int) (position - stripe.getOffset()), length)
                    .slice();
        }
        byte[] bytes = new byte[length];
        context.metrics().readRequests.increment();
        context.metrics().bytesRead.add(length);
        file.read(position, ByteBuffer.wrap(bytes));
        return ByteBuffer.wrap(bytes);
    }

    /** A range of the file and the parts of streams that it has. */
    private record Range(long position, int length, List<BufferChunk> chunks) {}

    private List<Range> ranges(List<BufferChunk> chunks) {
        List<BufferChunk> ordered = new ArrayList<>(chunks);
        ordered.sort(Comparator.comparingLong(BufferChunk::getOffset));
        List<Range> ranges = new ArrayList<>();
        List<BufferChunk> shared = new ArrayList<>();
        long start = 0;
        long end = -1;
        for (BufferChunk chunk : ordered) {
            boolean joins = end >= 0
                    && chunk.getOffset() <= end + file.maxGapBytes()
                    && chunk.getEnd() - start <= file.maxJoinedBytes();
            if (!joins) {
                if (!shared.isEmpty()) {
                    ranges.add(new Range(start, (int) (end - start), List.copyOf(shared)));
                    shared.clear();
                }
                start = chunk.getOffset();
                end = start;
            }
            shared.add(chunk);
            end = Math.max(end, chunk.getEnd());
        }
        if (!shared.isEmpty()) {
            ranges.add(new Range(start, (int) (end - start), List.copyOf(shared)));
        }
        return ranges;
    }

    private CompletableFuture<Void> readAll(List<Range> ranges) {
        long bytes = 0;
        for (Range range : ranges) {
            bytes += range.length + (codec == null ? 0L : (long) range.chunks.size() * metadata.bufferSize());
        }
        if (!reserve(bytes)) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<Void>> reads = new ArrayList<>();
        for (Range range : ranges) {
            reads.add(CompletableFuture.runAsync(() -> read(range), context.ioExecutor()));
        }
        return CompletableFuture.allOf(reads.toArray(new CompletableFuture<?>[0]));
    }

    private void read(Range range) {
        if (isClosed()) {
            return;
        }
        try {
            ByteBuffer bytes = read(range.position, range.length);
            for (BufferChunk chunk : range.chunks) {
                int at = (int) (chunk.getOffset() - range.position);
                chunk.setChunk(bytes.slice(at, chunk.getLength()));
            }
        } catch (OutOfMemoryError e) {
            throw Corrupt.translate(e, "a stripe");
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Accounts for memory; returns false if that is no longer needed. */
    private synchronized boolean reserve(long bytes) {
        if (closed || bytes == 0) {
            return !closed;
        }
        boolean withinLimit = context.allocator().forceAllocate(bytes);
        if (!withinLimit) {
            context.allocator().releaseBytes(bytes);
            throw new OutOfMemoryException(
                    "the query's memory limit leaves no room for " + bytes + " bytes of a stripe");
        }
        reservedBytes += bytes;
        return true;
    }

    @Override
    public void open() {}

    @Override
    public OrcProto.StripeFooter readStripeFooter(StripeInformation asked) {
        return footer;
    }

    @Override
    public BufferChunkList readFileData(BufferChunkList list, boolean direct) {
        for (BufferChunk chunk = list.get(); chunk != null; chunk = (BufferChunk) chunk.next) {
            if (planned != null) {
                planned.add(chunk);
            } else {
                chunk.setChunk(read(chunk.getOffset(), chunk.getLength()));
            }
        }
        return list;
    }

    @Override
    public boolean isTrackingDiskRanges() {
        return false;
    }

    @Override
    @SuppressWarnings("deprecation")
    public void releaseBuffer(ByteBuffer buffer) {}

    @Override
    public void releaseAllBuffers() {}

    @Override
    public DataReader clone() {
        throw new UnsupportedOperationException("a stripe's reads have one user");
    }

    @Override
    public InStream.StreamOptions getCompressionOptions() {
        return options;
    }

    /** Ends the accounting; waits for no read that is under way. To be called once. */
    @Override
    public synchronized void close() {
        closed = true;
        if (reservedBytes > 0) {
            context.allocator().releaseBytes(reservedBytes);
            reservedBytes = 0;
        }
        if (codec != null) {
            codec.close();
        }
    }
}
