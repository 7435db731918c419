package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.List;

/**
 * The sink of a hash join's build side: last step of the pipeline that makes the build rows, with any number of drivers.
 *
 * <p>A join takes three pipelines: one that ends in this sink; one whose only step is {@link HashJoinTableFactory}, which
 * depends on the first; and the probe side's, which has {@link HashJoinProbeFactory} among its steps and depends on the
 * second. Types that {@link JoinType#tracksBuild} take a fourth, that of {@link JoinBuildRowsFactory}.
 */
public final class HashJoinBuildFactory implements OperatorFactory {
    private final JoinSpec spec;
    private final List<JoinKeyFilter> keyFilters;

    public HashJoinBuildFactory(JoinSpec spec) {
        this.spec = spec;
        List<JoinKeyFilter> filters = new ArrayList<>();
        for (int key : spec.buildKeys()) {
            filters.add(new JoinKeyFilter(spec.build().get(key)));
        }
        this.keyFilters = List.copyOf(filters);
    }

    /** Returns the join. */
    public JoinSpec spec() {
        return spec;
    }

    /**
     * Returns what becomes known, when the table is finished, of the values that key {@code keyIndex} may have: for the
     * probe side's scan, where the join's type {@link JoinType#dropsUnmatchedProbe}.
     */
    public JoinKeyFilter keyFilter(int keyIndex) {
        return keyFilters.get(keyIndex);
    }

    @Override
    public String name() {
        return "HashJoinBuild";
    }

    @Override
    public Operator create(DriverContext context) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "hash joins are not built yet");
    }
}
