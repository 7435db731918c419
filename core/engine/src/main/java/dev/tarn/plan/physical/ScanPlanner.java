package dev.tarn.plan.physical;

import dev.tarn.catalog.TableHandle;
import dev.tarn.plan.rule.simplify.Expressions;
import dev.tarn.plan.stats.DomainExtractor;
import dev.tarn.plan.stats.RelationEstimate;
import dev.tarn.plan.stats.SelectivityEstimator;
import dev.tarn.plan.stats.StatisticsEstimator;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/** Plans scans: which columns are read, and what is filtered while reading, the cheap and selective conjuncts first. */
final class ScanPlanner {
    private static final double TEXT_COST = 4;
    private static final double PATTERN_COST = 12;
    private static final double COLUMN_COST = 1;

    private final RelOptCluster cluster;
    private final StatisticsEstimator statistics;

    ScanPlanner(RelOptCluster cluster, StatisticsEstimator statistics) {
        this.cluster = cluster;
        this.statistics = statistics;
    }

    /** Plans a scan under conjuncts over its fields. */
    Planned plan(TableScan scan, List<RexNode> conjuncts, ImmutableBitSet required) {
        TableHandle handle = scan.getTable().unwrap(TableHandle.class);
        if (handle == null) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    "the table " + String.join(".", scan.getTable().getQualifiedName()));
        }
        Table table = handle.table();
        Map<String, ColumnSchema> schemas = new HashMap<>();
        table.columns().forEach(column -> schemas.put(column.name(), column));
        ImmutableBitSet read = required.union(RelOptUtil.InputFinder.bits(conjuncts, null));
        List<String> fields = scan.getRowType().getFieldNames();
        List<ColumnSchema> columns = new ArrayList<>();
        int[] columnOf = new int[fields.size()];
        Arrays.fill(columnOf, -1);
        for (int field : read) {
            columnOf[field] = columns.size();
            columns.add(readable(schemas.get(fields.get(field))));
        }
        List<Integer> outputs = new ArrayList<>();
        List<RelDataType> outputTypes = new ArrayList<>();
        int[] positions = new int[fields.size()];
        Arrays.fill(positions, -1);
        for (int field : required) {
            positions[field] = outputs.size();
            outputs.add(columnOf[field]);
            outputTypes.add(scan.getRowType().getFieldList().get(field).getType());
        }
        RelationEstimate estimate = statistics.scan(scan, conjuncts);
        List<RexNode> filters = new ArrayList<>();
        double kept = 1;
        for (RexNode conjunct : ordered(conjuncts, estimate)) {
            kept *= SelectivityEstimator.selectivity(conjunct, estimate);
            filters.add(Expressions.mapColumns(conjunct, i -> columnOf[i]));
        }
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        List<Type> types = columns.stream().map(ColumnSchema::type).toList();
        TupleDomain predicate = new DomainExtractor(names, types).extract(filters);
        if (!table.exactlyPrunedColumns().isEmpty()) {
            filters.removeIf(filter -> isEnforced(filter, names, types, table));
        }
        PhysicalScan node = new PhysicalScan(
                cluster,
                table,
                handle.displayName(),
                statistics.tableStatistics(scan, conjuncts),
                columns,
                filters,
                predicate,
                outputs,
                outputTypes,
                Math.max(1, estimate.rows() * kept));
        return new Planned(node, positions);
    }

    private static ColumnSchema readable(ColumnSchema column) {
        if (column.type() == null) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, "column \"" + column.name() + "\": " + column.unsupported());
        }
        return column;
    }

    /** A comparison of a column by which the table prunes exactly need not be repeated for each row. */
    private static boolean isEnforced(RexNode filter, List<String> names, List<Type> types, Table table) {
        ImmutableBitSet bits = RelOptUtil.InputFinder.bits(filter);
        if (bits.cardinality() != 1 || !table.exactlyPrunedColumns().contains(names.get(bits.nth(0)))) {
            return false;
        }
        boolean exact =
                switch (filter.getKind()) {
                    case EQUALS,
                            LESS_THAN,
                            LESS_THAN_OR_EQUAL,
                            GREATER_THAN,
                            GREATER_THAN_OR_EQUAL,
                            SEARCH,
                            IS_NULL,
                            IS_NOT_NULL -> true;
                    default -> false;
                };
        return exact
                && !new DomainExtractor(names, types)
                        .extract(List.of(filter))
                        .domains()
                        .isEmpty();
    }

    /** Orders conjuncts by what they cost for each row that they drop. */
    private static List<RexNode> ordered(List<RexNode> conjuncts, RelationEstimate estimate) {
        Map<RexNode, Double> ranks = new IdentityHashMap<>();
        for (RexNode conjunct : conjuncts) {
            double dropped = 1 - SelectivityEstimator.selectivity(conjunct, estimate);
            ranks.put(conjunct, cost(conjunct) / Math.max(0.001, dropped));
        }
        List<RexNode> ordered = new ArrayList<>(conjuncts);
        ordered.sort(Comparator.comparing(ranks::get));
        return ordered;
    }

    private static double cost(RexNode condition) {
        double[] cost = {0};
        condition.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
                boolean text = !call.getOperands().isEmpty()
                        && SqlTypeName.CHAR_TYPES.contains(
                                call.getOperands().get(0).getType().getSqlTypeName());
                cost[0] += call.getKind() == SqlKind.LIKE ? PATTERN_COST : text ? TEXT_COST : COLUMN_COST;
                return super.visitCall(call);
            }
        });
        return cost[0] + RelOptUtil.InputFinder.bits(condition).cardinality();
    }
}
