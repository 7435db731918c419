package dev.tarn.plan.rule.aggregate;

import dev.tarn.plan.rule.simplify.NullComparisons;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.rules.CoreRules;

/**
 * Expresses DISTINCT aggregates by plain ones.
 *
 * <pre>
 * Aggregate(a, count(DISTINCT b))   -&gt;   Aggregate(a, count(b))
 *   R                                      Aggregate(a, b)
 *                                            R
 * </pre>
 *
 * <p>Several, or one beside others, go through grouping sets.
 */
public final class ExpandDistinctAggregates {
    private static final HepProgram PROGRAM = HepProgram.builder()
            .addRuleInstance(CoreRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES)
            .build();

    private ExpandDistinctAggregates() {}

    /** Returns a tree of the same rows without DISTINCT aggregates. */
    public static RelNode apply(RelNode root) {
        if (!needed(root)) {
            return root;
        }
        HepPlanner planner = new HepPlanner(PROGRAM);
        planner.setExecutor(root.getCluster().getPlanner().getExecutor());
        planner.setRoot(NullComparisons.remove(root));
        return planner.findBestExp();
    }

    private static boolean needed(RelNode root) {
        boolean[] found = new boolean[1];
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                found[0] |= node instanceof Aggregate aggregate
                        && aggregate.getAggCallList().stream().anyMatch(AggregateCall::isDistinct);
                super.visit(node, ordinal, parent);
            }
        }.go(root);
        return found[0];
    }
}
