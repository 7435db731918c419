package dev.tarn.plan.rule.aggregate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.tarn.plan.logical.LogicalRepeat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Expresses UNION, INTERSECT and EXCEPT by UNION ALL and aggregates, which take NULLs as equal.
 *
 * <pre>
 * A EXCEPT B   -&gt;   Project(columns)
 *                     Filter(l &gt; 0 AND r = 0)
 *                       Aggregate(columns, sum(l), sum(r))
 *                         Union(A with 1, 0;  B with 0, 1)
 * </pre>
 */
public final class SetOperationsToAggregates {
    private SetOperationsToAggregates() {}

    /** Returns a tree of the same rows whose only set operation is UNION ALL. */
    public static RelNode apply(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        boolean changed = false;
        for (RelNode input : node.getInputs()) {
            RelNode applied = apply(input);
            changed |= applied != input;
            inputs.add(applied);
        }
        RelNode current = changed ? node.copy(node.getTraitSet(), inputs) : node;
        if (!(current instanceof SetOp operation) || operation.all && operation instanceof Union) {
            return current;
        }
        if (operation instanceof Union) {
            RelNode all = operation.copy(operation.getTraitSet(), operation.getInputs(), true);
            return LogicalAggregate.create(
                    all,
                    ImmutableList.of(),
                    ImmutableBitSet.range(all.getRowType().getFieldCount()),
                    null,
                    ImmutableList.of());
        }
        RelNode result = operation.getInput(0);
        for (RelNode right :
                operation.getInputs().subList(1, operation.getInputs().size())) {
            result = combine(operation, result, right);
        }
        return result;
    }

    private static RelNode combine(SetOp operation, RelNode left, RelNode right) {
        RexBuilder rex = operation.getCluster().getRexBuilder();
        RelDataType count = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
        RelDataType row = operation.getRowType();
        int width = row.getFieldCount();
        RelNode both = LogicalUnion.create(
                List.of(tagged(left, row, 1, 0, rex, count), tagged(right, row, 0, 1, rex, count)), true);
        List<AggregateCall> calls = List.of(sum(width, count, "l$"), sum(width + 1, count, "r$"));
        RelNode grouped = LogicalAggregate.create(both, ImmutableList.of(), ImmutableBitSet.range(width), null, calls);
        RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO, count);
        RexNode inLeft = rex.makeInputRef(grouped, width);
        RexNode inRight = rex.makeInputRef(grouped, width + 1);
        if (operation.all) {
            return repeated(operation, grouped, inLeft, inRight, rex);
        }
        RexNode kept = rex.makeCall(
                SqlStdOperatorTable.AND,
                rex.makeCall(SqlStdOperatorTable.GREATER_THAN, inLeft, zero),
                rex.makeCall(
                        operation.kind == SqlKind.INTERSECT
                                ? SqlStdOperatorTable.GREATER_THAN
                                : SqlStdOperatorTable.EQUALS,
                        inRight,
                        zero));
        RelNode filtered = LogicalFilter.create(grouped, kept);
        return LogicalProject.create(
                filtered,
                ImmutableList.of(),
                rex.identityProjects(filtered.getRowType()).subList(0, width),
                row.getFieldNames(),
                ImmutableSet.of());
    }

    /** With ALL a row is there as often as in the side that has it less often, or as often as the left has it more. */
    private static RelNode repeated(SetOp operation, RelNode grouped, RexNode left, RexNode right, RexBuilder rex) {
        int width = operation.getRowType().getFieldCount();
        RexNode count = operation.kind == SqlKind.INTERSECT
                ? rex.makeCall(
                        left.getType(),
                        SqlStdOperatorTable.CASE,
                        List.of(rex.makeCall(SqlStdOperatorTable.LESS_THAN, left, right), left, right))
                : rex.makeCall(left.getType(), SqlStdOperatorTable.MINUS, List.of(left, right));
        List<RexNode> columns =
                new ArrayList<>(rex.identityProjects(grouped.getRowType()).subList(0, width));
        columns.add(count);
        List<String> names = new ArrayList<>(operation.getRowType().getFieldNames());
        names.add("n$");
        RelNode counted = LogicalProject.create(grouped, ImmutableList.of(), columns, names, ImmutableSet.of());
        RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO, left.getType());
        RexNode some = rex.makeCall(SqlStdOperatorTable.GREATER_THAN, rex.makeInputRef(counted, width), zero);
        return LogicalRepeat.create(LogicalFilter.create(counted, some));
    }

    private static RelNode tagged(
            RelNode input, RelDataType row, int left, int right, RexBuilder rex, RelDataType count) {
        List<RexNode> expressions = new ArrayList<>();
        for (int i = 0; i < row.getFieldCount(); i++) {
            expressions.add(rex.ensureType(row.getFieldList().get(i).getType(), rex.makeInputRef(input, i), true));
        }
        expressions.add(rex.makeExactLiteral(BigDecimal.valueOf(left), count));
        expressions.add(rex.makeExactLiteral(BigDecimal.valueOf(right), count));
        List<String> names = new ArrayList<>(row.getFieldNames());
        names.add("l$");
        names.add("r$");
        return LogicalProject.create(input, ImmutableList.of(), expressions, names, ImmutableSet.of());
    }

    private static AggregateCall sum(int column, RelDataType type, String name) {
        return AggregateCall.create(
                SqlStdOperatorTable.SUM0,
                false,
                false,
                false,
                ImmutableList.of(),
                List.of(column),
                -1,
                null,
                RelCollations.EMPTY,
                type,
                name);
    }
}
