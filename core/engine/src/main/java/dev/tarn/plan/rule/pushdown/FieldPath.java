package dev.tarn.plan.rule.pushdown;

import dev.tarn.sql.function.RowField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * A field within a column of a node's input, as in {@code a.b.c}.
 *
 * @param column the column's index
 * @param names the fields that lead to it, the outermost first, at least one
 */
record FieldPath(int column, List<String> names) {
    FieldPath {
        names = List.copyOf(names);
    }

    /** Returns the path that an expression is, or null if it is none. */
    static FieldPath of(RexNode node) {
        List<String> names = new ArrayList<>();
        RexNode inner = node;
        while (inner instanceof RexCall call && call.getOperator() instanceof RowField field) {
            names.add(0, field.field());
            inner = call.getOperands().get(0);
        }
        return !names.isEmpty() && inner instanceof RexInputRef ref ? new FieldPath(ref.getIndex(), names) : null;
    }

    /** Adds the paths that occur in an expression, each as long as it goes. */
    static void collect(RexNode node, Set<FieldPath> paths) {
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
                FieldPath path = of(call);
                if (path == null) {
                    return super.visitCall(call);
                }
                paths.add(path);
                return null;
            }
        });
    }

    /** Returns the path to the same fields of another column. */
    FieldPath in(int newColumn) {
        return new FieldPath(newColumn, names);
    }

    /** Returns the expression that takes the fields out of {@code value}. */
    RexNode of(RexNode value, RexBuilder rex) {
        RexNode result = value;
        for (String name : names) {
            result = rex.makeCall(new RowField(name), result);
        }
        return result;
    }
}
