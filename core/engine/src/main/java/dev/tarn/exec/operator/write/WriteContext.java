package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.storage.Location;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What all drivers of a write share: its specification, numbers for files, and what runs on threads that may block. Thread-safe. */
final class WriteContext implements AutoCloseable {
    private final WriteSpec spec;
    private final WrittenFiles files;
    private final QueryContext query;
    private final Executor executor;
    private final WriteGroups groups;
    private final AtomicLong nextFile = new AtomicLong();
    /** Counts what still runs; whoever closes the query waits for it, since it uses the query's memory. */
    private final Phaser running = new Phaser(1);

    WriteContext(WriteSpec spec, WrittenFiles files, QueryContext query) {
        this.spec = spec;
        this.files = files;
        this.query = query;
        this.groups = new WriteGroups(query.memory());
        this.executor = spec.fileSystem().ioExecutor().orElse(query.ioExecutor());
    }

    WriteSpec spec() {
        return spec;
    }

    WrittenFiles files() {
        return files;
    }

    QueryContext query() {
        return query;
    }

    WriteGroups groups() {
        return groups;
    }

    /** Makes where the rows of a group go. */
    RowSink sink(WriteGroup group, DriverContext driver, List<ColumnShape> shapes, EndingFiles ending) {
        RollingFiles files = new RollingFiles(this, group, ending);
        if (group.isBucket()) {
            files.require();
        }
        return spec.sortKeys().isEmpty() ? files : new SortedFiles(this, group, driver, shapes, files);
    }

    WriteOptions options() {
        WriteOptions options = spec.options();
        return new WriteOptions(
                options.serde(),
                options.properties(),
                options.sortOrder(),
                query.memory().allocator(),
                query::throwIfCancelled);
    }

    /** Returns where the next file of a group goes. */
    Location location(WriteGroup group) {
        long number = group.isBucket() ? group.bucket() : nextFile.getAndIncrement();
        return spec.folders().apply(group.values()).child(FileNames.of(spec, number, group.isBucket()));
    }

    /** Runs what may block, away from the workers; at the query's end it is waited for. */
    <T> CompletableFuture<T> async(Supplier<T> work) {
        running.register();
        try {
            return CompletableFuture.supplyAsync(work, executor)
                    .whenComplete((value, error) -> running.arriveAndDeregister());
        } catch (RuntimeException e) {
            running.arriveAndDeregister();
            throw e;
        }
    }

    /** Returns the value of a future that is done, or throws what went wrong. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a file cannot be written", e.getCause());
        }
    }

    /** Returns how much memory one driver's rows may take that wait to be written. */
    long bufferBytes() {
        long share = query.memory().limitBytes() / (8L * query.threads());
        long direct = Runtime.getRuntime().maxMemory() / (8L * query.threads());
        return Math.max(1 << 20, Math.min(64L << 20, Math.min(share, direct)));
    }

    /** Returns how much memory one driver's open files may take where it has several. */
    long writerBytes() {
        long share = query.memory().limitBytes() / (4L * query.threads());
        long direct = Runtime.getRuntime().maxMemory() / (4L * query.threads());
        return Math.max(1 << 20, Math.min(256L << 20, Math.min(share, direct)));
    }

    @Override
    public void close() {
        running.arriveAndAwaitAdvance();
        groups.close();
    }
}
