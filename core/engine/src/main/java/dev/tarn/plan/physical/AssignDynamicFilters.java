package dev.tarn.plan.physical;

import dev.tarn.spi.catalog.ColumnStatistics;
import org.apache.calcite.rex.RexInputRef;

/**
 * Tells scans below the probe side of a join what the build side will know of their columns: through filters, projects,
 * joins, unions and the keys of aggregates.
 */
final class AssignDynamicFilters {
    private static final double USELESS_SHARE = 0.95;

    private AssignDynamicFilters() {}

    static void apply(PhysicalNode node) {
        if (node instanceof PhysicalJoin join && join.isHash() && join.type().dropsUnmatchedProbe()) {
            for (int key = 0; key < join.probeKeys().size(); key++) {
                trace(join.probe(), join.probeKeys().get(key), join, key);
            }
        }
        node.children().forEach(AssignDynamicFilters::apply);
    }

    private static void trace(PhysicalNode node, int column, PhysicalJoin join, int key) {
        if (node instanceof PhysicalScan scan) {
            int scanColumn = scan.outputs().get(column);
            if (mayDrop(scan, scanColumn, join)) {
                scan.add(new DynamicFilter(join, key, scanColumn));
            }
        } else if (node instanceof PhysicalFilter || node instanceof PhysicalSort) {
            trace(node.child(), column, join, key);
        } else if (node instanceof PhysicalProject project) {
            if (project.expressions().get(column) instanceof RexInputRef ref) {
                trace(node.child(), ref.getIndex(), join, key);
            }
        } else if (node instanceof PhysicalUnnest unnest) {
            if (column < unnest.replicated().size()) {
                trace(node.child(), unnest.replicated().get(column), join, key);
            }
        } else if (node instanceof PhysicalUnion) {
            node.children().forEach(child -> trace(child, column, join, key));
        } else if (node instanceof PhysicalAggregate aggregate) {
            if (column < aggregate.keys().size()) {
                trace(node.child(), aggregate.keys().get(column), join, key);
            }
        } else if (node instanceof PhysicalJoin inner) {
            traceJoin(inner, column, join, key);
        }
    }

    private static void traceJoin(PhysicalJoin inner, int column, PhysicalJoin join, int key) {
        int probeOutputs = inner.probeOutput().size();
        boolean probe = column < probeOutputs;
        if (!probe && column >= probeOutputs + inner.buildOutput().size()) {
            return;
        }
        int sideColumn =
                probe ? inner.probeOutput().get(column) : inner.buildOutput().get(column - probeOutputs);
        trace(probe ? inner.probe() : inner.build(), sideColumn, join, key);
        // What is equal on the other side has the same values.
        boolean both = inner.type() == PhysicalJoinType.INNER
                || inner.type() == PhysicalJoinType.PROBE_SEMI
                || inner.type() == PhysicalJoinType.BUILD_SEMI
                || probe
                        && (inner.type() == PhysicalJoinType.PROBE_OUTER || inner.type() == PhysicalJoinType.PROBE_ANTI)
                || !probe
                        && (inner.type() == PhysicalJoinType.BUILD_OUTER
                                || inner.type() == PhysicalJoinType.BUILD_ANTI);
        if (!both) {
            return;
        }
        for (int i = 0; i < inner.probeKeys().size(); i++) {
            if (probe && inner.probeKeys().get(i) == sideColumn) {
                trace(inner.build(), inner.buildKeys().get(i), join, key);
            } else if (!probe && inner.buildKeys().get(i) == sideColumn) {
                trace(inner.probe(), inner.probeKeys().get(i), join, key);
            }
        }
    }

    /** A build side with as many rows as the column has values, and no condition on it, drops nothing. */
    private static boolean mayDrop(PhysicalScan scan, int column, PhysicalJoin join) {
        ColumnStatistics known =
                scan.statistics().column(scan.columns().get(column).name());
        if (isFiltered(join.build())) {
            return true;
        }
        return known.distinctCount() > 0 && join.build().estimatedRows() < known.distinctCount() * USELESS_SHARE;
    }

    private static boolean isFiltered(PhysicalNode node) {
        if (node instanceof PhysicalScan scan) {
            return !scan.filters().isEmpty() || !scan.predicate().domains().isEmpty();
        }
        return !(node instanceof PhysicalProject) || isFiltered(node.child());
    }
}
