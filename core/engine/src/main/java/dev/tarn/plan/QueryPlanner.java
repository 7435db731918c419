package dev.tarn.plan;

import dev.tarn.plan.logical.LogicalPlanner;
import dev.tarn.plan.logical.PlanningCluster;
import dev.tarn.plan.logical.TargetColumns;
import dev.tarn.plan.logical.UnnestJoins;
import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.plan.physical.PhysicalPlanner;
import dev.tarn.plan.physical.PhysicalWrite;
import dev.tarn.plan.rule.aggregate.ExpandDistinctAggregates;
import dev.tarn.plan.rule.aggregate.SetOperationsToAggregates;
import dev.tarn.plan.rule.pushdown.PushFields;
import dev.tarn.plan.rule.pushdown.PushFilters;
import dev.tarn.plan.rule.pushdown.PushLimits;
import dev.tarn.plan.stats.StatisticsEstimator;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.validate.ValidatedQuery;
import dev.tarn.sql.validate.ValidatedWrite;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;

/** Plans validated queries: runs the passes of this package's children in their order. Stateless. */
public final class QueryPlanner {
    private QueryPlanner() {}

    /**
     * Plans a query. May read statistics of its tables, and so block.
     *
     * @throws dev.tarn.spi.error.TarnException NOT_SUPPORTED for what cannot be planned
     */
    public static PlannedQuery plan(ValidatedQuery query, PlannerContext context) {
        RelOptCluster cluster = PlanningCluster.create(query.validator().getTypeFactory(), context.folder());
        RelRoot root = query.toRel(cluster, LogicalPlanner.conversion(), UnnestJoins::unnest);
        return new PlannedQuery(plan(root.project(), cluster), query.labels(), query.types());
    }

    /**
     * Plans a statement that writes; the result is the number of rows.
     *
     * @throws dev.tarn.spi.error.TarnException NOT_SUPPORTED for what cannot be planned
     */
    public static PlannedQuery plan(ValidatedWrite write, PlannerContext context) {
        ValidatedQuery query = write.query();
        RelOptCluster cluster = PlanningCluster.create(query.validator().getTypeFactory(), context.folder());
        RelRoot root = query.toRel(cluster, LogicalPlanner.conversion(), UnnestJoins::unnest);
        PhysicalNode rows = plan(TargetColumns.project(root.project(), write), cluster);
        PhysicalWrite node = new PhysicalWrite(cluster, rows, write.target());
        return new PlannedQuery(node, node.columnNames(), List.of(Type.BIGINT));
    }

    /** Runs the passes from a logical tree with subqueries to a physical plan. */
    private static PhysicalNode plan(RelNode root, RelOptCluster cluster) {
        StatisticsEstimator statistics = new StatisticsEstimator();
        RelNode node = new LogicalPlanner(cluster).removeSubqueries(UnnestJoins.apply(root));
        node = SetOperationsToAggregates.apply(node);
        node = ExpandDistinctAggregates.apply(node);
        node = PushFields.apply(node);
        node = new PushFilters(cluster, statistics).apply(node);
        node = PushLimits.apply(node);
        return new PhysicalPlanner(cluster, statistics).plan(node);
    }
}
