package dev.tarn.plan.physical;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;

/** Each row as many times as a column says, without that column. */
public final class PhysicalRepeat extends PhysicalNode {
    private final int countColumn;

    public PhysicalRepeat(RelOptCluster cluster, PhysicalNode input, int countColumn, double estimatedRows) {
        super(
                cluster,
                List.of(input),
                without(input.columnNames(), countColumn),
                without(input.columnTypes(), countColumn),
                estimatedRows);
        this.countColumn = countColumn;
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(index);
        return rest;
    }

    public int countColumn() {
        return countColumn;
    }
}
