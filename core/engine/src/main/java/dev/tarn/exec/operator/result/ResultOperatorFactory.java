package dev.tarn.exec.operator.result;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/** Copies batches into a {@link ResultQueue}: the sink of the last pipeline, which has one driver if order matters. */
public final class ResultOperatorFactory implements OperatorFactory {
    private final ResultQueue queue;

    public ResultOperatorFactory(ResultQueue queue) {
        this.queue = queue;
    }

    @Override
    public String name() {
        return "Result";
    }

    @Override
    public Operator create(DriverContext context) {
        return new ResultOperator(queue, context);
    }
}
