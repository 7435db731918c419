package dev.tarn.exec.operator.result;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.spi.batch.Batch;
import java.util.concurrent.CompletableFuture;

/** The sink of one driver. */
final class ResultOperator implements Operator {
    private final ResultQueue queue;
    private final VectorCopier copier;
    private boolean finished;

    ResultOperator(ResultQueue queue, DriverContext context) {
        this.queue = queue;
        this.copier = new VectorCopier(context.allocator(), queue.allocator(), queue.labels(), queue.types());
    }

    @Override
    public boolean needsInput() {
        return !finished && queue.space().isDone();
    }

    @Override
    public void addInput(Batch batch) {
        queue.add(copier.copy(batch));
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public CompletableFuture<?> blocked() {
        return finished ? NOT_BLOCKED : queue.space();
    }

    @Override
    public void close() {
        copier.close();
    }
}
