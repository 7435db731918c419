package dev.tarn.lower;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.nested.CanonicalCells;
import dev.tarn.kernel.nested.OrderKeys;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Nested values as keys: groups and joins compare them by their bytes, and what orders them by a column of keys. */
final class NestedKeys {
    private NestedKeys() {}

    /** Returns the rows with those key columns whose equal values may have different bytes rewritten. */
    static Rows canonical(LocalPlanner planner, Rows input, Collection<Integer> keys, int planNode) {
        List<RangedExpr> expressions = columns(input);
        boolean changed = false;
        for (int i = 0; i < expressions.size(); i++) {
            RangedExpr column = expressions.get(i);
            if (keys.contains(i) && column.type().isNested() && CanonicalCells.areNeeded(column.type())) {
                Expr same = new Expr.Call(
                        ScalarFunction.CANONICAL, List.of(column.expr()), column.type(), column.layout(), false, null);
                expressions.set(i, new RangedExpr(same, column.range()));
                changed = true;
            }
        }
        return changed ? planner.project(input, expressions, planNode) : input;
    }

    /**
     * Returns the rows with a column more that has, as bytes, the order of a nested column.
     *
     * @param unknownsFirst whether a NULL within and NaN are the least, else the greatest
     * @throws TarnException TYPE_MISMATCH if the column's values have no order
     */
    static Rows withOrder(
            LocalPlanner planner, Rows input, int column, boolean unknownsFirst, String what, int planNode) {
        List<RangedExpr> expressions = columns(input);
        RangedExpr value = expressions.get(column);
        if (!OrderKeys.isOrderable(value.type())) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    what + " of values of type " + value.type().sqlName() + ", which have no order");
        }
        Expr key = new Expr.Call(
                unknownsFirst ? ScalarFunction.ORDER_KEY_UNKNOWNS_FIRST : ScalarFunction.ORDER_KEY,
                List.of(value.expr()),
                Type.VARBINARY,
                Layout.BYTES,
                false,
                null);
        expressions.add(new RangedExpr(key, null));
        return planner.project(input, expressions, planNode);
    }

    /** Returns the rows without the columns from {@code width} on. */
    static Rows firstColumns(LocalPlanner planner, Rows rows, int width, int planNode) {
        return rows.columns().size() == width
                ? rows
                : planner.project(rows, columns(rows).subList(0, width), planNode);
    }

    private static List<RangedExpr> columns(Rows rows) {
        List<RangedExpr> columns = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            PlanColumn column = rows.columns().get(i);
            columns.add(new RangedExpr(new Expr.InputRef(i, column.type(), column.layout()), column.range()));
        }
        return columns;
    }
}
