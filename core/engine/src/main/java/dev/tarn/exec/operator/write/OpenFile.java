package dev.tarn.exec.operator.write;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A file that is being written, from the request that begins it until it is complete. One thread at a time. */
final class OpenFile implements AutoCloseable, ByteSink {
    /** No part of a file that is ended early has less than one in so many of the bytes that a writer may hold. */
    private static final int SMALLEST_PART = 4;

    private final WriteContext context;
    private final WriteGroup group;
    private final CompletableFuture<OutputFile> created;
    private final FileWriter writer;
    /** Null if the writer counts them. */
    private final RowBounds bounds;

    private boolean handedOver;
    private boolean closed;

    OpenFile(WriteContext context, WriteGroup group) {
        this.context = context;
        this.group = group;
        WriteSpec spec = context.spec();
        Location location = context.location(group);
        this.created = context.async(() -> create(context, location));
        try {
            this.writer = spec.format().writer(this, spec.fileColumns(), context.options());
        } catch (RuntimeException e) {
            abandon();
            throw e;
        }
        this.bounds = writer.countsBounds() ? null : new RowBounds(spec.fileColumns());
    }

    /** Closes a file, and notes it if it was to be given up and that failed. */
    private record Closing(WriteSpec spec, OutputFile file) implements AutoCloseable {
        @Override
        public void close() {
            boolean done = false;
            try {
                file.close();
                done = true;
            } finally {
                if (!done) {
                    spec.leaves().accept(file.pending());
                }
            }
        }
    }

    private static OutputFile create(WriteContext context, Location location) {
        context.query().throwIfCancelled();
        OutputFile file = begin(context, location);
        try {
            context.spec().begins().accept(file.pending());
            return file;
        } catch (RuntimeException e) {
            try (Closing closing = new Closing(context.spec(), file)) {
                throw e;
            }
        }
    }

    private static OutputFile begin(WriteContext context, Location location) {
        WriteSpec spec = context.spec();
        try {
            return spec.fileSystem().create(location, context.query().memory().allocator());
        } catch (TarnException e) {
            if (e.code() == ErrorCode.STORAGE_ERROR) {
                // It may have been begun, and only the answer that says so was lost.
                spec.leaves().accept(new PendingFile(location, ""));
            }
            throw e;
        }
    }

    /** Takes the writer's bytes; waits for the file to begin, which the first bytes seldom come before. */
    @Override
    public void write(ByteBuffer source) {
        context.query().throwIfCancelled();
        context.files().bytesWritten.add(source.remaining());
        WriteContext.result(created).write(source);
    }

    /** Returns what to wait for before more rows come. */
    CompletableFuture<?> ready() {
        return created.isDone() && !created.isCompletedExceptionally()
                ? created.join().ready()
                : CompletableFuture.completedFuture(null);
    }

    /** Appends rows; ends a part of the file early if the writer holds more memory than one may. */
    void append(Batch batch) {
        writer.append(batch);
        context.files().rowsWritten.add(batch.selectedCount());
        if (bounds != null) {
            bounds.add(batch);
        }
        long share = context.writerBytes();
        // What a writer holds besides rows does not get less by writing them.
        if (writer.memoryBytes() > share && writer.bufferedBytes() > share / SMALLEST_PART) {
            writer.endPart();
        }
    }

    /** Returns about how many bytes the file has. */
    long sizeBytes() {
        return writer.bytesWritten() + writer.bufferedBytes();
    }

    /** Returns how much memory waits to go out to the storage. May be called by any thread. */
    long outputBytes() {
        return created.isDone() && !created.isCompletedExceptionally()
                ? created.join().memoryBytes()
                : 0;
    }

    long memoryBytes() {
        return writer.memoryBytes() + outputBytes();
    }

    /**
     * Writes what is left, and lets another thread make the file last.
     *
     * @return done when the file waits to be committed
     */
    CompletableFuture<Void> end() {
        FileStatistics told = writer.finish();
        FileStatistics statistics = bounds == null ? told : bounds.with(told);
        writer.close();
        handedOver = true;
        closed = true;
        return context.async(() -> {
            try (Closing closing = new Closing(context.spec(), WriteContext.result(created))) {
                OutputFile file = closing.file();
                context.query().throwIfCancelled();
                file.prepare();
                context.files().add(new WrittenFile(file.pending(), group.values(), statistics));
            }
            return null;
        });
    }

    private void abandon() {
        if (!handedOver) {
            handedOver = true;
            context.async(() -> {
                created.handle((file, error) -> {
                            if (file != null) {
                                new Closing(context.spec(), file).close();
                            }
                            return null;
                        })
                        .join();
                return null;
            });
        }
    }

    /** Gives the file up if it was not ended. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            writer.close();
            abandon();
        }
    }
}
