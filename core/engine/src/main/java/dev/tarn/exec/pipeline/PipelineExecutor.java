package dev.tarn.exec.pipeline;

import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs the pipelines of a query on a pool of workers. */
public final class PipelineExecutor {
    private PipelineExecutor() {}

    /**
     * Starts pipelines, each when those it depends on have finished.
     *
     * @param workers compute threads, shared by all queries
     * @return done when nothing of the query runs any more, every operator is closed and {@code query} is closed (its
     *     memory pool is not, but empty); with a {@link TarnException} if it failed or was cancelled
     */
    public static CompletableFuture<Void> start(FairThreadPool workers, QueryContext query, List<Pipeline> pipelines) {
        return new QueryRun(workers, query, pipelines).start();
    }
}
