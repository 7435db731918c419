package dev.tarn.plan.rule.join;

import dev.tarn.plan.rule.join.JoinGraph.Vertex;
import dev.tarn.plan.rule.simplify.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes a tree of joins, filters and projects apart into a {@link JoinGraph}. A LEFT join becomes INNER where a condition
 * above it is never TRUE for the NULLs it adds.
 */
public final class JoinGraphBuilder {
    private static final int MAX_VERTICES = 60;

    private final List<Vertex> vertices = new ArrayList<>();
    private final List<RexNode> conditions = new ArrayList<>();
    private int columns;

    private JoinGraphBuilder() {}

    /**
     * Builds the graph of {@code root}.
     *
     * @param predicates further conditions, over the columns of {@code root}
     */
    public static JoinGraph build(RelNode root, List<RexNode> predicates) {
        JoinGraphBuilder builder = new JoinGraphBuilder();
        List<RexNode> outputs = builder.add(root, predicates);
        return new JoinGraph(builder.vertices, builder.conditions, outputs);
    }

    /** Adds a node and returns its columns over those of the relations. Predicates are over the node's columns. */
    private List<RexNode> add(RelNode node, List<RexNode> predicates) {
        if (node instanceof LogicalFilter filter) {
            List<RexNode> all = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
            all.addAll(predicates);
            return add(filter.getInput(), all);
        }
        if (node instanceof LogicalProject project && passes(project)) {
            List<RexNode> below = new ArrayList<>();
            for (RexNode predicate : predicates) {
                below.add(RelOptUtil.pushPastProject(predicate, project));
            }
            List<RexNode> inputs = add(project.getInput(), below);
            List<RexNode> outputs = new ArrayList<>();
            project.getProjects().forEach(expression -> outputs.add(Expressions.substitute(expression, inputs)));
            return outputs;
        }
        if (node instanceof LogicalJoin join && vertices.size() < MAX_VERTICES) {
            switch (join.getJoinType()) {
                case INNER:
                    return addInner(join, predicates);
                case LEFT:
                    return addLeft(join, predicates);
                case SEMI, ANTI:
                    return addSemi(join, predicates);
                default:
                    break;
            }
        }
        List<RexNode> outputs = addVertex(node, JoinRelType.INNER, List.of());
        predicates.forEach(predicate -> conditions.add(Expressions.substitute(predicate, outputs)));
        return outputs;
    }

    /** A project is looked through if a join below it is worth reaching. */
    private static boolean passes(LogicalProject project) {
        RelNode below = project.getInput();
        while (below instanceof LogicalProject || below instanceof LogicalFilter) {
            below = below.getInput(0);
        }
        boolean onlyColumns = project.getProjects().stream().allMatch(RexInputRef.class::isInstance);
        return (onlyColumns || below instanceof LogicalJoin)
                && !RexOver.containsOver(project.getProjects(), null)
                && project.getProjects().stream().allMatch(RexUtil::isDeterministic);
    }

    private List<RexNode> addInner(LogicalJoin join, List<RexNode> predicates) {
        int leftFields = join.getLeft().getRowType().getFieldCount();
        List<RexNode> all = new ArrayList<>(RelOptUtil.conjunctions(join.getCondition()));
        all.addAll(predicates);
        List<RexNode> forLeft = new ArrayList<>();
        List<RexNode> forRight = new ArrayList<>();
        List<RexNode> forBoth = new ArrayList<>();
        split(all, leftFields, forLeft, forRight, forBoth);
        // A condition over both sides may reject the NULLs of an outer join below: it is shown to each side.
        List<RexNode> outputs = new ArrayList<>(addUnder(join.getLeft(), forLeft, forBoth, 0));
        outputs.addAll(addUnder(join.getRight(), forRight, forBoth, leftFields));
        forBoth.forEach(condition -> conditions.add(Expressions.substitute(condition, outputs)));
        return outputs;
    }

    private List<RexNode> addUnder(RelNode side, List<RexNode> own, List<RexNode> wider, int firstField) {
        return add(strengthen(side, wider, firstField), own);
    }

    /** Turns a LEFT join at the top of {@code node} into INNER if a condition rejects the NULLs it adds. */
    private static RelNode strengthen(RelNode node, List<RexNode> wider, int firstField) {
        if (node instanceof LogicalJoin join && join.getJoinType() == JoinRelType.LEFT) {
            int leftFields = join.getLeft().getRowType().getFieldCount();
            ImmutableBitSet nulls = ImmutableBitSet.range(
                    firstField + leftFields, firstField + join.getRowType().getFieldCount());
            if (wider.stream().anyMatch(condition -> Strong.isNotTrue(condition, nulls))) {
                return inner(join);
            }
        }
        return node;
    }

    private static LogicalJoin inner(LogicalJoin join) {
        return LogicalJoin.create(
                join.getLeft(),
                join.getRight(),
                join.getHints(),
                join.getCondition(),
                join.getVariablesSet(),
                JoinRelType.INNER);
    }

    private List<RexNode> addLeft(LogicalJoin join, List<RexNode> predicates) {
        int leftFields = join.getLeft().getRowType().getFieldCount();
        ImmutableBitSet nulls =
                ImmutableBitSet.range(leftFields, join.getRowType().getFieldCount());
        if (predicates.stream().anyMatch(predicate -> Strong.isNotTrue(predicate, nulls))) {
            return addInner(inner(join), predicates);
        }
        List<RexNode> forLeft = new ArrayList<>();
        List<RexNode> others = new ArrayList<>();
        split(predicates, leftFields, forLeft, others, others);
        others.clear();
        for (RexNode predicate : predicates) {
            if (!forLeft.contains(predicate)) {
                others.add(predicate);
            }
        }
        List<RexNode> left = add(join.getLeft(), forLeft);
        List<RexNode> right = addRight(join, left, JoinRelType.LEFT);
        List<RexNode> outputs = new ArrayList<>(left);
        for (int i = 0; i < right.size(); i++) {
            outputs.add(new RexInputRef(
                    ((RexInputRef) right.get(i)).getIndex(),
                    join.getRowType().getFieldList().get(leftFields + i).getType()));
        }
        others.forEach(condition -> conditions.add(Expressions.substitute(condition, outputs)));
        return outputs;
    }

    private List<RexNode> addSemi(LogicalJoin join, List<RexNode> predicates) {
        List<RexNode> left = add(join.getLeft(), predicates);
        addRight(join, left, join.getJoinType());
        return left;
    }

    private List<RexNode> addRight(LogicalJoin join, List<RexNode> left, JoinRelType type) {
        List<RexNode> right = new ArrayList<>();
        for (int i = 0; i < join.getRight().getRowType().getFieldCount(); i++) {
            right.add(new RexInputRef(
                    columns + i,
                    join.getRight().getRowType().getFieldList().get(i).getType()));
        }
        List<RexNode> both = new ArrayList<>(left);
        both.addAll(right);
        List<RexNode> own = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            own.add(Expressions.substitute(condition, both));
        }
        return addVertex(join.getRight(), type, own);
    }

    private List<RexNode> addVertex(RelNode node, JoinRelType type, List<RexNode> own) {
        Vertex vertex = new Vertex(node, type, columns, own);
        vertices.add(vertex);
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < vertex.columnCount(); i++) {
            outputs.add(new RexInputRef(
                    columns + i, node.getRowType().getFieldList().get(i).getType()));
        }
        columns += vertex.columnCount();
        return outputs;
    }

    private static void split(
            List<RexNode> all, int leftFields, List<RexNode> left, List<RexNode> right, List<RexNode> both) {
        for (RexNode condition : all) {
            ImmutableBitSet bits = RelOptUtil.InputFinder.bits(condition);
            if (bits.length() <= leftFields) {
                left.add(condition);
            } else if (bits.nth(0) >= leftFields) {
                right.add(RexUtil.shift(condition, -leftFields));
            } else {
                both.add(condition);
            }
        }
    }
}
