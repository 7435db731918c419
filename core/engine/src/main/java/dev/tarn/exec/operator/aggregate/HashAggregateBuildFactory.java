package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * The sink of a hash aggregate: last step of the pipeline that makes its input, with any number of drivers. Several
 * pipelines may end in the same factory (as below a UNION ALL). The groups are read by the source that
 * {@link HashAggregateMergeFactory} makes, in a pipeline that depends on all of them.
 */
public final class HashAggregateBuildFactory implements OperatorFactory {
    private final AggregateSpec spec;
    private final HashAggregateState state;
    private boolean registered;

    public HashAggregateBuildFactory(AggregateSpec spec) {
        this.spec = spec;
        this.state = new HashAggregateState(spec);
    }

    @Override
    public String name() {
        return "HashAggregate";
    }

    AggregateSpec spec() {
        return spec;
    }

    HashAggregateState state() {
        return state;
    }

    @Override
    public synchronized Operator create(DriverContext context) {
        if (!registered) {
            context.query().register(state);
            registered = true;
        }
        return new HashAggregateBuildOperator(context, spec, state);
    }
}
