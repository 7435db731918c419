package dev.tarn.exec.operator.join;

import dev.tarn.exec.operator.scan.DynamicScanFilter;
import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * The sink of a hash join's build side: last step of the pipeline that makes the build rows, with any number of drivers.
 *
 * <p>A join takes three pipelines: one that ends in this sink; one whose only step is {@link HashJoinTableFactory}, which
 * depends on the first; and the probe side's, which has {@link HashJoinProbeFactory} among its steps and depends on the
 * second. Types that {@link JoinType#tracksBuild} take a fourth, that of {@link JoinBuildRowsFactory}.
 */
public final class HashJoinBuildFactory implements OperatorFactory {
    private final HashJoinState state;

    public HashJoinBuildFactory(JoinSpec spec) {
        this.state = new HashJoinState(spec);
    }

    HashJoinState state() {
        return state;
    }

    /** Returns the join. */
    public JoinSpec spec() {
        return state.spec();
    }

    /**
     * Returns what becomes known, when the table is finished, of the values that key {@code keyIndex} may have: for the
     * probe side's scan, where the join's type {@link JoinType#dropsUnmatchedProbe}. To be asked for before the build
     * starts; a filter that nobody asks for is not made.
     */
    public DynamicScanFilter keyFilter(int keyIndex) {
        return state.keyFilter(keyIndex);
    }

    @Override
    public String name() {
        return "HashJoinBuild";
    }

    @Override
    public Operator create(DriverContext context) {
        return state.newBuildOperator(context);
    }

    @Override
    public void pipelineFinished() {
        state.buildFinished();
    }
}
