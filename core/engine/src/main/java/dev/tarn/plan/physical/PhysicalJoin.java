package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * A join: by a hash table of the build side if there are keys, else by comparing all pairs.
 *
 * <p>The output has {@link #probeOutput} columns of the probe side, then {@link #buildOutput} columns of the build side,
 * then the mark of a mark join.
 */
public final class PhysicalJoin extends PhysicalNode {
    private final PhysicalJoinType type;
    private final List<Integer> probeKeys;
    private final List<Integer> buildKeys;
    private final List<RexNode> residual;
    private final List<Integer> probeOutput;
    private final List<Integer> buildOutput;

    /**
     * Makes a join.
     *
     * @param residual further conditions over the probe's columns followed by the build's
     */
    public PhysicalJoin(
            RelOptCluster cluster,
            PhysicalNode probe,
            PhysicalNode build,
            PhysicalJoinType type,
            List<Integer> probeKeys,
            List<Integer> buildKeys,
            List<RexNode> residual,
            List<Integer> probeOutput,
            List<Integer> buildOutput,
            List<String> names,
            List<RelDataType> types,
            double estimatedRows) {
        super(cluster, List.of(probe, build), names, types, estimatedRows);
        this.type = type;
        this.probeKeys = List.copyOf(probeKeys);
        this.buildKeys = List.copyOf(buildKeys);
        this.residual = List.copyOf(residual);
        this.probeOutput = List.copyOf(probeOutput);
        this.buildOutput = List.copyOf(buildOutput);
    }

    public PhysicalNode probe() {
        return children().get(0);
    }

    public PhysicalNode build() {
        return children().get(1);
    }

    public PhysicalJoinType type() {
        return type;
    }

    public boolean isHash() {
        return !probeKeys.isEmpty();
    }

    public List<Integer> probeKeys() {
        return probeKeys;
    }

    public List<Integer> buildKeys() {
        return buildKeys;
    }

    public List<RexNode> residual() {
        return residual;
    }

    public List<Integer> probeOutput() {
        return probeOutput;
    }

    public List<Integer> buildOutput() {
        return buildOutput;
    }
}
