package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Batch;

/** Keeps the build rows of one driver. */
final class NestedLoopJoinBuildOperator implements Operator {
    private final RowStore store;
    private boolean finished;

    /** @param store where rows go; closed by its owner */
    NestedLoopJoinBuildOperator(RowStore store) {
        this.store = store;
    }

    @Override
    public boolean needsInput() {
        return !finished;
    }

    @Override
    public void addInput(Batch batch) {
        store.append(batch);
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
        // The rows belong to the build side.
    }
}
