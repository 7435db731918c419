package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * The probe of a nested-loop join: a step of the probe side's pipeline, which depends on the build's, with any number of
 * drivers. Its output is {@link JoinSpec#output}. As with {@link HashJoinProbeFactory}, build rows that are given at the
 * end come from {@link JoinBuildRowsFactory}'s source.
 */
public final class NestedLoopJoinProbeFactory implements OperatorFactory {
    private final NestedLoopJoinBuildFactory build;

    public NestedLoopJoinProbeFactory(NestedLoopJoinBuildFactory build) {
        this.build = build;
    }

    @Override
    public String name() {
        return "NestedLoopJoin";
    }

    @Override
    public Operator create(DriverContext context) {
        return new NestedLoopJoinProbeOperator(context, build.spec(), build.build());
    }
}
