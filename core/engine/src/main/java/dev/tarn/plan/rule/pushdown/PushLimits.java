package dev.tarn.plan.rule.pushdown;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexLiteral;

/**
 * Copies limits towards the scans, through projects, into the inputs of UNION ALL and the left side of LEFT joins.
 *
 * <pre>
 * Limit(10)            Limit(10)
 *   Union      -&gt;        Union
 *     A, B                 Limit(10) A, Limit(10) B
 * </pre>
 */
public final class PushLimits {
    private PushLimits() {}

    /** Returns a tree with the same rows, or as good a choice of them. */
    public static RelNode apply(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        boolean changed = false;
        for (RelNode input : node.getInputs()) {
            RelNode applied = input;
            if (node instanceof LogicalSort sort
                    && sort.getCollation().getFieldCollations().isEmpty()
                    && sort.fetch instanceof RexLiteral) {
                long offset = sort.offset instanceof RexLiteral literal ? value(literal) : 0;
                applied = push(input, value((RexLiteral) sort.fetch) + offset);
            }
            applied = apply(applied);
            changed |= applied != input;
            inputs.add(applied);
        }
        return changed ? node.copy(node.getTraitSet(), inputs) : node;
    }

    private static long value(RexLiteral literal) {
        return literal.getValueAs(BigDecimal.class).longValueExact();
    }

    /** Returns {@code node} with a limit below it, where one helps. */
    private static RelNode push(RelNode node, long limit) {
        if (node instanceof LogicalProject) {
            RelNode below = push(node.getInput(0), limit);
            return below == node.getInput(0) ? node : node.copy(node.getTraitSet(), List.of(below));
        }
        if (node instanceof Union union && union.all) {
            List<RelNode> inputs = new ArrayList<>();
            union.getInputs().forEach(input -> inputs.add(limited(input, limit)));
            return union.copy(union.getTraitSet(), inputs);
        }
        if (node instanceof LogicalJoin join && join.getJoinType() == JoinRelType.LEFT) {
            return join.copy(join.getTraitSet(), List.of(limited(join.getLeft(), limit), join.getRight()));
        }
        return node;
    }

    private static RelNode limited(RelNode node, long limit) {
        if (node instanceof LogicalValues || node instanceof LogicalSort sort && sort.fetch != null) {
            return node;
        }
        RelNode below = node instanceof LogicalTableScan ? node : push(node, limit);
        return LogicalSort.create(
                below,
                org.apache.calcite.rel.RelCollations.EMPTY,
                null,
                node.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.valueOf(limit)));
    }
}
