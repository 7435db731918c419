package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rex.RexLiteral;

/** Rows of literals. */
public final class PhysicalValues extends PhysicalNode {
    private final List<List<RexLiteral>> rows;
    private final String origin;

    public PhysicalValues(
            RelOptCluster cluster,
            List<List<RexLiteral>> rows,
            List<String> names,
            List<org.apache.calcite.rel.type.RelDataType> types,
            double estimatedRows) {
        this(cluster, rows, names, types, estimatedRows, "");
    }

    /**
     * Makes rows of literals that do not stand in the statement.
     *
     * @param origin what they are, for EXPLAIN
     */
    public PhysicalValues(
            RelOptCluster cluster,
            List<List<RexLiteral>> rows,
            List<String> names,
            List<org.apache.calcite.rel.type.RelDataType> types,
            double estimatedRows,
            String origin) {
        super(cluster, List.of(), names, types, estimatedRows);
        this.rows = List.copyOf(rows);
        this.origin = origin;
    }

    /** Returns what the rows are, empty for those of the statement. */
    public String origin() {
        return origin;
    }

    public List<List<RexLiteral>> rows() {
        return rows;
    }
}
