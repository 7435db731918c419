package dev.tarn.query;

import dev.tarn.exec.pipeline.FairThreadPool;
import dev.tarn.exec.pipeline.Pipeline;
import dev.tarn.exec.pipeline.PipelineExecutor;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The result of pipelines that write: they run whether or not anyone fetches; when they have ended, what they wrote is
 * committed, or after an error or a cancel removed, and one row tells the number of rows.
 */
final class WriteResults implements ResultStream {
    /** What becomes of what the pipelines made; one of both is called, once, when they have ended. */
    interface Outcome {
        /** Makes it count and returns the number of rows. */
        long commit();

        /** Removes what there is of it. */
        void abort();
    }

    private final QueryContext context;
    private final BufferAllocator allocator;
    private final List<OutputColumn> columns;
    private final CompletableFuture<Long> ended;
    private boolean told;

    private WriteResults(
            QueryContext context,
            BufferAllocator allocator,
            List<OutputColumn> columns,
            CompletableFuture<Long> ended) {
        this.context = context;
        this.allocator = allocator;
        this.columns = columns;
        this.ended = ended;
    }

    /**
     * Starts the pipelines; closes the context's memory pool when they have ended.
     *
     * @param whenEnded run when the write is committed or given up
     */
    static WriteResults start(
            EngineThreads threads,
            QueryContext context,
            List<Pipeline> pipelines,
            Outcome outcome,
            BufferAllocator allocator,
            List<OutputColumn> columns,
            Runnable whenEnded) {
        FairThreadPool workers = threads.workers();
        CompletableFuture<Long> ended = PipelineExecutor.start(workers, context, pipelines)
                .handleAsync(
                        (nothing, error) -> {
                            try {
                                context.memory().close();
                                return end(context, outcome, error);
                            } finally {
                                whenEnded.run();
                            }
                        },
                        threads.io());
        return new WriteResults(context, allocator, columns, ended);
    }

    private static long end(QueryContext context, Outcome outcome, Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        if (cause == null && context.isCancelled()) {
            cause = context.cancelReason();
        }
        if (cause != null) {
            TarnException reason = cause instanceof TarnException known
                    ? known
                    : new TarnException(ErrorCode.INTERNAL_ERROR, "the query failed by a bug in Tarn", cause);
            try {
                outcome.abort();
            } catch (RuntimeException second) {
                reason.addSuppressed(second);
            }
            throw reason;
        }
        return outcome.commit();
    }

    @Override
    public VectorSchemaRoot next() {
        if (told) {
            return null;
        }
        long rows = rows();
        told = true;
        return RowCounts.batch(allocator, columns.get(0).label(), rows);
    }

    /** An interrupt is a cancel; the end is waited for all the same, to tell whether the write was committed. */
    private long rows() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ended.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    context.cancel(new TarnException(
                            ErrorCode.QUERY_CANCELLED, "the thread that waits for the write was interrupted", e));
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TarnException known
                    ? known
                    : new TarnException(ErrorCode.INTERNAL_ERROR, "the write failed by a bug in Tarn", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void await() {
        rows();
    }

    /** Asks the write to end; once its files are being committed, that goes on. */
    @Override
    public void cancel() {
        context.cancel(new TarnException(ErrorCode.QUERY_CANCELLED, "the query was cancelled"));
    }

    /** Waits for the end of the write, which goes on unless it was cancelled: it does not matter whether anyone fetches. */
    @Override
    public void close() {
        ended.handle((rows, error) -> null).join();
    }
}
