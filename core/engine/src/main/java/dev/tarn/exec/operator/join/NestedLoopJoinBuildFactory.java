package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * The sink of a nested-loop join's build side: last step of the pipeline that makes the build rows, with any number of
 * drivers. The join is for conditions without equal keys, for cross joins, and for scalar subqueries (one build row).
 */
public final class NestedLoopJoinBuildFactory implements OperatorFactory {
    private final JoinSpec spec;
    private final BuildSide build;

    /** @param spec a join without keys, of any type but PROBE_NULL_AWARE_ANTI and MARK_IN */
    public NestedLoopJoinBuildFactory(JoinSpec spec) {
        this.spec = spec;
        this.build = new BuildSide(spec.build());
    }

    JoinSpec spec() {
        return spec;
    }

    @Override
    public String name() {
        return "NestedLoopJoinBuild";
    }

    @Override
    public Operator create(DriverContext context) {
        return new NestedLoopJoinBuildOperator(build.newStore(context));
    }

    BuildSide build() {
        return build;
    }

    @Override
    public void pipelineFinished() {
        build.complete(spec.type().tracksBuild());
    }
}
