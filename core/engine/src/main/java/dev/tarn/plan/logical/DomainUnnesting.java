package dev.tarn.plan.logical;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.tarn.plan.logical.Unnesting.NotApplicable;
import dev.tarn.plan.logical.Unnesting.Unnested;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Unnests an aggregate whose conditions on the outer query are no equalities: it is computed for each different outer row.
 *
 * <pre>
 * Aggregate(max(b))              Aggregate(x, max(b))
 *   Filter(b &lt; $cor.x)    -&gt;      Join(b &lt; x)
 *     R                              distinct x of the outer query,  R
 *                                conditions: $cor.x = x
 * </pre>
 */
final class DomainUnnesting {
    private final CorrelationId id;
    private final RexBuilder rex;
    private final RelNode outer;
    /** The outer fields that conditions look at, and their columns in the domain. */
    private final Map<Integer, RexFieldAccess> fields = new LinkedHashMap<>();

    DomainUnnesting(CorrelationId id, RexBuilder rex, RelNode outer) {
        this.id = id;
        this.rex = rex;
        this.outer = outer;
    }

    /**
     * Unnests.
     *
     * @param input the aggregate's unnested input
     * @param emptyValues what the calls are of no rows
     */
    Unnested unnest(LogicalAggregate aggregate, Unnested input, List<RexNode> emptyValues) {
        collectFields(input.conditions());
        List<Integer> domainFields = new ArrayList<>(fields.keySet());
        int width = domainFields.size();
        RelNode domain = domain(domainFields);
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode condition : input.conditions()) {
            RexNode shifted = Unnesting.mapRefs(condition, i -> i + width);
            conditions.add(shifted.accept(new RexShuttle() {
                @Override
                public RexNode visitFieldAccess(RexFieldAccess access) {
                    return isOuter(access)
                            ? new RexInputRef(
                                    domainFields.indexOf(access.getField().getIndex()), access.getType())
                            : super.visitFieldAccess(access);
                }
            }));
        }
        RelNode joined = LogicalJoin.create(
                domain,
                input.rel(),
                ImmutableList.of(),
                RexUtil.composeConjunction(rex, conditions),
                ImmutableSet.of(),
                JoinRelType.INNER);
        ImmutableBitSet keys =
                ImmutableBitSet.range(width).union(aggregate.getGroupSet().shift(width));
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(Unnesting.grouped(call, width, joined));
        }
        RelNode grouped = LogicalAggregate.create(joined, aggregate.getHints(), keys, null, calls);
        return ownColumnsFirst(aggregate, grouped, domainFields, emptyValues);
    }

    private Unnested ownColumnsFirst(
            LogicalAggregate aggregate, RelNode grouped, List<Integer> domainFields, List<RexNode> emptyValues) {
        int width = domainFields.size();
        int own = aggregate.getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>();
        List<String> names = new ArrayList<>(aggregate.getRowType().getFieldNames());
        for (int i = 0; i < own; i++) {
            RelDataType type = aggregate.getRowType().getFieldList().get(i).getType();
            columns.add(rex.ensureType(type, rex.makeInputRef(grouped, width + i), true));
        }
        List<RexNode> conditions = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            RexNode key = rex.makeInputRef(grouped, i);
            conditions.add(rex.makeCall(
                    SqlStdOperatorTable.EQUALS,
                    fields.get(domainFields.get(i)),
                    new RexInputRef(own + i, key.getType())));
            columns.add(key);
            names.add("outer$" + i);
        }
        RelNode rel = LogicalProject.create(grouped, ImmutableList.of(), columns, names, ImmutableSet.of());
        boolean oneRow = aggregate.getGroupSet().isEmpty();
        return new Unnested(rel, conditions, own, oneRow ? emptyValues : null, oneRow);
    }

    private boolean isOuter(RexFieldAccess access) {
        return access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id);
    }

    /** A NULL outside must find no row, as it finds none in the domain. */
    private void collectFields(List<RexNode> conditions) {
        for (RexNode condition : conditions) {
            condition.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitFieldAccess(RexFieldAccess access) {
                    if (isOuter(access)) {
                        fields.put(access.getField().getIndex(), access);
                    }
                    return super.visitFieldAccess(access);
                }
            });
        }
        for (RexFieldAccess access : fields.values()) {
            Strong strong = Strong.of(ImmutableSet.of(access));
            if (access.getType().isNullable() && conditions.stream().noneMatch(strong::isNotTrue)) {
                throw new NotApplicable("a condition that a NULL of the outer query meets");
            }
        }
    }

    private RelNode domain(List<Integer> domainFields) {
        SameRows.require(outer);
        List<RexNode> columns = new ArrayList<>();
        domainFields.forEach(field -> columns.add(rex.makeInputRef(outer, field)));
        RelNode project =
                LogicalProject.create(outer, ImmutableList.of(), columns, (List<String>) null, ImmutableSet.of());
        return LogicalAggregate.create(
                project, ImmutableList.of(), ImmutableBitSet.range(columns.size()), null, ImmutableList.of());
    }
}
