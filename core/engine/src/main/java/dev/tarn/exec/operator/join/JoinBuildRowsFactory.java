package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * The source of the build rows that a join gives when its probe has seen all rows, for types that
 * {@link JoinType#tracksBuild}: first step of a pipeline, with any number of drivers, which depends on all pipelines that
 * the probe stands in and has the steps after the probe in common with them (for BUILD_SEMI and BUILD_ANTI the probe is
 * the last step of its pipeline, and only this one goes on). It gives {@link JoinSpec#output}, with NULLs for the probe
 * side.
 */
public final class JoinBuildRowsFactory implements OperatorFactory {
    private final JoinSpec spec;
    private final BuildSide side;

    public JoinBuildRowsFactory(HashJoinBuildFactory build) {
        this.spec = build.spec();
        this.side = build.state().build();
    }

    public JoinBuildRowsFactory(NestedLoopJoinBuildFactory build) {
        this.spec = build.spec();
        this.side = build.build();
    }

    @Override
    public String name() {
        return "JoinBuildRows";
    }

    @Override
    public Operator create(DriverContext context) {
        return new JoinBuildRowsOperator(context, spec, side);
    }
}
