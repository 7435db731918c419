package dev.tarn.plan.rule.simplify;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/** Replaces comparisons with a NULL literal by NULL: {@code x = NULL -&gt; NULL}. Calcite's own rules rely on it. */
public final class NullComparisons {
    private NullComparisons() {}

    /** Returns a tree of the same rows without such comparisons. */
    public static RelNode remove(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        node.getInputs().forEach(input -> inputs.add(remove(input)));
        RelNode current = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
        RexBuilder rex = node.getCluster().getRexBuilder();
        return current.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                boolean unknown = SqlKind.COMPARISON.contains(visited.getKind())
                        && visited.getKind() != SqlKind.IS_DISTINCT_FROM
                        && visited.getKind() != SqlKind.IS_NOT_DISTINCT_FROM
                        && ((RexCall) visited).getOperands().stream().anyMatch(RexLiteral::isNullLiteral);
                return unknown ? rex.makeNullLiteral(visited.getType()) : visited;
            }
        });
    }
}
