package dev.tarn.plan.logical;

import dev.tarn.plan.logical.Unnesting.NotApplicable;
import dev.tarn.plan.rule.simplify.NullComparisons;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;

/** Turns a validated query into a logical tree, and its subqueries into joins. */
public final class LogicalPlanner {
    private static final HepProgram REMOVE_SUBQUERIES = HepProgram.builder()
            .addRuleInstance(CoreRules.FILTER_SUB_QUERY_TO_CORRELATE)
            .addRuleInstance(CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE)
            .addRuleInstance(CoreRules.JOIN_SUB_QUERY_TO_CORRELATE)
            .build();

    private final RelOptCluster cluster;

    public LogicalPlanner(RelOptCluster cluster) {
        this.cluster = cluster;
    }

    /** Returns how queries are converted to logical trees: subqueries stay expressions, nothing is simplified yet. */
    public static SqlToRelConverter.Config conversion() {
        return SqlToRelConverter.config()
                .withExpand(false)
                .withDecorrelationEnabled(false)
                .withTrimUnusedFields(false)
                .withRemoveSortInSubQuery(true)
                .withInSubQueryThreshold(Integer.MAX_VALUE)
                .withRelBuilderConfigTransform(builder -> builder.withSimplify(false)
                        .withPushJoinCondition(false)
                        .withSimplifyLimit(false)
                        .withSimplifyValues(false)
                        .withBloat(-1)
                        .withPruneInputOfAggregate(false)
                        .withAggregateUnique(true));
    }

    /** Returns the tree with all subqueries turned into joins. */
    public RelNode removeSubqueries(RelNode root) {
        try {
            RelNode removed = new SubqueryRemover(cluster.getRexBuilder()).remove(root);
            if (isPlain(removed)) {
                return removed;
            }
        } catch (NotApplicable e) {
            // The general way below covers more forms, at the price of a larger plan.
        }
        HepPlanner planner = new HepPlanner(REMOVE_SUBQUERIES);
        planner.setExecutor(cluster.getPlanner().getExecutor());
        planner.setRoot(NullComparisons.remove(root));
        RelNode correlated = planner.findBestExp();
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(cluster, null);
        RelNode decorrelated = RelDecorrelator.decorrelateQuery(correlated, builder);
        if (!isPlain(decorrelated)) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    "a correlated subquery of this form; write it as a join, or correlate it by equalities");
        }
        return decorrelated;
    }

    private static boolean isPlain(RelNode root) {
        boolean[] plain = {RelOptUtil.getVariablesUsed(root).isEmpty()};
        new org.apache.calcite.rel.RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                boolean subquery = node instanceof org.apache.calcite.rel.core.Filter filter
                                && RexUtil.SubQueryFinder.containsSubQuery(filter)
                        || node instanceof org.apache.calcite.rel.core.Project project
                                && RexUtil.SubQueryFinder.containsSubQuery(project)
                        || node instanceof org.apache.calcite.rel.core.Join join
                                && RexUtil.SubQueryFinder.containsSubQuery(join);
                plain[0] &= !subquery && !(node instanceof org.apache.calcite.rel.core.Correlate);
                super.visit(node, ordinal, parent);
            }
        }.go(root);
        return plain[0];
    }
}
