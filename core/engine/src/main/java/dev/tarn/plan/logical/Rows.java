package dev.tarn.plan.logical;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexLiteral;

/** What the shape of a tree says about how many rows it has. */
public final class Rows {
    private Rows() {}

    /** Returns whether {@code node} has exactly one row, whatever the data. */
    public static boolean exactlyOne(RelNode node) {
        if (node instanceof LogicalProject
                || node instanceof LogicalSort sort && sort.fetch == null && sort.offset == null) {
            return exactlyOne(node.getInput(0));
        }
        return node instanceof LogicalAggregate aggregate
                        && aggregate.getGroupSet().isEmpty()
                        && aggregate.getGroupSets().size() == 1
                || node instanceof LogicalValues values && values.getTuples().size() == 1;
    }

    /** Returns whether {@code node} has one row or none, whatever the data. */
    public static boolean atMostOne(RelNode node) {
        if (exactlyOne(node)) {
            return true;
        }
        if (node instanceof LogicalSort sort
                && sort.fetch instanceof RexLiteral fetch
                && RexLiteral.intValue(fetch) <= 1) {
            return true;
        }
        boolean passes = node instanceof LogicalProject
                || node instanceof LogicalSort
                || node instanceof org.apache.calcite.rel.logical.LogicalFilter;
        return passes && atMostOne(node.getInput(0))
                || node instanceof LogicalValues values && values.getTuples().size() <= 1;
    }

    /** Returns a tree that has a row exactly if {@code node} has one, without what only makes columns or orders rows. */
    static RelNode withoutColumns(RelNode node) {
        RelNode current = node;
        while (current instanceof LogicalProject
                || current instanceof LogicalSort sort && sort.fetch == null && sort.offset == null) {
            current = current.getInput(0);
        }
        return current;
    }
}
