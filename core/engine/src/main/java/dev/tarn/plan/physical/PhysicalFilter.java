package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rex.RexNode;

/** Keeps the rows for which all conjuncts are TRUE; conjuncts are over the input's columns. */
public final class PhysicalFilter extends PhysicalNode {
    private final List<RexNode> conjuncts;

    public PhysicalFilter(RelOptCluster cluster, PhysicalNode input, List<RexNode> conjuncts, double estimatedRows) {
        super(cluster, List.of(input), input.columnNames(), input.columnTypes(), estimatedRows);
        this.conjuncts = List.copyOf(conjuncts);
    }

    public List<RexNode> conjuncts() {
        return conjuncts;
    }
}
