package dev.tarn.plan.rule.simplify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexLiteral;

/**
 * Replaces what is limited to no rows, so that its tables are not even looked at.
 *
 * <pre>
 * Limit(0)   -&gt;   Values()
 *   A
 * </pre>
 */
public final class EmptyLimits {
    private EmptyLimits() {}

    /** Returns a tree with the same rows. */
    public static RelNode apply(RelNode node) {
        if (node instanceof Sort sort
                && sort.fetch instanceof RexLiteral limit
                && limit.getValueAs(BigDecimal.class).signum() == 0) {
            return LogicalValues.createEmpty(sort.getCluster(), sort.getRowType());
        }
        boolean changed = false;
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : node.getInputs()) {
            RelNode applied = apply(input);
            changed |= applied != input;
            inputs.add(applied);
        }
        return changed ? node.copy(node.getTraitSet(), inputs) : node;
    }
}
