package dev.tarn.plan;

import dev.tarn.plan.logical.LogicalPlanner;
import dev.tarn.plan.logical.ParameterRows;
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
import dev.tarn.plan.rule.simplify.EmptyLimits;
import dev.tarn.plan.stats.StatisticsEstimator;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.validate.ParameterValue;
import dev.tarn.sql.validate.ValidatedQuery;
import dev.tarn.sql.validate.ValidatedWrite;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;

/** Plans validated queries: runs the passes of this package's children in their order. Stateless. */
public final class QueryPlanner {
    private QueryPlanner() {}

    /**
     * Plans a query. May read statistics of its tables, and so block.
     *
     * @throws dev.tarn.spi.error.TarnException NOT_SUPPORTED for what cannot be planned
     */
    public static PlannedQuery plan(ValidatedQuery query, PlannerContext context) {
        return plan(query, context, Long.MAX_VALUE);
    }

    /**
     * Plans a query of which no more than {@code maxRows} rows are wanted, as if it ended with that LIMIT.
     *
     * @throws dev.tarn.spi.error.TarnException NOT_SUPPORTED for what cannot be planned
     */
    public static PlannedQuery plan(ValidatedQuery query, PlannerContext context, long maxRows) {
        RelOptCluster cluster = PlanningCluster.create(query.validator().getTypeFactory(), context.folder());
        RelRoot root = query.toRel(cluster, LogicalPlanner.conversion(), UnnestJoins::unnest);
        return new PlannedQuery(plan(limited(root.project(), maxRows), cluster), query.labels(), query.types());
    }

    private static RelNode limited(RelNode root, long maxRows) {
        if (maxRows == Long.MAX_VALUE) {
            return root;
        }
        RexNode limit = root.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.valueOf(maxRows));
        if (root instanceof LogicalSort sort && sort.fetch == null) {
            return LogicalSort.create(sort.getInput(), sort.getCollation(), sort.offset, limit);
        }
        return LogicalSort.create(root, RelCollations.EMPTY, null, limit);
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
        return write(root.project(), write, cluster);
    }

    /**
     * Plans a statement that writes a row of parameters, for many rows of values.
     *
     * @param write validated with parameters of {@code types}
     * @return empty if it writes something else than such a row, so that it has to be run for each
     */
    public static Optional<PlannedQuery> planRows(
            ValidatedWrite write, PlannerContext context, List<Type> types, List<List<ParameterValue>> rows) {
        ValidatedQuery query = write.query();
        RelOptCluster cluster = PlanningCluster.create(query.validator().getTypeFactory(), context.folder());
        RelRoot root = query.toRel(cluster, LogicalPlanner.conversion(), UnnestJoins::unnest);
        return ParameterRows.apply(root.project(), types, rows).map(node -> write(node, write, cluster));
    }

    private static PlannedQuery write(RelNode root, ValidatedWrite write, RelOptCluster cluster) {
        PhysicalNode rows = plan(TargetColumns.project(root, write), cluster);
        PhysicalWrite node = new PhysicalWrite(cluster, rows, write.target());
        return new PlannedQuery(node, node.columnNames(), List.of(Type.BIGINT));
    }

    /** Whoever cancels a statement interrupts its planning; what is left of a long one is not worth doing. */
    private static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new TarnException(ErrorCode.QUERY_CANCELLED, "the planning was interrupted");
        }
    }

    /** Runs the passes from a logical tree with subqueries to a physical plan. */
    private static PhysicalNode plan(RelNode root, RelOptCluster cluster) {
        StatisticsEstimator statistics = new StatisticsEstimator();
        RelNode node = new LogicalPlanner(cluster).removeSubqueries(UnnestJoins.apply(EmptyLimits.apply(root)));
        node = SetOperationsToAggregates.apply(node);
        node = ExpandDistinctAggregates.apply(node);
        checkInterrupted();
        node = PushFields.apply(node);
        checkInterrupted();
        node = new PushFilters(cluster, statistics).apply(node);
        checkInterrupted();
        node = PushLimits.apply(node);
        return new PhysicalPlanner(cluster, statistics).plan(node);
    }
}
