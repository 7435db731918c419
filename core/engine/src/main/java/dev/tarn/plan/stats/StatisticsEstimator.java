package dev.tarn.plan.stats;

import dev.tarn.catalog.TableHandle;
import dev.tarn.plan.logical.LogicalUnnest;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Estimates the rows of logical nodes, bottom up, and remembers them for one query. Not thread-safe. */
public final class StatisticsEstimator {
    private static final double ELEMENTS_OF_A_ROW = 5;

    private static final double ANTI_JOIN_MINIMUM = 0.1;
    private static final double RESIDUAL_MATCH = 0.8;

    private final Map<RelNode, RelationEstimate> estimates = new IdentityHashMap<>();
    private final Map<TableRows, TableStatistics> tables = new HashMap<>();
    private final Map<TableRows, TableStatistics> believed = new HashMap<>();

    private record TableRows(Table table, TupleDomain predicate) {}

    /** Returns what is thought of a node's rows. */
    public RelationEstimate estimate(RelNode node) {
        RelationEstimate known = estimates.get(node);
        if (known == null) {
            known = compute(node);
            estimates.put(node, known);
        }
        return known;
    }

    /**
     * Returns what a table knows for certain of the rows of a scan.
     *
     * @param conjuncts conditions over the scan's fields; those by which the table prunes exactly (partitions) are heeded,
     *     so that nothing of what they drop is listed or read
     */
    public TableStatistics tableStatistics(TableScan scan, List<RexNode> conjuncts) {
        Table table = scan.getTable().unwrap(TableHandle.class).table();
        return tables.computeIfAbsent(
                new TableRows(table, pruned(table, scan, conjuncts)),
                key -> table.statistics(key.predicate, names(table)));
    }

    /** Returns what is believed of the rows of a scan, of which nothing may be proved. */
    private TableStatistics tableEstimates(TableScan scan, List<RexNode> conjuncts) {
        Table table = scan.getTable().unwrap(TableHandle.class).table();
        return believed.computeIfAbsent(
                new TableRows(table, pruned(table, scan, conjuncts)),
                key -> table.estimates(key.predicate, names(table)));
    }

    private static Set<String> names(Table table) {
        Set<String> names = new LinkedHashSet<>();
        for (ColumnSchema column : table.columns()) {
            names.add(column.name());
        }
        return names;
    }

    private static TupleDomain pruned(Table table, TableScan scan, List<RexNode> conjuncts) {
        Set<String> exact = table.exactlyPrunedColumns();
        if (exact.isEmpty() || conjuncts.isEmpty()) {
            return TupleDomain.all();
        }
        Map<String, Type> types = new HashMap<>();
        table.columns().forEach(column -> types.put(column.name(), column.type()));
        List<String> names = scan.getRowType().getFieldNames();
        List<Type> fieldTypes = names.stream()
                .map(name -> types.get(name) == null ? Type.UNKNOWN : types.get(name))
                .toList();
        Map<String, Domain> domains = new HashMap<>(
                new DomainExtractor(names, fieldTypes).extract(conjuncts).domains());
        domains.keySet().retainAll(exact);
        return new TupleDomain(domains);
    }

    private RelationEstimate compute(RelNode node) {
        if (node instanceof TableScan scan) {
            return scan(scan, List.of());
        }
        if (node instanceof Filter filter && filter.getInput() instanceof TableScan scan) {
            List<RexNode> conjuncts = RelOptUtil.conjunctions(filter.getCondition());
            return SelectivityEstimator.filter(scan(scan, conjuncts), conjuncts);
        }
        if (node instanceof Filter filter) {
            return SelectivityEstimator.filter(
                    estimate(filter.getInput()), RelOptUtil.conjunctions(filter.getCondition()));
        }
        if (node instanceof Project project) {
            RelationEstimate input = estimate(project.getInput());
            List<ColumnEstimate> columns = new ArrayList<>();
            for (RexNode expression : project.getProjects()) {
                columns.add(SelectivityEstimator.expression(expression, input));
            }
            return new RelationEstimate(input.rows(), columns);
        }
        if (node instanceof Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (node instanceof Join join) {
            return join(join);
        }
        if (node instanceof Sort sort) {
            RelationEstimate input = estimate(sort.getInput());
            double rows = input.rows() - (sort.offset instanceof RexLiteral offset ? RexLiteral.intValue(offset) : 0);
            if (sort.fetch instanceof RexLiteral fetch) {
                rows = Math.min(rows, RexLiteral.numberValue(fetch).doubleValue());
            }
            return input.thinned(Math.max(rows, 0));
        }
        if (node instanceof SetOp operation) {
            return setOperation(operation);
        }
        if (node instanceof LogicalUnnest unnest) {
            RelationEstimate input = estimate(unnest.getInput());
            return unknown(node, input.rows() * ELEMENTS_OF_A_ROW);
        }
        double rows = node instanceof Values values ? values.getTuples().size() : estimateInput(node);
        return unknown(node, rows);
    }

    private double estimateInput(RelNode node) {
        return node.getInputs().isEmpty() ? 1_000 : estimate(node.getInput(0)).rows();
    }

    private static RelationEstimate unknown(RelNode node, double rows) {
        List<ColumnEstimate> columns = new ArrayList<>();
        for (int i = 0; i < node.getRowType().getFieldCount(); i++) {
            columns.add(ColumnEstimate.unknown(rows));
        }
        return new RelationEstimate(rows, columns);
    }

    /** Returns what is thought of a scan's rows that the table itself does not drop by {@code conjuncts}. */
    public RelationEstimate scan(TableScan scan, List<RexNode> conjuncts) {
        TableHandle handle = scan.getTable().unwrap(TableHandle.class);
        if (handle == null) {
            return unknown(scan, 1_000);
        }
        Table table = handle.table();
        TableStatistics statistics = tableEstimates(scan, conjuncts);
        double rows = Math.max(1, statistics.rowCount());
        Map<String, ColumnSchema> schemas = new HashMap<>();
        table.columns().forEach(column -> schemas.put(column.name(), column));
        List<ColumnEstimate> columns = new ArrayList<>();
        for (String name : scan.getRowType().getFieldNames()) {
            columns.add(column(schemas.get(name), statistics.column(name), rows));
        }
        return new RelationEstimate(rows, columns);
    }

    private static ColumnEstimate column(ColumnSchema schema, ColumnStatistics known, double rows) {
        if (schema == null || schema.type() == null) {
            return ColumnEstimate.unknown(rows);
        }
        double min = known.min() == null ? Double.NaN : LiteralValues.toNumber(known.min(), schema.type());
        double max = known.max() == null ? Double.NaN : LiteralValues.toNumber(known.max(), schema.type());
        double distinct = known.distinctCount();
        if (distinct < 0) {
            distinct = ColumnEstimate.unknown(rows).distinct();
            boolean whole = schema.type().isInteger()
                    || schema.type().kind() == dev.tarn.spi.type.TypeKind.DATE
                    || schema.type().isDecimal();
            if (whole && !Double.isNaN(min) && !Double.isNaN(max)) {
                distinct =
                        Math.min(rows, (max - min) * Math.pow(10, schema.type().scale()) + 1);
            }
        }
        distinct = Math.max(1, Math.min(distinct, rows));
        double nulls = known.nullCount() < 0 ? 0 : Math.min(1, known.nullCount() / rows);
        return new ColumnEstimate(distinct, distinct, nulls, min, max, rows);
    }

    private RelationEstimate aggregate(Aggregate aggregate) {
        RelationEstimate input = estimate(aggregate.getInput());
        double rows = 0;
        for (var keys : aggregate.getGroupSets()) {
            rows += input.groups(keys);
        }
        List<ColumnEstimate> columns = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            columns.add(input.thinned(rows).column(key));
        }
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            columns.add(new ColumnEstimate(rows, rows, 0, Double.NaN, Double.NaN, ColumnEstimate.NO_TABLE));
        }
        return new RelationEstimate(rows, columns);
    }

    private RelationEstimate setOperation(SetOp operation) {
        double rows = 0;
        for (RelNode input : operation.getInputs()) {
            rows += estimate(input).rows();
        }
        if (operation.kind != SqlKind.UNION) {
            rows = estimate(operation.getInput(0)).rows();
        }
        List<ColumnEstimate> columns = new ArrayList<>();
        for (int i = 0; i < operation.getRowType().getFieldCount(); i++) {
            ColumnEstimate merged = null;
            for (RelNode input : operation.getInputs()) {
                ColumnEstimate column = estimate(input).column(i);
                merged = merged == null
                        ? column
                        : new ColumnEstimate(
                                Math.min(rows, merged.distinct() + column.distinct()),
                                merged.domain() + column.domain(),
                                Math.max(merged.nullFraction(), column.nullFraction()),
                                Math.min(merged.min(), column.min()),
                                Math.max(merged.max(), column.max()),
                                merged.originRows() + column.originRows());
            }
            columns.add(merged);
        }
        RelationEstimate all = new RelationEstimate(rows, columns);
        if (operation.all || operation.kind != SqlKind.UNION) {
            return all;
        }
        return all.thinned(all.groups(org.apache.calcite.util.ImmutableBitSet.range(columns.size())));
    }

    private RelationEstimate join(Join join) {
        RelationEstimate left = estimate(join.getLeft());
        RelationEstimate right = estimate(join.getRight());
        int leftFields = left.columns().size();
        List<ColumnEstimate> both = new ArrayList<>(left.columns());
        both.addAll(right.columns());
        List<ColumnEstimate> leftKeys = new ArrayList<>();
        List<ColumnEstimate> rightKeys = new ArrayList<>();
        List<RexNode> others = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
            List<RexNode> sides = EquiCondition.sides(conjunct, leftFields);
            if (sides == null) {
                others.add(conjunct);
            } else {
                leftKeys.add(SelectivityEstimator.expression(sides.get(0), left));
                rightKeys.add(SelectivityEstimator.expression(sides.get(1), right));
            }
        }
        double share = JoinEstimate.selectivity(leftKeys, rightKeys);
        RelationEstimate product = new RelationEstimate(left.rows() * right.rows(), both);
        for (RexNode other : others) {
            share *= SelectivityEstimator.selectivity(other, product);
        }
        double inner = Math.max(1, left.rows() * right.rows() * share);
        JoinRelType type = join.getJoinType();
        if (type == JoinRelType.LEFT_MARK) {
            List<ColumnEstimate> marked = new ArrayList<>(left.columns());
            marked.add(new ColumnEstimate(2, 2, 0, Double.NaN, Double.NaN, left.rows()));
            return new RelationEstimate(left.rows(), marked);
        }
        if (!type.projectsRight()) {
            double matched = JoinEstimate.matchedShare(leftKeys, rightKeys, right.rows());
            if (!others.isEmpty()) {
                matched *= RESIDUAL_MATCH;
            }
            double kept = type == JoinRelType.SEMI ? matched : Math.max(ANTI_JOIN_MINIMUM, 1 - matched);
            return left.thinned(Math.max(1, left.rows() * kept));
        }
        double rows = inner;
        if (type.generatesNullsOnRight()) {
            rows = Math.max(rows, left.rows());
        }
        if (type.generatesNullsOnLeft()) {
            rows = Math.max(rows, right.rows());
        }
        List<ColumnEstimate> columns = new ArrayList<>();
        left.columns().forEach(column -> columns.add(column.thinned(inner, left.rows())));
        right.columns().forEach(column -> columns.add(column.thinned(inner, right.rows())));
        for (int i = 0; i < leftKeys.size(); i++) {
            meet(join, i, leftFields, columns);
        }
        return new RelationEstimate(rows, columns);
    }

    /** After an inner join both sides of an equality have the values that both had. */
    private static void meet(Join join, int key, int leftFields, List<ColumnEstimate> columns) {
        if (join.getJoinType() != JoinRelType.INNER) {
            return;
        }
        int seen = 0;
        for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
            List<RexNode> sides = EquiCondition.sides(conjunct, leftFields);
            if (sides != null
                    && seen++ == key
                    && sides.get(0) instanceof RexInputRef left
                    && sides.get(1) instanceof RexInputRef right) {
                ColumnEstimate a = columns.get(left.getIndex());
                ColumnEstimate b = columns.get(leftFields + right.getIndex());
                double distinct = Math.min(a.distinct(), b.distinct());
                columns.set(left.getIndex(), withDistinct(a, distinct));
                columns.set(leftFields + right.getIndex(), withDistinct(b, distinct));
            }
        }
    }

    private static ColumnEstimate withDistinct(ColumnEstimate column, double distinct) {
        return new ColumnEstimate(distinct, column.domain(), 0, column.min(), column.max(), column.originRows());
    }
}
