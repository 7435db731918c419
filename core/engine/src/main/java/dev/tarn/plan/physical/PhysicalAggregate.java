package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.core.AggregateCall;

/** Groups by columns of the input; the output has the keys, then a column a call. Without keys there is one group, also of no rows. */
public final class PhysicalAggregate extends PhysicalNode {
    private final List<Integer> keys;
    private final List<AggregateCall> calls;

    public PhysicalAggregate(
            RelOptCluster cluster,
            PhysicalNode input,
            List<Integer> keys,
            List<AggregateCall> calls,
            List<String> names,
            List<org.apache.calcite.rel.type.RelDataType> types,
            double estimatedRows) {
        super(cluster, List.of(input), names, types, estimatedRows);
        this.keys = List.copyOf(keys);
        this.calls = List.copyOf(calls);
    }

    public List<Integer> keys() {
        return keys;
    }

    public List<AggregateCall> calls() {
        return calls;
    }
}
