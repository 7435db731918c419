package dev.tarn.lower;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.nested.CanonicalCells;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Nested values as keys: of groups and joins they are compared by their bytes; an order of them there is not. */
final class NestedKeys {
    private NestedKeys() {}

    /** Returns the rows with those key columns whose equal values may have different bytes rewritten. */
    static Rows canonical(LocalPlanner planner, Rows input, Collection<Integer> keys, int planNode) {
        List<RangedExpr> expressions = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < input.columns().size(); i++) {
            PlanColumn column = input.columns().get(i);
            Expr expr = new Expr.InputRef(i, column.type(), column.layout());
            if (keys.contains(i) && column.type().isNested() && CanonicalCells.areNeeded(column.type())) {
                expr = new Expr.Call(
                        ScalarFunction.CANONICAL, List.of(expr), column.type(), column.layout(), false, null);
                changed = true;
            }
            expressions.add(new RangedExpr(expr, column.range()));
        }
        return changed ? planner.project(input, expressions, planNode) : input;
    }

    /**
     * Requires that values of a type are compared in memory as they are ordered.
     *
     * @throws TarnException NOT_SUPPORTED for a nested type
     */
    static void requireOrder(Type type, String what) {
        if (type.isNested()) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, what + " of values of type " + type.sqlName());
        }
    }
}
