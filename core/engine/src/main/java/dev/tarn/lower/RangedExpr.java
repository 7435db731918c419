package dev.tarn.lower;

import dev.tarn.expr.ir.Expr;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/**
 * An expression and what is known of its values.
 *
 * @param expr the expression
 * @param range bounds of an integer or DECIMAL expression's values; null for another type
 */
public record RangedExpr(Expr expr, ValueRange range) {
    /** Makes one of which the type alone is known. */
    public static RangedExpr of(Expr expr) {
        return new RangedExpr(expr, ValueRange.ofType(expr.type()));
    }

    Type type() {
        return expr.type();
    }

    Layout layout() {
        return expr.layout();
    }
}
