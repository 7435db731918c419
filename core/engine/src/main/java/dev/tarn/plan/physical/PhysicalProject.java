package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rex.RexNode;

/** Computes columns from the input's columns. */
public final class PhysicalProject extends PhysicalNode {
    private final List<RexNode> expressions;

    public PhysicalProject(
            RelOptCluster cluster,
            PhysicalNode input,
            List<RexNode> expressions,
            List<String> names,
            List<org.apache.calcite.rel.type.RelDataType> types,
            double estimatedRows) {
        super(cluster, List.of(input), names, types, estimatedRows);
        this.expressions = List.copyOf(expressions);
    }

    public List<RexNode> expressions() {
        return expressions;
    }
}
