package dev.tarn.plan.rule.join;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Derives conditions of one relation from an OR over several.
 *
 * <pre>
 * (a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4)
 *   -&gt;  the same, AND (a.x = 1 OR a.x = 3) AND (b.y = 2 OR b.y = 4)
 * </pre>
 */
public final class DeriveFromDisjunctions {
    private DeriveFromDisjunctions() {}

    /** Returns what follows from {@code condition}, each over one INNER relation; empty if it is no such OR. */
    public static List<RexNode> derive(RexNode condition, JoinGraph graph, RexBuilder rex) {
        List<RexNode> derived = new ArrayList<>();
        long vertices = graph.verticesOf(condition);
        if (condition.getKind() != SqlKind.OR || Long.bitCount(vertices) < 2) {
            return derived;
        }
        for (int v = 0; v < graph.vertices().size(); v++) {
            if ((vertices >> v & 1) == 1 && graph.vertices().get(v).isInner()) {
                RexNode one = deriveFor(1L << v, condition, graph, rex);
                if (one != null) {
                    derived.add(one);
                }
            }
        }
        return derived;
    }

    private static RexNode deriveFor(long vertex, RexNode condition, JoinGraph graph, RexBuilder rex) {
        List<RexNode> branches = new ArrayList<>();
        for (RexNode branch : RelOptUtil.disjunctions(condition)) {
            List<RexNode> own = new ArrayList<>();
            for (RexNode conjunct : RelOptUtil.conjunctions(branch)) {
                if (graph.verticesOf(conjunct) == vertex) {
                    own.add(conjunct);
                }
            }
            if (own.isEmpty()) {
                return null;
            }
            branches.add(RexUtil.composeConjunction(rex, own));
        }
        return RexUtil.composeDisjunction(rex, branches);
    }
}
