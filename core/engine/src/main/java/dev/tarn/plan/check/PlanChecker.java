package dev.tarn.plan.check;

import dev.tarn.plan.physical.PhysicalAggregate;
import dev.tarn.plan.physical.PhysicalFilter;
import dev.tarn.plan.physical.PhysicalJoin;
import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.plan.physical.PhysicalProject;
import dev.tarn.plan.physical.PhysicalScan;
import dev.tarn.plan.physical.PhysicalUnion;
import dev.tarn.plan.physical.PhysicalUnnest;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/** Finds what must not be in a plan: references to columns that are not there or of another type, and cross joins. */
public final class PlanChecker {
    private final List<String> problems = new ArrayList<>();

    private PlanChecker() {}

    /**
     * Returns what is wrong with a plan, empty if nothing is.
     *
     * @param crossJoinsAllowed whether the query asks for cross joins; those with a side of one row always are
     */
    public static List<String> check(PhysicalNode root, boolean crossJoinsAllowed) {
        PlanChecker checker = new PlanChecker();
        checker.visit(root, crossJoinsAllowed);
        return checker.problems;
    }

    private void visit(PhysicalNode node, boolean crossJoinsAllowed) {
        if (node instanceof PhysicalScan scan) {
            scan(scan);
        } else if (node instanceof PhysicalFilter filter) {
            expressions(node, filter.conjuncts(), filter.child().columnTypes());
        } else if (node instanceof PhysicalProject project) {
            expressions(node, project.expressions(), project.child().columnTypes());
            for (int i = 0; i < project.columnCount(); i++) {
                sameType(
                        node,
                        project.expressions().get(i).getType(),
                        project.columnTypes().get(i));
            }
        } else if (node instanceof PhysicalJoin join) {
            join(join, crossJoinsAllowed);
        } else if (node instanceof PhysicalAggregate aggregate) {
            aggregate.keys().forEach(key -> column(node, key, aggregate.child()));
            aggregate.calls().forEach(call -> call.getArgList()
                    .forEach(argument -> column(node, argument, aggregate.child())));
        } else if (node instanceof PhysicalUnnest unnest) {
            unnest.replicated().forEach(column -> column(node, column, unnest.child()));
            unnest.collections().forEach(column -> column(node, column, unnest.child()));
        } else if (node instanceof PhysicalUnion) {
            for (PhysicalNode input : node.children()) {
                for (int i = 0; i < node.columnCount(); i++) {
                    sameType(
                            node, input.columnTypes().get(i), node.columnTypes().get(i));
                }
            }
        }
        node.children().forEach(child -> visit(child, crossJoinsAllowed));
    }

    private void scan(PhysicalScan scan) {
        for (RexNode filter : scan.filters()) {
            filter.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitInputRef(RexInputRef ref) {
                    if (ref.getIndex() >= scan.columns().size()) {
                        problem(scan, "no column " + ref.getIndex());
                    }
                    return null;
                }
            });
        }
    }

    private void join(PhysicalJoin join, boolean crossJoinsAllowed) {
        for (int i = 0; i < join.probeKeys().size(); i++) {
            column(join, join.probeKeys().get(i), join.probe());
            column(join, join.buildKeys().get(i), join.build());
        }
        List<RelDataType> both = new ArrayList<>(join.probe().columnTypes());
        both.addAll(join.build().columnTypes());
        expressions(join, join.residual(), both);
        boolean oneRow = join.probe().estimatedRows() <= 1 || join.build().estimatedRows() <= 1;
        if (!join.isHash() && join.residual().isEmpty() && !oneRow && !crossJoinsAllowed) {
            problem(join, "a cross join");
        }
    }

    private void column(PhysicalNode node, int index, PhysicalNode input) {
        if (index < 0 || index >= input.columnCount()) {
            problem(node, "no column " + index);
        }
    }

    private void expressions(PhysicalNode node, List<RexNode> expressions, List<RelDataType> types) {
        for (RexNode expression : expressions) {
            expression.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitInputRef(RexInputRef ref) {
                    if (ref.getIndex() >= types.size()) {
                        problem(node, "no column " + ref.getIndex());
                    } else {
                        sameType(node, ref.getType(), types.get(ref.getIndex()));
                    }
                    return null;
                }
            });
        }
    }

    private void sameType(PhysicalNode node, RelDataType expected, RelDataType actual) {
        if (expected.getSqlTypeName() != actual.getSqlTypeName() || expected.getScale() != actual.getScale()) {
            problem(node, "a column of type " + actual + " where " + expected + " is expected");
        }
    }

    private void problem(PhysicalNode node, String what) {
        problems.add(node.getRelTypeName() + ": " + what);
    }
}
