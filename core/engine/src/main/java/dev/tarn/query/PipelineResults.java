package dev.tarn.query;

import dev.tarn.exec.operator.result.ResultQueue;
import dev.tarn.exec.pipeline.FairThreadPool;
import dev.tarn.exec.pipeline.Pipeline;
import dev.tarn.exec.pipeline.PipelineExecutor;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The result of pipelines that run. */
final class PipelineResults implements ResultStream {
    private final QueryContext context;
    private final ResultQueue queue;
    private final CompletableFuture<Void> ended;

    private PipelineResults(QueryContext context, ResultQueue queue, CompletableFuture<Void> ended) {
        this.context = context;
        this.queue = queue;
        this.ended = ended;
    }

    /**
     * Starts the pipelines, the last of which fills {@code queue}; closes the context's memory pool when they have ended.
     *
     * @param whenEnded run when nothing of the query runs any more
     */
    static PipelineResults start(
            FairThreadPool workers,
            QueryContext context,
            List<Pipeline> pipelines,
            ResultQueue queue,
            Runnable whenEnded) {
        CompletableFuture<Void> ended = PipelineExecutor.start(workers, context, pipelines)
                .whenComplete((nothing, error) -> {
                    context.memory().close();
                    whenEnded.run();
                });
        queue.endWith(ended);
        return new PipelineResults(context, queue, ended);
    }

    @Override
    public VectorSchemaRoot next() {
        return queue.next();
    }

    @Override
    public void cancel() {
        TarnException reason = new TarnException(ErrorCode.QUERY_CANCELLED, "the query was cancelled");
        queue.cancel(reason);
        context.cancel(reason);
    }

    @Override
    public void close() {
        cancel();
        queue.close();
        // Whatever ended it was told to who fetched; here only the end itself matters.
        ended.handle((nothing, error) -> null).join();
    }
}
