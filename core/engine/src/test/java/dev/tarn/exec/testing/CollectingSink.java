package dev.tarn.exec.testing;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.spi.batch.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A sink that keeps all rows as Java values, after {@code onBatch} has looked at the batch. */
public final class CollectingSink implements OperatorFactory {
    public final List<List<Object>> rows = new ArrayList<>();
    public final AtomicInteger batches = new AtomicInteger();
    public final AtomicInteger pipelinesFinished = new AtomicInteger();
    private final Consumer<Batch> onBatch;

    public CollectingSink() {
        this(batch -> {});
    }

    public CollectingSink(Consumer<Batch> onBatch) {
        this.onBatch = onBatch;
    }

    @Override
    public String name() {
        return "Collect";
    }

    @Override
    public void pipelineFinished() {
        pipelinesFinished.incrementAndGet();
    }

    @Override
    public Operator create(DriverContext context) {
        return new Operator() {
            private boolean finished;

            @Override
            public boolean needsInput() {
                return !finished;
            }

            @Override
            public void addInput(Batch batch) {
                onBatch.accept(batch);
                batches.incrementAndGet();
                synchronized (rows) {
                    rows.addAll(TestColumns.rows(batch));
                }
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
            public void close() {
                finished = true;
            }
        };
    }
}
