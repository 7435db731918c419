package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * The source of a hash aggregate's groups: first step of a pipeline with any number of drivers that depends on those
 * that end in the build. Each driver takes partitions, merges what the build's drivers hold of them, and gives the
 * groups as {@link AggregateSpec#output} says, in no order.
 */
public final class HashAggregateMergeFactory implements OperatorFactory {
    private final HashAggregateBuildFactory build;

    public HashAggregateMergeFactory(HashAggregateBuildFactory build) {
        this.build = build;
    }

    @Override
    public String name() {
        return "HashAggregateMerge";
    }

    @Override
    public Operator create(DriverContext context) {
        return new HashAggregateMergeOperator(context, build.spec(), build.state());
    }

    @Override
    public void pipelineFinished() {
        build.state().close();
    }
}
