package dev.tarn.plan.physical;

import dev.tarn.plan.logical.LogicalRepeat;
import dev.tarn.plan.logical.LogicalUnnest;
import dev.tarn.plan.rule.simplify.Expressions;
import dev.tarn.plan.stats.StatisticsEstimator;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.Unnest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Chooses a physical node for each logical one, from the top in one pass, and carries along which columns are needed, so
 * that no step makes or keeps others.
 */
public final class PhysicalPlanner {
    private static final long MAX_TOP_N = 1_000_000;

    private final RelOptCluster cluster;
    private final StatisticsEstimator statistics;
    private final ScanPlanner scans;
    private final JoinPlanner joins;
    private final AggregatePlanner aggregates;

    public PhysicalPlanner(RelOptCluster cluster, StatisticsEstimator statistics) {
        this.cluster = cluster;
        this.statistics = statistics;
        this.scans = new ScanPlanner(cluster, statistics);
        this.joins = new JoinPlanner(cluster, statistics, this);
        this.aggregates = new AggregatePlanner(cluster, statistics, this);
    }

    /** Returns the physical plan of {@code root} with all its columns, in order. */
    public PhysicalNode plan(RelNode root) {
        int width = root.getRowType().getFieldCount();
        Planned planned = plan(root, ImmutableBitSet.range(width));
        PhysicalNode ordered = inOrder(planned, root);
        AssignDynamicFilters.apply(ordered);
        return ordered;
    }

    /** Returns a node with exactly the fields of {@code logical}, in their order. */
    private PhysicalNode inOrder(Planned planned, RelNode logical) {
        int width = logical.getRowType().getFieldCount();
        boolean inOrder = planned.node().columnCount() == width;
        for (int i = 0; i < width; i++) {
            inOrder &= planned.positions()[i] == i;
        }
        if (inOrder) {
            return planned.node();
        }
        List<RexNode> expressions = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int at = planned.positions()[i];
            RelDataType type = planned.node().columnTypes().get(at);
            expressions.add(new RexInputRef(at, type));
            types.add(type);
        }
        return new PhysicalProject(
                cluster,
                planned.node(),
                expressions,
                logical.getRowType().getFieldNames(),
                types,
                planned.node().estimatedRows());
    }

    /** Plans {@code node} so that it gives the fields of {@code required}. */
    Planned plan(RelNode node, ImmutableBitSet required) {
        if (node instanceof TableScan scan) {
            return scans.plan(scan, List.of(), required);
        }
        if (node instanceof LogicalFilter filter) {
            return filter(filter, required);
        }
        if (node instanceof LogicalProject project) {
            return project(project, required);
        }
        if (node instanceof LogicalJoin join) {
            return joins.plan(join, required);
        }
        if (node instanceof LogicalAggregate aggregate) {
            return aggregates.plan(aggregate, required);
        }
        if (node instanceof LogicalSort sort) {
            return sort(sort, required);
        }
        if (node instanceof Union union && union.all) {
            return union(union, required);
        }
        if (node instanceof LogicalRepeat repeat) {
            return repeat(repeat, required);
        }
        if (node instanceof LogicalUnnest unnest) {
            return unnest(unnest, required);
        }
        if (node instanceof Values values) {
            return values(values, required);
        }
        throw new TarnException(ErrorCode.NOT_SUPPORTED, node.getRelTypeName().replace("Logical", "") + " in a query");
    }

    private Planned filter(LogicalFilter filter, ImmutableBitSet required) {
        List<RexNode> conjuncts = RelOptUtil.conjunctions(filter.getCondition());
        if (filter.getInput() instanceof TableScan scan) {
            return scans.plan(scan, conjuncts, required);
        }
        Planned input = plan(filter.getInput(), required.union(RelOptUtil.InputFinder.bits(filter.getCondition())));
        List<RexNode> mapped = conjuncts.stream().map(input::map).toList();
        return new Planned(new PhysicalFilter(cluster, input.node(), mapped, rows(filter)), input.positions());
    }

    double rows(RelNode node) {
        return statistics.estimate(node).rows();
    }

    private Planned project(LogicalProject project, ImmutableBitSet required) {
        ImmutableBitSet.Builder needed = ImmutableBitSet.builder();
        for (int i : required) {
            needed.addAll(RelOptUtil.InputFinder.bits(project.getProjects().get(i)));
        }
        Planned input = plan(project.getInput(), needed.build());
        Map<Integer, RexNode> wanted = new LinkedHashMap<>();
        for (int i : required) {
            wanted.put(
                    i,
                    input.map(Expressions.withoutNullabilityCasts(
                            project.getProjects().get(i))));
        }
        int[] positions = new int[project.getProjects().size()];
        Arrays.fill(positions, -1);
        if (wanted.values().stream().allMatch(RexInputRef.class::isInstance)) {
            wanted.forEach((field, expression) -> positions[field] = ((RexInputRef) expression).getIndex());
            return new Planned(input.node(), positions);
        }
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        wanted.forEach((field, expression) -> {
            int at = expressions.indexOf(expression);
            if (at < 0) {
                at = expressions.size();
                expressions.add(expression);
                names.add(project.getRowType().getFieldNames().get(field));
                types.add(expression.getType());
            }
            positions[field] = at;
        });
        return new Planned(
                new PhysicalProject(cluster, input.node(), expressions, names, types, rows(project)), positions);
    }

    private Planned sort(LogicalSort sort, ImmutableBitSet required) {
        long offset = sort.offset == null ? 0 : number(sort.offset);
        long limit = sort.fetch == null ? Long.MAX_VALUE : number(sort.fetch);
        List<RelFieldCollation> collations = sort.getCollation().getFieldCollations();
        ImmutableBitSet.Builder needed = ImmutableBitSet.builder().addAll(required);
        collations.forEach(collation -> needed.set(collation.getFieldIndex()));
        Planned input = plan(sort.getInput(), needed.build());
        PhysicalNode node = input.node();
        if (!collations.isEmpty()) {
            List<SortColumn> keys = new ArrayList<>();
            for (RelFieldCollation collation : collations) {
                keys.add(new SortColumn(
                        input.positions()[collation.getFieldIndex()],
                        collation.direction.isDescending(),
                        collation.nullDirection == RelFieldCollation.NullDirection.FIRST));
            }
            if (limit <= MAX_TOP_N && offset <= MAX_TOP_N) {
                node = new PhysicalTopN(
                        cluster, node, keys, limit + offset, Math.min(node.estimatedRows(), (double) (limit + offset)));
                limit = offset == 0 ? Long.MAX_VALUE : limit;
            } else {
                node = new PhysicalSort(cluster, node, keys, node.estimatedRows());
            }
        }
        if (offset > 0 || limit != Long.MAX_VALUE) {
            node = new PhysicalLimit(cluster, node, offset, limit, rows(sort));
        }
        return new Planned(node, input.positions());
    }

    private static long number(RexNode node) {
        BigDecimal value = node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        if (value == null || value.signum() < 0 || value.stripTrailingZeros().scale() > 0) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "a LIMIT or OFFSET that is no whole number: " + node);
        }
        return value.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private Planned union(Union union, ImmutableBitSet required) {
        List<PhysicalNode> inputs = new ArrayList<>();
        ImmutableBitSet columns = required;
        for (RelNode input : union.getInputs()) {
            Planned planned = plan(input, columns);
            inputs.add(narrowed(planned, union, columns));
        }
        int[] positions = new int[union.getRowType().getFieldCount()];
        Arrays.fill(positions, -1);
        int at = 0;
        for (int field : columns) {
            positions[field] = at++;
        }
        return new Planned(new PhysicalUnion(cluster, inputs, rows(union)), positions);
    }

    /** Returns a node with exactly the fields {@code columns}, of the types that the union has. */
    private PhysicalNode narrowed(Planned planned, Union union, ImmutableBitSet columns) {
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        boolean plain = planned.node().columnCount() == columns.cardinality();
        for (int field : columns) {
            int at = planned.positions()[field];
            RelDataType have = planned.node().columnTypes().get(at);
            RelDataType want = union.getRowType().getFieldList().get(field).getType();
            RexNode ref = new RexInputRef(at, have);
            boolean same = org.apache.calcite.sql.type.SqlTypeUtil.equalSansNullability(have, want);
            plain &= same && at == expressions.size();
            expressions.add(same ? ref : cluster.getRexBuilder().makeAbstractCast(want, ref, false));
            names.add(union.getRowType().getFieldNames().get(field));
            types.add(want);
        }
        return plain
                ? planned.node()
                : new PhysicalProject(
                        cluster,
                        planned.node(),
                        expressions,
                        names,
                        types,
                        planned.node().estimatedRows());
    }

    private Planned repeat(LogicalRepeat repeat, ImmutableBitSet required) {
        int count = repeat.getRowType().getFieldCount();
        Planned input = plan(repeat.getInput(), required.set(count));
        int countColumn = input.positions()[count];
        int[] positions = Arrays.copyOf(input.positions(), count);
        for (int i = 0; i < count; i++) {
            positions[i] = positions[i] > countColumn ? positions[i] - 1 : positions[i];
        }
        return new Planned(new PhysicalRepeat(cluster, input.node(), countColumn, rows(repeat)), positions);
    }

    private Planned unnest(LogicalUnnest unnest, ImmutableBitSet required) {
        int width = unnest.getInput().getRowType().getFieldCount();
        ImmutableBitSet needed = required.intersect(ImmutableBitSet.range(width));
        Planned input = plan(unnest.getInput(), needed.union(ImmutableBitSet.of(unnest.collections())));
        int[] positions = new int[unnest.getRowType().getFieldCount()];
        Arrays.fill(positions, -1);
        List<Integer> replicated = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        for (int field : needed) {
            int at = input.positions()[field];
            positions[field] = replicated.size();
            replicated.add(at);
            names.add(input.node().columnNames().get(at));
            types.add(input.node().columnTypes().get(at));
        }
        List<UnnestColumn> elements = new ArrayList<>();
        List<UnnestColumn> all = elementColumns(unnest);
        for (int i = 0; i < all.size(); i++) {
            if (required.get(width + i)) {
                positions[width + i] = replicated.size() + elements.size();
                elements.add(all.get(i));
                names.add(unnest.elementNames().get(i));
                types.add(unnest.elementTypes().get(i));
            }
        }
        List<Integer> collections = unnest.collections().stream()
                .map(collection -> input.positions()[collection])
                .toList();
        PhysicalNode node = new PhysicalUnnest(
                cluster, input.node(), replicated, collections, elements, unnest.isOuter(), names, types, rows(unnest));
        return new Planned(node, positions);
    }

    private static List<UnnestColumn> elementColumns(LogicalUnnest unnest) {
        List<UnnestColumn> columns = new ArrayList<>();
        List<Type> collections = unnest.collectionTypes();
        for (int collection = 0; collection < collections.size(); collection++) {
            Type type = collections.get(collection);
            boolean whole = Unnest.isWhole(type, unnest.hasWholeRows());
            int count = Unnest.columns(type, unnest.hasWholeRows()).size();
            for (int column = 0; column < count; column++) {
                columns.add(new UnnestColumn(collection, whole ? UnnestColumn.WHOLE_ROW : column));
            }
        }
        if (unnest.withOrdinality()) {
            columns.add(new UnnestColumn(UnnestColumn.ORDINALITY, 0));
        }
        return columns;
    }

    private Planned values(Values values, ImmutableBitSet required) {
        List<List<RexLiteral>> rows = new ArrayList<>();
        for (List<RexLiteral> tuple : values.getTuples()) {
            rows.add(required.asList().stream().map(tuple::get).toList());
        }
        List<String> names = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        int[] positions = new int[values.getRowType().getFieldCount()];
        Arrays.fill(positions, -1);
        for (int field : required) {
            positions[field] = names.size();
            names.add(values.getRowType().getFieldNames().get(field));
            types.add(values.getRowType().getFieldList().get(field).getType());
        }
        return new Planned(new PhysicalValues(cluster, rows, names, types, rows.size()), positions);
    }
}
