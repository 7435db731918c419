package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;

/** Keeps the first {@code limit} rows in an order, and gives them in it. */
public final class PhysicalTopN extends PhysicalNode {
    private final List<SortColumn> keys;
    private final long limit;

    public PhysicalTopN(
            RelOptCluster cluster, PhysicalNode input, List<SortColumn> keys, long limit, double estimatedRows) {
        super(cluster, List.of(input), input.columnNames(), input.columnTypes(), estimatedRows);
        this.keys = List.copyOf(keys);
        this.limit = limit;
    }

    public List<SortColumn> keys() {
        return keys;
    }

    public long limit() {
        return limit;
    }
}
