package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rex.RexLiteral;

/** Rows of literals. */
public final class PhysicalValues extends PhysicalNode {
    private final List<List<RexLiteral>> rows;

    public PhysicalValues(
            RelOptCluster cluster,
            List<List<RexLiteral>> rows,
            List<String> names,
            List<org.apache.calcite.rel.type.RelDataType> types,
            double estimatedRows) {
        super(cluster, List.of(), names, types, estimatedRows);
        this.rows = List.copyOf(rows);
    }

    public List<List<RexLiteral>> rows() {
        return rows;
    }
}
