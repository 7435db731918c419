package dev.tarn.format.orc.read;

import dev.tarn.format.orc.codec.ChunkCodec;
import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.format.orc.metadata.OrcMetadata;
import dev.tarn.format.orc.read.StripePiece.Extent;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.RangeRead;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
    /** The most that a quick file reads at once of what may not be needed. */
    private static final long MAX_QUICKLY_SHARED_BYTES = 32 << 10;

    private final InputFile file;
    private final OrcMetadata metadata;
    private final StripeInformation stripe;
    private final boolean[] included;
    private final TupleDomain domain;
    private final ScanContext context;
    private final ChunkCodec codec;
    private final InStream.StreamOptions options;
    private final StripePlanner planner;
    private final boolean isQuick;
    private final List<StripePiece.Range> ranges = new ArrayList<>();
    /** What of the streams is read, in the order of the file. */
    private final List<StripePiece> pieces = new ArrayList<>();

    private final Map<StreamName, Extent> extents = new HashMap<>();
    private final Set<Long> streamStarts = new HashSet<>();
    private final List<MemoryStream> streams = new ArrayList<>();
    /** The whole of a small stripe, once it is read. */
    private RangeRead whole;

    private OrcProto.StripeFooter footer;
    private RowGroups rowGroups;
    /** Where the ranges of the streams are collected; null while what is asked for is read at once. */
    private List<Extent> planned;

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
        this.isQuick = file.readsQuickly();
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
                    public InStream getStream(StreamName name) {
                        return stream(name);
                    }
                };
    }

    /**
     * Starts to read and returns a future that is done when {@link #finish} need not wait; it fails as the first read that
     * did.
     */
    CompletableFuture<Void> start() {
        return isQuick
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(this::plan, context.ioExecutor()).thenCompose(nothing -> readAll());
    }

    /** Makes the streams ready, when the future of {@link #start} is done. */
    void finish() {
        if (isQuick) {
            plan();
        }
    }

    /** Returns the streams, once all is read. */
    StripePlanner planner() {
        return planner;
    }

    /** Returns the rows to read, once all is read. */
    RowGroups rowGroups() {
        return rowGroups;
    }

    /** Reads footer and index and finds what of the streams is read. */
    private void plan() {
        if (isClosed()) {
            return;
        }
        try {
            readWhole();
            footer = parseFooter();
            planner.parseStripe(stripe, included);
            findStreams();
            rowGroups = RowGroups.of(metadata, stripe, included, domain, context.metrics(), this::readIndex);
            List<Extent> wanted = new ArrayList<>();
            if (!rowGroups.isEmpty()) {
                planned = wanted;
                planner.readData(rowGroups.index(), rowGroups.included(), false, TypeReader.ReadPhase.ALL);
            }
            planRanges(wanted);
        } catch (IOException | RuntimeException e) {
            throw Corrupt.translate(e, "the stripe's footer or index");
        }
    }

    /** Adds a part of a stream; parts of one stream that touch are one, so that no chunk is torn. */
    private void plan(Extent next) {
        Extent last = planned.isEmpty() ? null : planned.get(planned.size() - 1);
        if (last != null
                && next.start() <= last.end()
                && next.end() > last.start()
                && !streamStarts.contains(next.start())) {
            planned.set(planned.size() - 1, last.with(next));
        } else {
            planned.add(next);
        }
    }

    private void planRanges(List<Extent> wanted) {
        wanted.sort(Comparator.comparingLong(Extent::start));
        long most = isQuick ? MAX_QUICKLY_SHARED_BYTES : file.maxJoinedBytes();
        int at = 0;
        for (Extent extent : StripePiece.joined(wanted, file.maxGapBytes(), most)) {
            StripePiece.Range range = new StripePiece.Range(extent.start(), extent.end(), context);
            if (whole != null) {
                range.preparedAs(whole);
            }
            ranges.add(range);
            for (; at < wanted.size() && wanted.get(at).start() < extent.end(); at++) {
                pieces.add(
                        new StripePiece(wanted.get(at).start(), wanted.get(at).end(), range));
            }
        }
    }

    private void readWhole() {
        long length = stripe.getLength();
        if (length > file.maxGapBytes()) {
            return;
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            whole = new RangeRead(stripe.getOffset(), (int) length, context);
        }
        whole.run(file, context);
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
        byte[] bytes = new byte[length];
        if (whole != null) {
            RawMemory.copyToArray(whole.addressOf(position), bytes, 0, length);
            return ByteBuffer.wrap(bytes);
        }
        context.metrics().readRequests.increment();
        context.metrics().bytesRead.add(length);
        file.read(position, ByteBuffer.wrap(bytes));
        return ByteBuffer.wrap(bytes);
    }

    private CompletableFuture<Void> readAll() {
        List<CompletableFuture<Void>> reads = new ArrayList<>();
        for (StripePiece.Range range : ranges) {
            RangeRead read = prepare(range);
            if (read != null) {
                reads.add(read.start(file, context));
            }
        }
        return CompletableFuture.allOf(reads.toArray(new CompletableFuture<?>[0]));
    }

    /** Takes memory for a range unless that is no longer needed. */
    private synchronized RangeRead prepare(StripePiece.Range range) {
        return closed || whole != null ? null : range.prepare();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Returns a stream, once all is read, or null if the stripe has none. */
    private InStream stream(StreamName name) {
        Extent extent = extents.get(name);
        return extent == null ? null : open(name, extent.start(), extent.end() - extent.start());
    }

    /** Finds where the streams are: first those of the index, then those of the data. */
    private void findStreams() {
        long start = stripe.getOffset();
        for (StreamName.Area area : List.of(StreamName.Area.INDEX, StreamName.Area.DATA)) {
            for (OrcProto.Stream stream : footer.getStreamsList()) {
                boolean counts = stream.hasKind()
                        && StreamName.getArea(stream.getKind()) == area
                        && !isPlaceholder(stream.getKind());
                if (counts) {
                    long end = start + stream.getLength();
                    extents.put(new StreamName(stream.getColumn(), stream.getKind()), new Extent(start, end));
                    streamStarts.add(start);
                    start = end;
                }
            }
        }
    }

    private static boolean isPlaceholder(OrcProto.Stream.Kind kind) {
        return kind == OrcProto.Stream.Kind.ENCRYPTED_DATA || kind == OrcProto.Stream.Kind.ENCRYPTED_INDEX;
    }

    private InStream open(StreamName name, long start, long length) {
        List<StripePiece> parts = new ArrayList<>();
        for (StripePiece piece : pieces) {
            long from = Math.max(start, piece.start());
            long to = Math.min(start + length, piece.end());
            if (from < to) {
                parts.add(new StripePiece(from, to, piece.range()));
            }
        }
        MemoryStream stream =
                new MemoryStream(name, start, length, parts, file, codec, metadata.bufferSize(), context.allocator());
        streams.add(stream);
        return stream;
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
                plan(new Extent(chunk.getOffset(), chunk.getEnd()));
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
        streams.forEach(MemoryStream::close);
        if (whole == null) {
            ranges.forEach(StripePiece.Range::close);
        } else {
            whole.close();
        }
        if (codec != null) {
            codec.close();
        }
    }
}
