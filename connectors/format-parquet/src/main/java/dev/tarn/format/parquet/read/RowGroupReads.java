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
import java.util.concurrent.CompletionException;

/**
 * The reads of a row group: a range for each column chunk, where chunks that touch share one. Bytes of other columns are
 * never read. All start at once, those of the first chunks first; of a file that reads quickly they wait for
 * {@link #await}, so that the bytes are decoded while they are in the processor's caches.
 */
final class RowGroupReads implements AutoCloseable {
    private static final long MAX_SHARED_BYTES = 8 << 20;
    private static final long MAX_CHUNK_BYTES = Integer.MAX_VALUE - (1 << 20);

    private final Map<ChunkMetadata, RangeRead> readsByChunk = new IdentityHashMap<>();
    private final List<RangeRead> reads = new ArrayList<>();
    private final InputFile file;
    private final ScanContext context;
    private final List<RangeRead> waiting = new ArrayList<>();
    private CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

    /** @param chunks the distinct chunks to read, the most urgent first */
    RowGroupReads(List<ChunkMetadata> chunks, InputFile file, ScanContext context) {
        this.file = file;
        this.context = context;
        try {
            plan(chunks);
            waiting.sort(Comparator.comparingInt(read -> urgency(read, chunks)));
            if (!file.readsQuickly()) {
                start();
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private int urgency(RangeRead read, List<ChunkMetadata> chunks) {
        int index = 0;
        while (readsByChunk.get(chunks.get(index)) != read) {
            index++;
        }
        return index;
    }

    private void start() {
        List<CompletableFuture<Void>> futures = new ArrayList<>();
        while (!waiting.isEmpty()) {
            futures.add(waiting.remove(0).start(file, context));
        }
        done = CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]));
    }

    private void plan(List<ChunkMetadata> chunks) {
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
                add(shared, end);
                shared.clear();
            }
            shared.add(chunk);
            end = chunk.offset() + chunk.length();
        }
        add(shared, end);
    }

    private void add(List<ChunkMetadata> shared, long end) {
        if (shared.isEmpty()) {
            return;
        }
        long start = shared.get(0).offset();
        RangeRead read = new RangeRead(start, (int) (end - start), context);
        reads.add(read);
        waiting.add(read);
        for (ChunkMetadata chunk : shared) {
            readsByChunk.put(chunk, read);
        }
    }

    /** Returns a future that is done when all bytes are there; it fails as the first read that failed did. */
    CompletableFuture<Void> done() {
        return done;
    }

    /**
     * Reads what still waits for it. To be called when {@link #done} is, before the bytes are used.
     *
     * @throws TarnException why a read failed
     */
    void await() {
        while (!waiting.isEmpty()) {
            waiting.remove(0).run(file, context);
        }
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TarnException known) {
                throw known;
            }
            throw e;
        }
    }

    RangeRead of(ChunkMetadata chunk) {
        return readsByChunk.get(chunk);
    }

    @Override
    public void close() {
        waiting.forEach(RangeRead::neverStarted);
        waiting.clear();
        reads.forEach(RangeRead::close);
        reads.clear();
    }
}
