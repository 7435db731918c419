package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;

/** Skips {@code offset} rows and passes {@code limit} after them; {@link Long#MAX_VALUE} for all. */
public final class PhysicalLimit extends PhysicalNode {
    private final long offset;
    private final long limit;

    public PhysicalLimit(RelOptCluster cluster, PhysicalNode input, long offset, long limit, double estimatedRows) {
        super(cluster, List.of(input), input.columnNames(), input.columnTypes(), estimatedRows);
        this.offset = offset;
        this.limit = limit;
    }

    public long offset() {
        return offset;
    }

    public long limit() {
        return limit;
    }
}
