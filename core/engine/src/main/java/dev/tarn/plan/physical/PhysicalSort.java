package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;

/** Sorts all rows. */
public final class PhysicalSort extends PhysicalNode {
    private final List<SortColumn> keys;

    public PhysicalSort(RelOptCluster cluster, PhysicalNode input, List<SortColumn> keys, double estimatedRows) {
        super(cluster, List.of(input), input.columnNames(), input.columnTypes(), estimatedRows);
        this.keys = List.copyOf(keys);
    }

    public List<SortColumn> keys() {
        return keys;
    }
}
