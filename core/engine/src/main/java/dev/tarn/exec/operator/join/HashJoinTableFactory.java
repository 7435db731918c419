package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * Makes a hash join's table of the rows that the build's drivers hold: the only step of a pipeline that depends on the
 * build's, with any number of drivers, which share the work. It gives no output. When it is finished the key filters of
 * {@link HashJoinBuildFactory#keyFilter} are ready.
 */
public final class HashJoinTableFactory implements OperatorFactory {
    private final HashJoinBuildFactory build;

    public HashJoinTableFactory(HashJoinBuildFactory build) {
        this.build = build;
    }

    @Override
    public String name() {
        return "HashJoinTable";
    }

    @Override
    public Operator create(DriverContext context) {
        return new HashJoinTableOperator(build.state());
    }

    @Override
    public void pipelineFinished() {
        build.state().tableFinished();
    }
}
