package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;

/**
 * The sink of a hash aggregate: last step of the pipeline that makes its input, with any number of drivers. Several
 * pipelines may end in the same factory (as below a UNION ALL). The groups are read by the source that
 * {@link HashAggregateMergeFactory} makes, in a pipeline that depends on all of them.
 */
public final class HashAggregateBuildFactory implements OperatorFactory {
    private final AggregateSpec spec;

    public HashAggregateBuildFactory(AggregateSpec spec) {
        this.spec = spec;
    }

    @Override
    public String name() {
        return "HashAggregate";
    }

    AggregateSpec spec() {
        return spec;
    }

    @Override
    public Operator create(DriverContext context) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "hash aggregates are not built yet");
    }
}
