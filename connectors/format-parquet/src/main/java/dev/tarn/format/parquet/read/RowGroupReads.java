package dev.tarn.format.parquet.read;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.RangeRead;
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
 * The reads of a row group: a range for each run of pages, where runs that lie as close together as the storage
 * wants to have joined share one; on this machine those that touch. All start at once, the most urgent first; of a file that reads quickly each waits until its bytes are needed,
 * so that they are decoded while they are in the processor's caches, and not read at all if nobody needs them.
 */
final class RowGroupReads implements AutoCloseable {
    /** The most that a quick file reads at once of what may not be needed. */
    private static final long MAX_QUICKLY_SHARED_BYTES = 32 << 10;

    private static final long MAX_RUN_BYTES = Integer.MAX_VALUE - (1 << 20);

    /** Bytes of the file that are read together. */
    private static final class Range {
        private final long offset;
        private final int length;
        private RangeRead read;

        Range(long offset, long length) {
            this.offset = offset;
            this.length = (int) length;
        }
    }

    private final Map<ChunkPlan.Run, Range> rangesByRun = new IdentityHashMap<>();
    private final List<RangeRead> reads = new ArrayList<>();
    private final InputFile file;
    private final ScanContext context;
    private final boolean isQuick;
    private CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    private boolean closed;

    /** @param runs the distinct runs to read, the most urgent first */
    RowGroupReads(List<ChunkPlan.Run> runs, InputFile file, boolean isQuick, ScanContext context) {
        this.file = file;
        this.context = context;
        this.isQuick = isQuick;
        plan(runs);
        if (!isQuick) {
            try {
                start(runs);
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }
    }

    private void start(List<ChunkPlan.Run> runs) {
        List<CompletableFuture<Void>> futures = new ArrayList<>();
        try {
            for (ChunkPlan.Run run : runs) {
                prepare(rangesByRun.get(run));
            }
            for (RangeRead read : reads) {
                futures.add(null);
                futures.set(futures.size() - 1, read.start(file, context));
            }
        } catch (RuntimeException | Error e) {
            // One whose start failed has let go by itself.
            reads.subList(futures.size(), reads.size()).forEach(RangeRead::neverStarted);
            throw e;
        }
        done = CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]));
    }

    private void prepare(Range range) {
        if (range.read == null) {
            range.read = new RangeRead(range.offset, range.length, context);
            reads.add(range.read);
        }
    }

    private void plan(List<ChunkPlan.Run> runs) {
        List<ChunkPlan.Run> ordered = new ArrayList<>(runs);
        ordered.sort(Comparator.comparingLong(ChunkPlan.Run::offset));
        long most = isQuick ? MAX_QUICKLY_SHARED_BYTES : file.maxJoinedBytes();
        List<ChunkPlan.Run> shared = new ArrayList<>();
        long end = -1;
        for (ChunkPlan.Run run : ordered) {
            if (run.length() > MAX_RUN_BYTES) {
                throw new TarnException(ErrorCode.NOT_SUPPORTED, "column chunks of more than 2 GiB");
            }
            boolean joins = !shared.isEmpty()
                    && run.offset() >= end
                    && run.offset() - end <= file.maxGapBytes()
                    && run.offset() + run.length() - shared.get(0).offset() <= most;
            if (!joins) {
                add(shared, end);
                shared.clear();
            }
            shared.add(run);
            end = run.offset() + run.length();
        }
        add(shared, end);
    }

    private void add(List<ChunkPlan.Run> shared, long end) {
        if (shared.isEmpty()) {
            return;
        }
        long start = shared.get(0).offset();
        Range range = new Range(start, end - start);
        for (ChunkPlan.Run run : shared) {
            rangesByRun.put(run, range);
        }
    }

    /** Returns a future that is done when all bytes are there, or are to be read by who needs them; it fails if a read did. */
    CompletableFuture<Void> done() {
        return done;
    }

    /**
     * Returns, when {@link #done} is, the read of a run's bytes.
     *
     * @throws TarnException why it failed
     */
    RangeRead of(ChunkPlan.Run run) {
        Range range = rangesByRun.get(run);
        if (range.read == null) {
            if (closed) {
                throw new IllegalStateException("bytes are needed after the end");
            }
            prepare(range);
            range.read.run(file, context);
        }
        return range.read;
    }

    /** Throws what a read failed with; to be called when {@link #done} is. */
    void requireSuccess() {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TarnException known) {
                throw known;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        reads.forEach(RangeRead::close);
        reads.clear();
    }
}
