package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The reads of a row group: a range for each column chunk, where chunks that touch share one. Bytes of other columns are
 * never read. All start at once, those of the first chunks first.
 */
final class RowGroupReads implements AutoCloseable {
    private static final long MAX_SHARED_BYTES = 8 << 20;
    private static final long MAX_CHUNK_BYTES = Integer.MAX_VALUE - (1 << 20);

    private final Map<ChunkMetadata, RangeRead> readsByChunk = new IdentityHashMap<>();
    private final List<RangeRead> reads = new ArrayList<>();
    private CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

    /** @param chunks the distinct chunks to read, the most urgent first */
    RowGroupReads(List<ChunkMetadata> chunks, InputFile file, ScanContext context) {
        List<RangeRead> started = new ArrayList<>();
        try {
            plan(chunks, context);
            List<CompletableFuture<Void>> futures = new ArrayList<>();
            for (ChunkMetadata chunk : chunks) {
                RangeRead read = readsByChunk.get(chunk);
                if (!started.contains(read)) {
                    started.add(read);
                    futures.add(read.start(file, context));
                }
            }
            done = CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]));
        } catch (RuntimeException | Error e) {
            for (RangeRead read : reads) {
                if (!started.contains(read)) {
                    read.neverStarted();
                }
            }
            close();
            throw e;
        }
    }

    private void plan(List<ChunkMetadata> chunks, ScanContext context) {
        List<ChunkMetadata> ordered = new ArrayList<>(chunks);
        ordered.sort(Comparator.comparingLong(ChunkMetadata::offset));
        List<ChunkMetadata> shared = new ArrayList<>();
        long end = -1;
        for (ChunkMetadata chunk : ordered) {
            if (chunk.length() > MAX_CHUNK_BYTES) {
                throw new TarnException(ErrorCode.NOT_SUPPORTED, "column chunks of more than 2 GiB");
            }
            boolean joins = !shared.isEmpty()
                    && chunk.offset() == end
                    && end + chunk.length() - shared.get(0).offset() <= MAX_SHARED_BYTES;
            if (!joins) {
                add(shared, end, context);
                shared.clear();
            }
            shared.add(chunk);
            end = chunk.offset() + chunk.length();
        }
        add(shared, end, context);
    }

    private void add(List<ChunkMetadata> shared, long end, ScanContext context) {
        if (shared.isEmpty()) {
            return;
        }
        long start = shared.get(0).offset();
        RangeRead read = new RangeRead(start, (int) (end - start), context);
        reads.add(read);
        for (ChunkMetadata chunk : shared) {
            readsByChunk.put(chunk, read);
        }
    }

    /** Returns a future that is done when all bytes are there; it fails as the first read that failed did. */
    CompletableFuture<Void> done() {
        return done;
    }

    RangeRead of(ChunkMetadata chunk) {
        return readsByChunk.get(chunk);
    }

    @Override
    public void close() {
        reads.forEach(RangeRead::close);
        reads.clear();
    }
}
