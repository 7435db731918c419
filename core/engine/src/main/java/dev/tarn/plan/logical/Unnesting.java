package dev.tarn.plan.logical;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Util;

/**
 * Pulls the conditions of a subquery that look at its outer query out of it, so that they can become the condition of a
 * join.
 *
 * <pre>
 * Project(f)                          rel: Project(f, b)
 *   Filter(a = 1 AND b = $cor.x)  -&gt;         Filter(a = 1)
 *     R                                        R
 *                                     conditions: $1 = $cor.x
 * </pre>
 *
 * <p>An Aggregate gets the columns that are equal to something outside as further keys.
 */
final class Unnesting {
    /** Thrown where this way of unnesting does not apply. */
    static final class NotApplicable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotApplicable(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * A subquery whose outer references are all in {@code conditions}.
     *
     * @param rel the subquery without them; its first columns are those of the subquery, further ones are what the
     *     conditions need
     * @param conditions over columns of {@code rel} and fields of the correlation variable
     * @param width the number of the subquery's own columns
     * @param emptyValues what the own columns are if no row meets the conditions, where the subquery is an aggregate
     *     of one row; else null
     * @param uniquePerOuterRow whether at most one row meets the conditions
     */
    record Unnested(
            RelNode rel, List<RexNode> conditions, int width, List<RexNode> emptyValues, boolean uniquePerOuterRow) {}

    private final CorrelationId id;
    private final RexBuilder rex;
    private final RelNode outer;

    /**
     * Makes an unnesting.
     *
     * @param id the variable by which the subquery looks at the outer query, or null if it does not
     * @param outer the outer query, whose first columns are the variable's fields
     */
    Unnesting(CorrelationId id, RexBuilder rex, RelNode outer) {
        this.id = id;
        this.rex = rex;
        this.outer = outer;
    }

    Unnested unnest(RelNode node) {
        if (id == null || !correlated(node)) {
            return new Unnested(node, List.of(), node.getRowType().getFieldCount(), null, false);
        }
        if (node instanceof LogicalFilter filter) {
            return unnestFilter(filter);
        }
        if (node instanceof LogicalProject project) {
            return unnestProject(project);
        }
        if (node instanceof LogicalAggregate aggregate) {
            return unnestAggregate(aggregate);
        }
        if (node instanceof LogicalJoin join) {
            return unnestJoin(join);
        }
        if (node instanceof LogicalSort sort && sort.fetch == null && sort.offset == null) {
            return unnest(sort.getInput());
        }
        if (node instanceof LogicalUnnest unnest) {
            return new UnnestUnnesting(id, rex, outer).unnest(unnest);
        }
        throw new NotApplicable(node.getRelTypeName());
    }

    private Unnested unnestFilter(LogicalFilter filter) {
        Unnested input = unnest(filter.getInput());
        if (input.emptyValues != null) {
            throw new NotApplicable("a condition over an aggregate of one row");
        }
        List<RexNode> kept = new ArrayList<>();
        List<RexNode> pulled = new ArrayList<>(input.conditions);
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            (correlated(conjunct) ? pulled : kept).add(conjunct);
        }
        RelNode rel =
                kept.isEmpty() ? input.rel : LogicalFilter.create(input.rel, RexUtil.composeConjunction(rex, kept));
        return new Unnested(rel, pulled, input.width, null, input.uniquePerOuterRow);
    }

    private Unnested unnestProject(LogicalProject project) {
        Unnested input = unnest(project.getInput());
        List<RexNode> expressions = new ArrayList<>(project.getProjects());
        for (RexNode expression : expressions) {
            if (correlated(expression)) {
                throw new NotApplicable("a selected expression over an outer column");
            }
        }
        List<RexNode> empty = null;
        if (input.emptyValues != null) {
            empty = new ArrayList<>();
            for (RexNode expression : expressions) {
                empty.add(substitute(expression, input.emptyValues));
            }
        }
        int width = expressions.size();
        List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode condition : input.conditions) {
            conditions.add(condition.accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    int at = expressions.subList(width, expressions.size()).indexOf(ref);
                    if (at < 0) {
                        at = expressions.size() - width;
                        expressions.add(ref);
                        names.add("outer$" + expressions.size());
                    }
                    return new RexInputRef(width + at, ref.getType());
                }
            }));
        }
        RelNode rel = LogicalProject.create(
                input.rel, ImmutableList.of(), expressions, names, com.google.common.collect.ImmutableSet.of());
        return new Unnested(rel, conditions, width, empty, input.uniquePerOuterRow);
    }

    private Unnested unnestAggregate(LogicalAggregate aggregate) {
        if (aggregate.getGroupType() != org.apache.calcite.rel.core.Aggregate.Group.SIMPLE) {
            throw new NotApplicable("grouping sets");
        }
        Unnested input = unnest(aggregate.getInput());
        if (input.emptyValues != null) {
            throw new NotApplicable("an aggregate over an aggregate of one row");
        }
        if (!input.conditions.stream().allMatch(this::isEquality)) {
            return new DomainUnnesting(id, rex, outer).unnest(aggregate, input, emptyValues(aggregate));
        }
        RelNode below = input.rel;
        List<RexNode> inner = new ArrayList<>();
        for (RexNode condition : input.conditions) {
            inner.add(equalSides(condition)[0]);
        }
        // Each inner side must be a column, to be a key.
        List<RexNode> fields = new ArrayList<>(rex.identityProjects(below.getRowType()));
        List<String> names = new ArrayList<>(below.getRowType().getFieldNames());
        int[] keys = new int[inner.size()];
        boolean computed = false;
        for (int i = 0; i < keys.length; i++) {
            if (inner.get(i) instanceof RexInputRef ref) {
                keys[i] = ref.getIndex();
            } else {
                keys[i] = fields.size();
                fields.add(inner.get(i));
                names.add("outer$" + fields.size());
                computed = true;
            }
        }
        if (computed) {
            below = LogicalProject.create(
                    below, ImmutableList.of(), fields, names, com.google.common.collect.ImmutableSet.of());
        }
        ImmutableBitSet oldKeys = aggregate.getGroupSet();
        ImmutableBitSet allKeys = oldKeys.union(ImmutableBitSet.of(keys));
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(grouped(call, 0, below));
        }
        RelNode grouped = LogicalAggregate.create(below, aggregate.getHints(), allKeys, null, calls);
        // Own columns first: old keys, calls, then the keys that the conditions need.
        List<RexNode> order = new ArrayList<>();
        for (int key : oldKeys) {
            order.add(rex.makeInputRef(grouped, allKeys.indexOf(key)));
        }
        for (int i = 0; i < calls.size(); i++) {
            RexNode value = rex.makeInputRef(grouped, allKeys.cardinality() + i);
            order.add(rex.ensureType(aggregate.getAggCallList().get(i).getType(), value, true));
        }
        int width = order.size();
        List<RexNode> conditions = new ArrayList<>();
        List<String> orderNames = new ArrayList<>(aggregate.getRowType().getFieldNames());
        for (int i = 0; i < keys.length; i++) {
            RexNode key = rex.makeInputRef(grouped, allKeys.indexOf(keys[i]));
            RexNode outer = equalSides(input.conditions.get(i))[1];
            conditions.add(rex.makeCall(
                    org.apache.calcite.sql.fun.SqlStdOperatorTable.EQUALS,
                    outer,
                    new RexInputRef(order.size(), key.getType())));
            order.add(key);
            orderNames.add("outer$" + order.size());
        }
        RelNode rel = LogicalProject.create(
                grouped, ImmutableList.of(), order, orderNames, com.google.common.collect.ImmutableSet.of());
        List<RexNode> empty = oldKeys.isEmpty() ? emptyValues(aggregate) : null;
        return new Unnested(rel, conditions, width, empty, oldKeys.isEmpty());
    }

    /** Returns a call with the type it has in groups of at least one row, its columns {@code offset} further right. */
    static AggregateCall grouped(AggregateCall call, int offset, RelNode input) {
        List<Integer> arguments =
                call.getArgList().stream().map(argument -> argument + offset).toList();
        return AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                call.rexList,
                arguments,
                call.hasFilter() ? call.filterArg + offset : -1,
                call.distinctKeys,
                call.collation,
                false,
                input,
                null,
                call.getName());
    }

    private List<RexNode> emptyValues(LogicalAggregate aggregate) {
        List<RexNode> values = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            boolean counts = call.getAggregation().getKind() == SqlKind.COUNT
                    || call.getAggregation().getKind() == SqlKind.SUM0
                    || call.getAggregation().getName().equalsIgnoreCase("count_if");
            values.add(
                    counts
                            ? rex.makeExactLiteral(java.math.BigDecimal.ZERO, call.getType())
                            : rex.makeNullLiteral(call.getType()));
        }
        return values;
    }

    private Unnested unnestJoin(LogicalJoin join) {
        JoinRelType type = join.getJoinType();
        if (type != JoinRelType.INNER
                && type != JoinRelType.LEFT
                && type != JoinRelType.SEMI
                && type != JoinRelType.ANTI) {
            throw new NotApplicable("a " + type + " join");
        }
        boolean inner = type == JoinRelType.INNER;
        if (!inner && (correlated(join.getRight()) || correlated(join.getCondition()))) {
            throw new NotApplicable("an outer join over an outer column");
        }
        Unnested left = unnest(join.getLeft());
        Unnested right = unnest(join.getRight());
        if (left.emptyValues != null || right.emptyValues != null) {
            throw new NotApplicable("a join of an aggregate of one row");
        }
        int leftFields = left.rel.getRowType().getFieldCount();
        int oldLeft = left.width;
        List<RexNode> kept = new ArrayList<>();
        List<RexNode> pulled = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
            RexNode moved = mapRefs(conjunct, i -> i < oldLeft ? i : i - oldLeft + leftFields);
            (correlated(moved) ? pulled : kept).add(moved);
        }
        RelNode joined = LogicalJoin.create(
                left.rel,
                right.rel,
                ImmutableList.of(),
                RexUtil.composeConjunction(rex, kept),
                com.google.common.collect.ImmutableSet.of(),
                type);
        List<RexNode> conditions = new ArrayList<>(left.conditions);
        right.conditions.forEach(condition -> conditions.add(mapRefs(condition, i -> i + leftFields)));
        conditions.addAll(pulled);
        boolean leftOnly = !type.projectsRight();
        // Own columns first: left ones, right ones, then what the conditions need.
        List<Integer> order = new ArrayList<>(Util.range(oldLeft));
        if (!leftOnly) {
            Util.range(right.width).forEach(i -> order.add(leftFields + i));
        }
        int width = order.size();
        for (int i = 0; i < joined.getRowType().getFieldCount(); i++) {
            if (!order.contains(i)) {
                order.add(i);
            }
        }
        List<RexNode> fields = new ArrayList<>();
        order.forEach(i -> fields.add(rex.makeInputRef(joined, i)));
        RelNode rel = LogicalProject.create(
                joined, ImmutableList.of(), fields, (List<String>) null, com.google.common.collect.ImmutableSet.of());
        List<RexNode> moved = new ArrayList<>();
        conditions.forEach(condition -> moved.add(mapRefs(condition, order::indexOf)));
        return new Unnested(rel, moved, width, null, false);
    }

    private boolean isEquality(RexNode condition) {
        return equalSidesOrNull(condition) != null;
    }

    /** Returns the inner and the outer side of an equality, or throws. */
    RexNode[] equalSides(RexNode condition) {
        RexNode[] sides = equalSidesOrNull(condition);
        if (sides == null) {
            throw new NotApplicable("a correlation that is no equality");
        }
        return sides;
    }

    private RexNode[] equalSidesOrNull(RexNode condition) {
        if (condition instanceof RexCall call && call.getKind() == SqlKind.EQUALS) {
            RexNode a = call.getOperands().get(0);
            RexNode b = call.getOperands().get(1);
            if (!correlated(a) && RelOptUtil.InputFinder.bits(b).isEmpty()) {
                return new RexNode[] {a, b};
            }
            if (!correlated(b) && RelOptUtil.InputFinder.bits(a).isEmpty()) {
                return new RexNode[] {b, a};
            }
        }
        return null;
    }

    /** Returns whether {@code node} or anything below it looks at the outer query. */
    boolean correlated(RelNode node) {
        return id != null && RelOptUtil.getVariablesUsed(node).contains(id);
    }

    private boolean correlated(RexNode node) {
        if (id == null) {
            return false;
        }
        boolean[] found = new boolean[1];
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCorrelVariable(RexCorrelVariable variable) {
                found[0] |= variable.id.equals(id);
                return null;
            }
        });
        return found[0];
    }

    static RexNode mapRefs(RexNode node, java.util.function.IntUnaryOperator map) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(map.applyAsInt(ref.getIndex()), ref.getType());
            }
        });
    }

    static RexNode substitute(RexNode node, List<RexNode> values) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return values.get(ref.getIndex());
            }
        });
    }
}
