package dev.tarn.exec.operator.result;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;

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
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "Result does not run yet");
    }
}
