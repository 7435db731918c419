package dev.tarn.plan.physical;

import dev.tarn.plan.stats.StatisticsEstimator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/** Plans aggregates; grouping sets become one aggregate over rows that are repeated for each set. */
final class AggregatePlanner {
    private final RelOptCluster cluster;
    private final StatisticsEstimator statistics;
    private final PhysicalPlanner planner;

    AggregatePlanner(RelOptCluster cluster, StatisticsEstimator statistics, PhysicalPlanner planner) {
        this.cluster = cluster;
        this.statistics = statistics;
        this.planner = planner;
    }

    Planned plan(LogicalAggregate aggregate, ImmutableBitSet required) {
        int keyCount = aggregate.getGroupCount();
        List<AggregateCall> calls = aggregate.getAggCallList();
        // Which calls are needed; an aggregate without keys keeps one, as it gives a row.
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            if (required.get(keyCount + i)) {
                kept.add(i);
            }
        }
        if (kept.isEmpty() && keyCount == 0) {
            kept.add(0);
        }
        ImmutableBitSet.Builder needed = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
        for (int i : kept) {
            calls.get(i).getArgList().forEach(needed::set);
            if (calls.get(i).hasFilter()) {
                needed.set(calls.get(i).filterArg);
            }
        }
        Planned input = planner.plan(aggregate.getInput(), needed.build());
        Planned counted = CountFromFooters.plan(cluster, aggregate, kept, input.node());
        if (counted != null) {
            return counted;
        }
        return aggregate.getGroupSets().size() > 1
                        || !aggregate.getGroupSets().get(0).equals(aggregate.getGroupSet())
                ? groupingSets(aggregate, kept, input)
                : simple(aggregate, kept, input);
    }

    private Planned simple(LogicalAggregate aggregate, List<Integer> kept, Planned input) {
        List<Integer> keys = new ArrayList<>();
        aggregate.getGroupSet().forEach(key -> keys.add(input.positions()[key]));
        List<AggregateCall> mapped = new ArrayList<>();
        for (int i : kept) {
            mapped.add(map(aggregate.getAggCallList().get(i), input.positions()));
        }
        return finish(aggregate, kept, input.node(), keys, mapped, keys.size());
    }

    /**
     * Makes the aggregate.
     *
     * @param firstCall the output column of the first call
     */
    private Planned finish(
            LogicalAggregate aggregate,
            List<Integer> kept,
            PhysicalNode input,
            List<Integer> keys,
            List<AggregateCall> calls,
            int firstCall) {
        int keyCount = aggregate.getGroupCount();
        List<String> names = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        for (int key : keys) {
            names.add(input.columnNames().get(key));
            types.add(input.columnTypes().get(key));
        }
        int[] positions = new int[aggregate.getRowType().getFieldCount()];
        Arrays.fill(positions, -1);
        for (int i = 0; i < keyCount; i++) {
            positions[i] = i;
        }
        boolean zeros = false;
        for (int i = 0; i < kept.size(); i++) {
            positions[keyCount + kept.get(i)] = firstCall + i;
            names.add(aggregate.getRowType().getFieldNames().get(keyCount + kept.get(i)));
            boolean zero = calls.get(i).getAggregation().getKind() == SqlKind.SUM0;
            RelDataType type = calls.get(i).getType();
            types.add(zero ? cluster.getTypeFactory().createTypeWithNullability(type, true) : type);
            zeros |= zero;
        }
        PhysicalNode node = new PhysicalAggregate(
                cluster,
                input,
                keys,
                calls,
                names,
                types,
                statistics.estimate(aggregate).rows());
        return new Planned(zeros ? withZeros(node, calls, firstCall) : node, positions);
    }

    /** A sum that is 0 of no rows is a sum and a 0 for its NULL. */
    private PhysicalNode withZeros(PhysicalNode node, List<AggregateCall> calls, int firstCall) {
        RexBuilder rex = cluster.getRexBuilder();
        List<RexNode> expressions = new ArrayList<>();
        for (int i = 0; i < node.columnCount(); i++) {
            RexNode ref = new RexInputRef(i, node.columnTypes().get(i));
            boolean zero =
                    i >= firstCall && calls.get(i - firstCall).getAggregation().getKind() == SqlKind.SUM0;
            if (zero) {
                RelDataType type = cluster.getTypeFactory().createTypeWithNullability(ref.getType(), false);
                ref = rex.makeCall(type, SqlStdOperatorTable.COALESCE, List.of(ref, rex.makeZeroLiteral(type)));
            }
            expressions.add(ref);
        }
        return new PhysicalProject(
                cluster, node, expressions, node.columnNames(), node.columnTypes(), node.estimatedRows());
    }

    private static AggregateCall map(AggregateCall call, int[] positions) {
        List<Integer> arguments = new ArrayList<>();
        call.getArgList().forEach(argument -> arguments.add(positions[argument]));
        return call.withArgList(arguments).withFilter(call.hasFilter() ? positions[call.filterArg] : -1);
    }

    private Planned groupingSets(LogicalAggregate aggregate, List<Integer> kept, Planned input) {
        int keyCount = aggregate.getGroupCount();
        List<RexNode> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            add(input, input.positions()[key], columns, names);
        }
        List<AggregateCall> calls = new ArrayList<>();
        List<Integer> computed = new ArrayList<>();
        for (int i : kept) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            if (isGrouping(call)) {
                continue;
            }
            computed.add(i);
            List<Integer> arguments = new ArrayList<>();
            for (int argument : call.getArgList()) {
                arguments.add(add(input, input.positions()[argument], columns, names));
            }
            int filter = call.hasFilter() ? add(input, input.positions()[call.filterArg], columns, names) : -1;
            calls.add(call.withArgList(arguments).withFilter(filter));
        }
        List<List<Integer>> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            sets.add(set.asList().stream()
                    .map(key -> aggregate.getGroupSet().indexOf(key))
                    .toList());
        }
        boolean hasTotal = sets.stream().anyMatch(List::isEmpty);
        if (hasTotal) {
            columns.add(cluster.getRexBuilder().makeLiteral(true));
            names.add("present");
            int present = columns.size() - 1;
            calls.replaceAll(call -> call.getArgList().isEmpty() ? call.withArgList(List.of(present)) : call);
        }
        PhysicalNode repeated = new PhysicalProject(
                cluster,
                input.node(),
                columns,
                names,
                columns.stream().map(RexNode::getType).toList(),
                input.node().estimatedRows());
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < keyCount; i++) {
            keys.add(i);
        }
        RelDataType integer = cluster.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
        List<String> expandedNames = new ArrayList<>(names);
        expandedNames.add("set");
        List<RelDataType> expandedTypes = new ArrayList<>(repeated.columnTypes());
        int nullable = hasTotal ? expandedTypes.size() : keyCount;
        for (int i = 0; i < nullable; i++) {
            expandedTypes.set(i, cluster.getTypeFactory().createTypeWithNullability(expandedTypes.get(i), true));
        }
        expandedTypes.add(integer);
        PhysicalNode expanded = new PhysicalExpand(
                cluster, repeated, keys, sets, expandedNames, expandedTypes, repeated.estimatedRows() * sets.size());
        if (hasTotal) {
            expanded = withTotals(expanded, sets);
        }
        List<Integer> allKeys = new ArrayList<>(keys);
        allKeys.add(columns.size());
        Planned planned = finish(aggregate, computed, expanded, allKeys, calls, keyCount + 1);
        return withGroupings(aggregate, kept, planned, keyCount);
    }

    /** Adds a row of NULLs for each empty grouping set, which has a group even of no rows; aggregates do not see it. */
    private PhysicalNode withTotals(PhysicalNode expanded, List<List<Integer>> sets) {
        RexBuilder rex = cluster.getRexBuilder();
        int setColumn = expanded.columnCount() - 1;
        List<List<RexLiteral>> rows = new ArrayList<>();
        for (int set = 0; set < sets.size(); set++) {
            if (sets.get(set).isEmpty()) {
                List<RexLiteral> row = new ArrayList<>();
                for (int i = 0; i < setColumn; i++) {
                    row.add(rex.makeNullLiteral(expanded.columnTypes().get(i)));
                }
                row.add((RexLiteral) rex.makeLiteral(
                        java.math.BigDecimal.valueOf(set),
                        expanded.columnTypes().get(setColumn),
                        false));
                rows.add(row);
            }
        }
        PhysicalNode totals =
                new PhysicalValues(cluster, rows, expanded.columnNames(), expanded.columnTypes(), rows.size());
        return new PhysicalUnion(cluster, List.of(expanded, totals), expanded.estimatedRows() + rows.size());
    }

    private static int add(Planned input, int column, List<RexNode> columns, List<String> names) {
        columns.add(new RexInputRef(column, input.node().columnTypes().get(column)));
        names.add(input.node().columnNames().get(column));
        return columns.size() - 1;
    }

    private static boolean isGrouping(AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return kind == SqlKind.GROUPING || kind == SqlKind.GROUP_ID;
    }

    /** GROUPING(a, b) follows from the set's number: a bit for each argument that the set has not. */
    private Planned withGroupings(LogicalAggregate aggregate, List<Integer> kept, Planned planned, int setColumn) {
        List<Integer> groupings = kept.stream()
                .filter(i -> isGrouping(aggregate.getAggCallList().get(i)))
                .toList();
        if (groupings.isEmpty()) {
            return planned;
        }
        RexBuilder rex = cluster.getRexBuilder();
        PhysicalNode node = planned.node();
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>(node.columnNames());
        for (int i = 0; i < node.columnCount(); i++) {
            expressions.add(new RexInputRef(i, node.columnTypes().get(i)));
        }
        int[] positions = planned.positions().clone();
        for (int i : groupings) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            List<RexNode> branches = new ArrayList<>();
            for (int set = 0; set < aggregate.getGroupSets().size(); set++) {
                long bits = 0;
                for (int argument : call.getArgList()) {
                    bits = bits << 1 | (aggregate.getGroupSets().get(set).get(argument) ? 0 : 1);
                }
                RexNode value = rex.makeExactLiteral(BigDecimal.valueOf(bits), call.getType());
                if (set < aggregate.getGroupSets().size() - 1) {
                    RexNode column = expressions.get(setColumn);
                    branches.add(rex.makeCall(
                            SqlStdOperatorTable.EQUALS,
                            column,
                            rex.makeExactLiteral(BigDecimal.valueOf(set), column.getType())));
                }
                branches.add(value);
            }
            positions[aggregate.getGroupCount() + i] = expressions.size();
            expressions.add(
                    branches.size() == 1
                            ? branches.get(0)
                            : rex.makeCall(call.getType(), SqlStdOperatorTable.CASE, branches));
            names.add(aggregate.getRowType().getFieldNames().get(aggregate.getGroupCount() + i));
        }
        List<RelDataType> types = expressions.stream().map(RexNode::getType).toList();
        return new Planned(
                new PhysicalProject(cluster, node, expressions, names, types, node.estimatedRows()), positions);
    }
}
