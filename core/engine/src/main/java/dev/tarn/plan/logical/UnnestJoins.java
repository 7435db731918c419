package dev.tarn.plan.logical;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.function.Unnest;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Takes apart what rows have within where a table is joined with an UNNEST of its own columns.
 *
 * <pre>
 * Correlate($0)                       Unnest of the last column
 *   A                         -&gt;        Project(A's columns, f(a))
 *   Unnest of f($0.a)                     A
 * </pre>
 */
public final class UnnestJoins {
    private final RexBuilder rex;

    private UnnestJoins(RexBuilder rex) {
        this.rex = rex;
    }

    /** Makes the node of an UNNEST without a join. */
    public static RelNode unnest(RelNode collections, Unnest operator, List<RelDataType> types, List<String> names) {
        int width = collections.getRowType().getFieldCount();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            all.add(i);
        }
        LogicalUnnest unnest = LogicalUnnest.create(
                collections, all, operator.withOrdinality, false, operator.hasWholeRows(), types, names);
        List<RexNode> elements = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            elements.add(new RexInputRef(width + i, types.get(i)));
        }
        return LogicalProject.create(unnest, ImmutableList.of(), elements, names, ImmutableSet.of());
    }

    /** Returns the tree, and those of its subqueries, without joins with UNNEST. */
    public static RelNode apply(RelNode root) {
        return new UnnestJoins(root.getCluster().getRexBuilder()).rewrite(root);
    }

    private RelNode rewrite(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        boolean changed = false;
        for (RelNode input : node.getInputs()) {
            RelNode rewritten = rewrite(input);
            inputs.add(rewritten);
            changed |= rewritten != input;
        }
        RelNode current = changed ? node.copy(node.getTraitSet(), inputs) : node;
        current = current.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
                RelNode rel = rewrite(visited.rel);
                return rel == visited.rel ? visited : visited.clone(rel);
            }
        });
        if (current instanceof LogicalCorrelate correlate
                && isUnnest(correlate.getRight())
                && !(correlate.getJoinType() == JoinRelType.LEFT && computes(correlate.getRight()))) {
            return new Join(correlate).join(correlate.getRight());
        }
        return current;
    }

    private static boolean isUnnest(RelNode node) {
        return node instanceof LogicalUnnest
                || (node instanceof LogicalProject || node instanceof LogicalFilter) && isUnnest(node.getInput(0));
    }

    /** Returns whether there are expressions, which a row without elements has no values of. */
    private static boolean computes(RelNode node) {
        return !(node instanceof LogicalUnnest)
                && (node instanceof LogicalProject project
                                && !project.getProjects().stream().allMatch(RexInputRef.class::isInstance)
                        || computes(node.getInput(0)));
    }

    /** One join: the left side's columns stay first in all that is made. */
    private final class Join {
        private final RelNode left;
        private final CorrelationId id;
        private final boolean outer;
        private final int width;

        Join(LogicalCorrelate correlate) {
            left = correlate.getLeft();
            id = correlate.getCorrelationId();
            outer = correlate.getJoinType() == JoinRelType.LEFT;
            width = left.getRowType().getFieldCount();
        }

        /** Returns the left side joined with a node of the right side. */
        RelNode join(RelNode right) {
            if (right instanceof LogicalUnnest unnest) {
                return unnest(unnest);
            }
            RelNode joined = join(right.getInput(0));
            if (right instanceof LogicalFilter filter) {
                if (outer) {
                    throw new TarnException(
                            ErrorCode.NOT_SUPPORTED,
                            "LEFT JOIN UNNEST takes no other condition than ON TRUE; test its columns in a CASE or a query around");
                }
                return LogicalFilter.create(joined, shifted(filter.getCondition(), joined));
            }
            LogicalProject project = (LogicalProject) right;
            List<RexNode> expressions = leftColumns(joined);
            for (RexNode expression : project.getProjects()) {
                expressions.add(shifted(expression, joined));
            }
            return project(joined, expressions, project.getRowType().getFieldNames());
        }

        private List<RexNode> leftColumns(RelNode joined) {
            List<RexNode> columns = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                columns.add(rex.makeInputRef(joined, i));
            }
            return columns;
        }

        private RelNode project(RelNode joined, List<RexNode> expressions, List<String> rightNames) {
            List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
            names.addAll(rightNames);
            return LogicalProject.create(joined, ImmutableList.of(), expressions, names, ImmutableSet.of());
        }

        private RelNode unnest(LogicalUnnest unnest) {
            if (!(unnest.getInput() instanceof LogicalProject row) || !(row.getInput() instanceof LogicalValues)) {
                throw new TarnException(ErrorCode.NOT_SUPPORTED, "a join with this UNNEST");
            }
            List<RexNode> columns = leftColumns(left);
            List<Integer> collections = new ArrayList<>();
            for (RexNode collection : row.getProjects()) {
                collections.add(columns.size());
                columns.add(shifted(collection, left));
            }
            RelNode input = project(left, columns, row.getRowType().getFieldNames());
            RelNode unnested = LogicalUnnest.create(
                    input,
                    collections,
                    unnest.withOrdinality(),
                    outer,
                    unnest.hasWholeRows(),
                    unnest.elementTypes(),
                    unnest.elementNames());
            // As the right side has its collections before its elements, all columns are where they are looked for.
            return unnested;
        }

        /** Turns the left side's fields into columns and moves the right side's columns behind them. */
        private RexNode shifted(RexNode expression, RelNode joined) {
            return expression.accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    return new RexInputRef(ref.getIndex() + width, ref.getType());
                }

                @Override
                public RexNode visitFieldAccess(RexFieldAccess access) {
                    if (access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id)) {
                        return rex.makeInputRef(joined, access.getField().getIndex());
                    }
                    return super.visitFieldAccess(access);
                }
            });
        }
    }
}
