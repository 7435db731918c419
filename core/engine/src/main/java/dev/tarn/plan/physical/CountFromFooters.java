package dev.tarn.plan.physical;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;

/**
 * Counts the rows of a table that knows their number:
 *
 * <pre>
 * Aggregate count(*)      ->  Values: row count of t
 *   Scan t
 * </pre>
 *
 * <p>Only where nothing is filtered but partitions, and the number is no estimate.
 */
final class CountFromFooters {
    private CountFromFooters() {}

    /**
     * Returns the counts, or null if rows have to be read for them.
     *
     * @param kept which calls are wanted
     */
    static Planned plan(RelOptCluster cluster, LogicalAggregate aggregate, List<Integer> kept, PhysicalNode input) {
        if (aggregate.getGroupCount() > 0
                || aggregate.getGroupSets().size() != 1
                || !(input instanceof PhysicalScan scan)
                || !scan.filters().isEmpty()
                || !scan.table()
                        .exactlyPrunedColumns()
                        .containsAll(scan.predicate().domains().keySet())) {
            return null;
        }
        List<AggregateCall> calls =
                kept.stream().map(i -> aggregate.getAggCallList().get(i)).toList();
        if (!calls.stream().allMatch(CountFromFooters::countsRows)) {
            return null;
        }
        OptionalLong rowCount = scan.table().exactRowCount(scan.predicate());
        if (rowCount.isEmpty()) {
            return null;
        }
        List<RexLiteral> row = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        int[] positions = new int[aggregate.getRowType().getFieldCount()];
        Arrays.fill(positions, -1);
        for (int i = 0; i < calls.size(); i++) {
            RelDataType type = calls.get(i).getType();
            row.add(cluster.getRexBuilder().makeExactLiteral(BigDecimal.valueOf(rowCount.getAsLong()), type));
            names.add(aggregate.getRowType().getFieldNames().get(kept.get(i)));
            types.add(type);
            positions[kept.get(i)] = i;
        }
        return new Planned(
                new PhysicalValues(cluster, List.of(row), names, types, 1, "row count of " + scan.tableName()),
                positions);
    }

    private static boolean countsRows(AggregateCall call) {
        return call.getAggregation().getKind() == SqlKind.COUNT
                && call.getArgList().isEmpty()
                && !call.hasFilter()
                && !call.isDistinct();
    }
}
