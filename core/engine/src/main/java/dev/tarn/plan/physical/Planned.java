package dev.tarn.plan.physical;

import dev.tarn.plan.rule.simplify.Expressions;
import org.apache.calcite.rex.RexNode;

/**
 * A physical node for a logical one.
 *
 * @param node gives the columns that were asked for, perhaps in another order and with others
 * @param positions for each field of the logical node its column in {@code node}, or -1
 */
record Planned(PhysicalNode node, int[] positions) {
    /** Returns an expression over the logical fields as one over the physical columns. */
    RexNode map(RexNode expression) {
        return Expressions.mapColumns(expression, i -> positions[i]);
    }
}
