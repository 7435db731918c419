package dev.tarn.plan.logical;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.plan.logical.Unnesting.NotApplicable;
import dev.tarn.plan.logical.Unnesting.Unnested;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Replaces subqueries by joins.
 *
 * <pre>
 * WHERE EXISTS (q)         -&gt;  SEMI join           WHERE x IN (q)      -&gt;  SEMI join on x = q
 * WHERE NOT EXISTS (q)     -&gt;  ANTI join           WHERE x NOT IN (q)  -&gt;  ANTI join on (x = q) IS NOT FALSE
 * (q) as a value           -&gt;  LEFT join, on at most one row
 * EXISTS / IN elsewhere    -&gt;  LEFT_MARK join, which adds a BOOLEAN
 * </pre>
 *
 * <p>Throws {@link NotApplicable} for what this does not cover.
 */
final class SubqueryRemover {
    private final RexBuilder rex;

    SubqueryRemover(RexBuilder rex) {
        this.rex = rex;
    }

    RelNode remove(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        boolean changed = false;
        for (RelNode input : node.getInputs()) {
            RelNode removed = remove(input);
            inputs.add(removed);
            changed |= removed != input;
        }
        RelNode current = changed ? node.copy(node.getTraitSet(), inputs) : node;
        if (current instanceof LogicalFilter filter && RexUtil.SubQueryFinder.containsSubQuery(filter)) {
            return removeFromFilter(filter);
        }
        if (current instanceof LogicalProject project && RexUtil.SubQueryFinder.containsSubQuery(project)) {
            return removeFromProject(project);
        }
        if (current instanceof LogicalJoin join && RexUtil.SubQueryFinder.containsSubQuery(join)) {
            return removeFromJoin(join);
        }
        return current instanceof LogicalCorrelate correlate ? joinLateral(correlate) : current;
    }

    /** Joins a LATERAL subquery by its conditions on the rows beside it. */
    private RelNode joinLateral(LogicalCorrelate correlate) {
        RelNode left = correlate.getLeft();
        CorrelationId id = correlate.getCorrelationId();
        Unnested unnested = new Unnesting(id, rex, left).unnest(correlate.getRight());
        int leftFields = left.getRowType().getFieldCount();
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode condition : unnested.conditions()) {
            conditions.add(outerFields(Unnesting.mapRefs(condition, i -> i + leftFields), id));
        }
        boolean oneRow = unnested.emptyValues() != null;
        RelNode joined = LogicalJoin.create(
                left,
                oneRow ? withMark(unnested.rel()) : unnested.rel(),
                ImmutableList.of(),
                RexUtil.composeConjunction(rex, conditions),
                ImmutableSet.of(),
                oneRow ? JoinRelType.LEFT : correlate.getJoinType());
        RexNode mark = rex.makeInputRef(joined, joined.getRowType().getFieldCount() - 1);
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < correlate.getRowType().getFieldCount(); i++) {
            RexNode value = rex.makeInputRef(joined, i);
            if (oneRow && i >= leftFields) {
                RexNode empty = unnested.emptyValues().get(i - leftFields);
                value = rex.makeCall(
                        type(correlate, i),
                        SqlStdOperatorTable.CASE,
                        List.of(
                                rex.makeCall(SqlStdOperatorTable.IS_NULL, mark),
                                rex.ensureType(type(correlate, i), empty, true),
                                rex.ensureType(type(correlate, i), value, true)));
            }
            columns.add(rex.ensureType(type(correlate, i), value, true));
        }
        return LogicalProject.create(
                joined, ImmutableList.of(), columns, correlate.getRowType().getFieldNames(), ImmutableSet.of());
    }

    private RelNode removeFromFilter(LogicalFilter filter) {
        Building building = new Building(filter.getInput(), filter.getVariablesSet());
        List<RexNode> kept = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            if (RexUtil.SubQueryFinder.find(conjunct) == null) {
                kept.add(conjunct);
            }
        }
        building.filter(kept);
        kept.clear();
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            if (RexUtil.SubQueryFinder.find(conjunct) == null) {
                continue;
            }
            RexNode positive = conjunct;
            boolean negated = false;
            while (positive.getKind() == SqlKind.NOT) {
                negated = !negated;
                positive = ((RexCall) positive).getOperands().get(0);
            }
            if (positive instanceof RexSubQuery query
                    && (query.getKind() == SqlKind.EXISTS || query.getKind() == SqlKind.IN)) {
                building.semiJoin(query, negated);
            } else {
                kept.add(building.replace(conjunct, true));
            }
        }
        building.filter(kept);
        return building.firstColumns(filter.getRowType().getFieldNames());
    }

    private RelNode removeFromProject(LogicalProject project) {
        Building building = new Building(project.getInput(), project.getVariablesSet());
        List<RexNode> expressions = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            expressions.add(building.replace(expression, false));
        }
        return LogicalProject.create(
                building.node,
                project.getHints(),
                expressions,
                project.getRowType().getFieldNames(),
                ImmutableSet.of());
    }

    /** An inner join's condition is a filter; in an outer join only a subquery over its right side can move. */
    private RelNode removeFromJoin(LogicalJoin join) {
        if (join.getJoinType() != JoinRelType.INNER) {
            throw new NotApplicable("a subquery in the condition of an outer join");
        }
        RelNode product = LogicalJoin.create(
                join.getLeft(),
                join.getRight(),
                join.getHints(),
                rex.makeLiteral(true),
                ImmutableSet.of(),
                JoinRelType.INNER);
        return remove(LogicalFilter.create(product, join.getCondition(), ImmutableSet.copyOf(join.getVariablesSet())));
    }

    /** A node that subqueries are joined to one after another; their columns come after its own. */
    private final class Building {
        private final int width;
        private final Set<CorrelationId> variables;
        private RelNode node;

        Building(RelNode node, Set<CorrelationId> variables) {
            this.node = node;
            this.variables = variables;
            this.width = node.getRowType().getFieldCount();
        }

        void filter(List<RexNode> conjuncts) {
            if (!conjuncts.isEmpty()) {
                node = LogicalFilter.create(node, RexUtil.composeConjunction(rex, conjuncts));
            }
        }

        RelNode firstColumns(List<String> names) {
            if (node.getRowType().getFieldCount() == width) {
                return node;
            }
            return LogicalProject.create(
                    node,
                    ImmutableList.of(),
                    rex.identityProjects(node.getRowType()).subList(0, width),
                    names,
                    ImmutableSet.of());
        }

        void semiJoin(RexSubQuery query, boolean negated) {
            Unnested unnested = unnest(query, query.getKind() == SqlKind.EXISTS);
            if (query.getKind() == SqlKind.EXISTS && unnested.emptyValues() != null) {
                if (negated) {
                    node = LogicalValues.createEmpty(node.getCluster(), node.getRowType());
                }
                return;
            }
            if (unnested.emptyValues() != null) {
                throw new NotApplicable("IN over a correlated aggregate");
            }
            RelNode right = unnested.rel();
            int leftFields = node.getRowType().getFieldCount();
            List<RexNode> conditions = new ArrayList<>(outerConditions(query, unnested, leftFields));
            for (int i = 0; i < query.getOperands().size(); i++) {
                RexNode operand = replace(query.getOperands().get(i), false);
                if (node.getRowType().getFieldCount() != leftFields) {
                    throw new NotApplicable("a subquery as the operand of IN");
                }
                RexNode column = new RexInputRef(leftFields + i, type(right, i));
                RexNode equal = rex.makeCall(SqlStdOperatorTable.EQUALS, operand, column);
                boolean maybeNull =
                        operand.getType().isNullable() || column.getType().isNullable() || isNested(column.getType());
                conditions.add(negated && maybeNull ? rex.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, equal) : equal);
            }
            if (conditions.isEmpty()) {
                right = firstRow(right);
            }
            node = LogicalJoin.create(
                    node,
                    right,
                    ImmutableList.of(),
                    RexUtil.composeConjunction(rex, conditions),
                    ImmutableSet.of(),
                    negated ? JoinRelType.ANTI : JoinRelType.SEMI);
        }

        /**
         * Joins the subqueries of an expression and returns the expression over their columns.
         *
         * @param unknownIsFalse whether NULL and FALSE mean the same, at the top of a filter
         */
        RexNode replace(RexNode expression, boolean unknownIsFalse) {
            if (RexUtil.SubQueryFinder.find(expression) == null) {
                return expression;
            }
            if (expression instanceof RexSubQuery query) {
                return switch (query.getKind()) {
                    case SCALAR_QUERY -> scalar(query);
                    case EXISTS, IN -> mark(query, unknownIsFalse);
                    default -> throw new NotApplicable(query.getKind().toString());
                };
            }
            RexCall call = (RexCall) expression;
            boolean logical = call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR;
            List<RexNode> operands = new ArrayList<>();
            for (RexNode operand : call.getOperands()) {
                operands.add(replace(operand, unknownIsFalse && logical));
            }
            return call.clone(call.getType(), operands);
        }

        private RexNode scalar(RexSubQuery query) {
            Unnested unnested = unnest(query, false);
            RelNode right = unnested.rel();
            int leftFields = node.getRowType().getFieldCount();
            List<RexNode> conditions = outerConditions(query, unnested, leftFields);
            boolean correlated = !conditions.isEmpty();
            boolean oneRow = !correlated && Rows.exactlyOne(right);
            if (!correlated && !Rows.atMostOne(right)) {
                right = singleValue(right, ImmutableBitSet.of());
                oneRow = true;
            } else if (correlated && !unnested.uniquePerOuterRow()) {
                ImmutableBitSet.Builder keys = ImmutableBitSet.builder();
                Unnesting unnesting = new Unnesting(id(query), rex, node);
                for (RexNode condition : unnested.conditions()) {
                    if (!(unnesting.equalSides(condition)[0] instanceof RexInputRef ref)) {
                        throw new NotApplicable("a scalar subquery that is correlated by an expression");
                    }
                    keys.set(ref.getIndex());
                }
                ImmutableBitSet keySet = keys.build();
                right = singleValue(right, keySet);
                int valueAt = keySet.cardinality();
                List<RexNode> moved = new ArrayList<>();
                for (RexNode condition : conditions) {
                    moved.add(Unnesting.mapRefs(
                            condition, i -> i < leftFields ? i : leftFields + keySet.indexOf(i - leftFields)));
                }
                return joined(query, right, moved, valueAt, null, JoinRelType.LEFT);
            }
            RexNode empty = unnested.emptyValues() == null
                    ? null
                    : unnested.emptyValues().get(0);
            return joined(query, right, conditions, 0, empty, oneRow ? JoinRelType.INNER : JoinRelType.LEFT);
        }

        private RexNode joined(
                RexSubQuery query,
                RelNode right,
                List<RexNode> conditions,
                int valueAt,
                RexNode empty,
                JoinRelType type) {
            int leftFields = node.getRowType().getFieldCount();
            RelNode side = right;
            boolean marked = empty != null && !RexLiteral.isNullLiteral(empty);
            if (marked) {
                side = withMark(right);
            }
            node = LogicalJoin.create(
                    node,
                    side,
                    ImmutableList.of(),
                    RexUtil.composeConjunction(rex, conditions),
                    ImmutableSet.of(),
                    type);
            RexNode value = rex.makeInputRef(node, leftFields + valueAt);
            if (marked) {
                RexNode mark = rex.makeInputRef(node, node.getRowType().getFieldCount() - 1);
                value = rex.makeCall(
                        query.getType(),
                        SqlStdOperatorTable.CASE,
                        List.of(
                                rex.makeCall(SqlStdOperatorTable.IS_NULL, mark),
                                rex.ensureType(query.getType(), empty, true),
                                rex.ensureType(query.getType(), value, true)));
            }
            return rex.ensureType(query.getType(), value, true);
        }

        /**
         * Joins by a LEFT_MARK join and returns the mark, which is NULL or FALSE where there is no match. Only the mark of
         * an IN that is one uncorrelated equality tells NULL and FALSE apart.
         */
        private RexNode mark(RexSubQuery query, boolean unknownIsFalse) {
            Unnested unnested = unnest(query, query.getKind() == SqlKind.EXISTS);
            int leftFields = node.getRowType().getFieldCount();
            if (unnested.emptyValues() != null) {
                throw new NotApplicable("a correlated aggregate in an OR");
            }
            List<RexNode> conditions = new ArrayList<>(outerConditions(query, unnested, leftFields));
            boolean exists = query.getKind() == SqlKind.EXISTS;
            if (!exists
                    && !unknownIsFalse
                    && !(conditions.isEmpty() && query.getOperands().size() == 1)) {
                throw new NotApplicable("IN whose NULL is not FALSE");
            }
            for (int i = 0; i < query.getOperands().size(); i++) {
                conditions.add(rex.makeCall(
                        SqlStdOperatorTable.EQUALS,
                        query.getOperands().get(i),
                        new RexInputRef(leftFields + i, type(unnested.rel(), i))));
            }
            RelNode right = conditions.isEmpty() ? firstRow(unnested.rel()) : unnested.rel();
            node = LogicalJoin.create(
                    node,
                    right,
                    ImmutableList.of(),
                    RexUtil.composeConjunction(rex, conditions),
                    ImmutableSet.of(),
                    JoinRelType.LEFT_MARK);
            RexNode mark = rex.makeInputRef(node, leftFields);
            RexNode value = exists ? rex.makeCall(SqlStdOperatorTable.IS_TRUE, mark) : mark;
            return rex.ensureType(query.getType(), value, true);
        }

        private Unnested unnest(RexSubQuery query, boolean existence) {
            RelNode inner = remove(query.rel);
            if (existence) {
                inner = Rows.withoutColumns(inner);
            }
            return new Unnesting(id(query), rex, node).unnest(inner);
        }

        /** Returns the variable by which the subquery looks at the columns of {@link #node}, or null if it does not. */
        private CorrelationId id(RexSubQuery query) {
            if (variables.size() > 1) {
                throw new NotApplicable("two variables of one outer query");
            }
            for (CorrelationId id : variables) {
                return RelOptUtil.getVariablesUsed(query.rel).contains(id) ? id : null;
            }
            return null;
        }

        private List<RexNode> outerConditions(RexSubQuery query, Unnested unnested, int leftFields) {
            List<RexNode> conditions = new ArrayList<>();
            for (RexNode condition : unnested.conditions()) {
                conditions.add(outerFields(Unnesting.mapRefs(condition, i -> i + leftFields), id(query)));
            }
            return conditions;
        }
    }

    /** Replaces fields of the outer row by columns. */
    private RexNode outerFields(RexNode condition, CorrelationId id) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                if (access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id)) {
                    return new RexInputRef(access.getField().getIndex(), access.getType());
                }
                return super.visitFieldAccess(access);
            }
        });
    }

    private RelNode firstRow(RelNode rel) {
        return LogicalSort.create(
                rel, org.apache.calcite.rel.RelCollations.EMPTY, null, rex.makeExactLiteral(BigDecimal.ONE));
    }

    private RelNode withMark(RelNode rel) {
        List<RexNode> fields = new ArrayList<>(rex.identityProjects(rel.getRowType()));
        fields.add(rex.makeLiteral(true));
        List<String> names = new ArrayList<>(rel.getRowType().getFieldNames());
        names.add("mark$");
        return LogicalProject.create(rel, ImmutableList.of(), fields, names, ImmutableSet.of());
    }

    /** Groups by {@code keys} and takes the one value of column 0, which is an error if there are two. */
    private RelNode singleValue(RelNode rel, ImmutableBitSet keys) {
        AggregateCall call = AggregateCall.create(
                SqlStdOperatorTable.SINGLE_VALUE,
                false,
                false,
                false,
                ImmutableList.of(),
                List.of(0),
                -1,
                null,
                org.apache.calcite.rel.RelCollations.EMPTY,
                keys.isEmpty() ? rex.getTypeFactory().createTypeWithNullability(type(rel, 0), true) : type(rel, 0),
                null);
        return LogicalAggregate.create(rel, ImmutableList.of(), keys, null, List.of(call));
    }

    /** A comparison of nested values may be NULL although none of them is. */
    private static boolean isNested(RelDataType type) {
        return SqlTypes.find(type).filter(Type::isNested).isPresent();
    }

    private static RelDataType type(RelNode rel, int field) {
        return rel.getRowType().getFieldList().get(field).getType();
    }
}
