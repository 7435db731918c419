package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * The probe of a hash join: a step of the probe side's pipeline, which depends on the table's, with any number of
 * drivers. Its output is {@link JoinSpec#output}. Where the join's type {@link JoinType#tracksBuild}, the build rows that
 * it gives at the end come from {@link JoinBuildRowsFactory}'s source; for BUILD_SEMI and BUILD_ANTI all of them do, and
 * the probe is the last step of its pipeline.
 *
 * <p>Probe columns pass through: often a batch has the input's columns and a selection. Build columns of text are
 * DICTIONARY columns over all build rows, with one id for the whole query, and may have far more entries than the batch
 * has rows.
 */
public final class HashJoinProbeFactory implements OperatorFactory {
    private final HashJoinBuildFactory build;

    public HashJoinProbeFactory(HashJoinBuildFactory build) {
        this.build = build;
    }

    @Override
    public String name() {
        return "HashJoin";
    }

    @Override
    public Operator create(DriverContext context) {
        return new HashJoinProbeOperator(context, build.state());
    }
}
