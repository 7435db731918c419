package dev.tarn.plan.logical;

import dev.tarn.plan.logical.Unnesting.NotApplicable;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexUtil;

/** Tells queries that give the same rows each time they are computed from those that may not. */
final class SameRows {
    /** Aggregates whose value depends on the order in which rows come. */
    private static final Set<String> BY_ORDER =
            Set.of("ARRAY_AGG", "MAP_AGG", "MULTIMAP_AGG", "LISTAGG", "ARBITRARY", "ANY_VALUE", "MAP_UNION");

    private SameRows() {}

    /**
     * Checks an outer query that a plan computes twice, once for the values that a subquery looks at and once for its rows.
     *
     * @throws NotApplicable if the two may differ, so that rows would find no partner
     */
    static void require(RelNode outer) {
        if (outer instanceof LogicalSort sort && (sort.fetch != null || sort.offset != null)) {
            throw new NotApplicable("an outer query with LIMIT or OFFSET, which may leave others each time");
        }
        if (outer instanceof Project project && !project.getProjects().stream().allMatch(RexUtil::isDeterministic)) {
            throw new NotApplicable("an outer query with a random value");
        }
        if (outer instanceof LogicalAggregate aggregate) {
            for (AggregateCall call : aggregate.getAggCallList()) {
                String name = call.getAggregation().getName().toUpperCase(Locale.ROOT);
                if (BY_ORDER.contains(name)) {
                    throw new NotApplicable("an outer query with " + name.toLowerCase(Locale.ROOT)
                            + ", whose elements may come in another order each time");
                }
            }
        }
        outer.getInputs().forEach(SameRows::require);
    }
}
