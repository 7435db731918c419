package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;

/** All rows of all inputs, which have columns of the same types. */
public final class PhysicalUnion extends PhysicalNode {

    public PhysicalUnion(RelOptCluster cluster, List<PhysicalNode> inputs, double estimatedRows) {
        super(cluster, inputs, inputs.get(0).columnNames(), inputs.get(0).columnTypes(), estimatedRows);
    }
}
