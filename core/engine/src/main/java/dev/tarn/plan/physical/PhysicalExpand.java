package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;

/** Repeats each batch for each grouping set, with NULL in those of {@code keys} that the set has not, and the set's number as a last column. */
public final class PhysicalExpand extends PhysicalNode {
    private final List<Integer> keys;
    private final List<List<Integer>> groupingSets;

    public PhysicalExpand(
            RelOptCluster cluster,
            PhysicalNode input,
            List<Integer> keys,
            List<List<Integer>> groupingSets,
            List<String> names,
            List<org.apache.calcite.rel.type.RelDataType> types,
            double estimatedRows) {
        super(cluster, List.of(input), names, types, estimatedRows);
        this.keys = List.copyOf(keys);
        this.groupingSets = List.copyOf(groupingSets);
    }

    public List<Integer> keys() {
        return keys;
    }

    public List<List<Integer>> groupingSets() {
        return groupingSets;
    }
}
