package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.Operator;
import dev.tarn.spi.batch.Batch;

/** Does the tasks that fill a join's table, one at each call of {@link #finish}, beside other drivers. */
final class HashJoinTableOperator implements Operator {
    private final HashJoinState state;
    private boolean finished;

    HashJoinTableOperator(HashJoinState state) {
        this.state = state;
    }

    @Override
    public boolean needsInput() {
        return false;
    }

    @Override
    public void addInput(Batch batch) {
        throw new IllegalStateException("a table takes no input");
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        finished = finished || !state.runTask();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        // The table belongs to the join's state.
    }
}
