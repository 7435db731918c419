package dev.tarn.plan.rule.join;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.tarn.plan.rule.join.JoinGraph.Vertex;
import dev.tarn.plan.rule.join.JoinOrderer.Tree;
import dev.tarn.plan.rule.simplify.Expressions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Builds the logical tree of a join order. */
public final class JoinTreeBuilder {
    /** A node and the graph's columns that its fields are. */
    private record Built(RelNode node, List<Integer> columns) {}

    private final JoinGraph graph;
    private final List<List<RexNode>> classes;
    private final RexBuilder rex;
    private final Set<RexNode> pending;

    private JoinTreeBuilder(JoinGraph graph, List<List<RexNode>> classes, RexBuilder rex) {
        this.graph = graph;
        this.classes = classes;
        this.rex = rex;
        this.pending = new LinkedHashSet<>(graph.conditions());
    }

    /** Builds the tree, with the graph's outputs under {@code names}. */
    public static RelNode build(
            JoinGraph graph, List<List<RexNode>> classes, JoinOrderer orderer, List<String> names, RexBuilder rex) {
        JoinTreeBuilder builder = new JoinTreeBuilder(graph, classes, rex);
        Built built = builder.build(orderer.order());
        RelNode node = builder.filter(built, builder.take(-1L, -1L)).node();
        List<RexNode> outputs = new ArrayList<>();
        for (RexNode output : graph.outputs()) {
            outputs.add(Expressions.mapColumns(output, built.columns()::indexOf));
        }
        if (RexUtil.isIdentity(outputs, node.getRowType())
                && node.getRowType().getFieldNames().equals(names)) {
            return node;
        }
        return LogicalProject.create(node, ImmutableList.of(), outputs, names, ImmutableSet.of());
    }

    private Built build(Tree tree) {
        if (tree.left() == null) {
            Vertex vertex = graph.vertices().get(Long.numberOfTrailingZeros(tree.mask()));
            List<Integer> columns = new ArrayList<>();
            for (int i = 0; i < vertex.columnCount(); i++) {
                columns.add(vertex.firstColumn() + i);
            }
            return new Built(vertex.node(), columns);
        }
        Built left = build(tree.left());
        Built right = build(tree.right());
        long rightMask = tree.right().mask();
        Vertex special =
                Long.bitCount(rightMask) == 1 ? graph.vertices().get(Long.numberOfTrailingZeros(rightMask)) : null;
        if (special != null && !special.isInner()) {
            Built joined = join(left, right, special.ownConditions(), special.type());
            return filter(joined, take(tree.mask(), -1L));
        }
        List<RexNode> conditions = new ArrayList<>();
        for (List<RexNode> members : classes) {
            RexNode l = memberIn(members, tree.left().mask());
            RexNode r = memberIn(members, rightMask);
            if (l != null && r != null) {
                conditions.add(rex.makeCall(SqlStdOperatorTable.EQUALS, l, r));
            }
        }
        conditions.addAll(take(tree.mask(), rightMask));
        return join(left, right, conditions, JoinRelType.INNER);
    }

    private RexNode memberIn(List<RexNode> members, long mask) {
        for (RexNode member : members) {
            if ((graph.verticesOf(member) & mask) != 0) {
                return member;
            }
        }
        return null;
    }

    /** Takes the conditions over relations of {@code within} that no join has taken yet. */
    private List<RexNode> take(long within, long touching) {
        List<RexNode> taken = new ArrayList<>();
        for (RexNode condition : pending) {
            long mask = graph.verticesOf(condition);
            if ((mask & ~within) == 0 && (mask == 0 || touching == -1L || (mask & touching) != 0 || within == -1L)) {
                taken.add(condition);
            }
        }
        pending.removeAll(taken);
        return taken;
    }

    private Built join(Built left, Built right, List<RexNode> conditions, JoinRelType type) {
        List<Integer> both = new ArrayList<>(left.columns());
        both.addAll(right.columns());
        List<RexNode> local = new ArrayList<>();
        for (RexNode condition : conditions) {
            local.add(Expressions.mapColumns(condition, both::indexOf));
        }
        RelNode node = LogicalJoin.create(
                left.node(),
                right.node(),
                ImmutableList.of(),
                RexUtil.composeConjunction(rex, local),
                ImmutableSet.of(),
                type);
        return new Built(node, type.projectsRight() ? both : left.columns());
    }

    private Built filter(Built input, List<RexNode> conditions) {
        if (conditions.isEmpty()) {
            return input;
        }
        List<RexNode> local = new ArrayList<>();
        for (RexNode condition : conditions) {
            local.add(condition.accept(new org.apache.calcite.rex.RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    return new RexInputRef(input.columns().indexOf(ref.getIndex()), ref.getType());
                }
            }));
        }
        return new Built(LogicalFilter.create(input.node(), RexUtil.composeConjunction(rex, local)), input.columns());
    }
}
