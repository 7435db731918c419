package dev.tarn.expr.bind;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.RangeKernels;
import dev.tarn.spi.type.Layout;

/**
 * A comparison of a fixed-width operand with a literal, as an interval of 64-bit numbers; of floating point, of keys.
 *
 * @param low inclusive, at most {@code high}
 * @param high inclusive
 * @param outside whether the operand must lie outside
 */
public record Interval(Expr operand, long low, long high, boolean outside) {
    /** Returns the interval that a comparison stands for, or null if it is none. */
    public static Interval of(Call call) {
        if (!CompareBinding.isComparison(call.function())) {
            return null;
        }
        Expr left = call.operands().get(0);
        Expr right = call.operands().get(1);
        if (ExprShape.isValue(right)) {
            return of(left, call.function(), (Literal) right);
        }
        return ExprShape.isValue(left) ? of(right, CompareBinding.mirror(call.function()), (Literal) left) : null;
    }

    private static Interval of(Expr operand, ScalarFunction function, Literal literal) {
        Layout layout = operand.layout();
        if (layout == Layout.BYTES || layout == Layout.INT128 || literal.layout() != layout) {
            return null;
        }
        Object value = literal.value();
        boolean isFloating = layout == Layout.FLOAT || layout == Layout.DOUBLE;
        if (isFloating && Double.isNaN(((Number) value).doubleValue())) {
            return function == ScalarFunction.NOT_EQUAL ? everything(operand, layout) : nothing(operand, layout);
        }
        long least = isFloating ? key(layout, Double.NEGATIVE_INFINITY) : least(layout);
        long most = isFloating ? key(layout, Double.POSITIVE_INFINITY) : most(layout);
        long bound = isFloating ? key(layout, ((Number) value).doubleValue()) : LiteralValues.longValue(value);
        return switch (function) {
            case EQUAL -> new Interval(operand, bound, bound, false);
            case NOT_EQUAL -> new Interval(operand, bound, bound, true);
            case LESS_THAN ->
                bound == least ? nothing(operand, layout) : new Interval(operand, least, bound - 1, false);
            case LESS_THAN_OR_EQUAL -> new Interval(operand, least, bound, false);
            case GREATER_THAN ->
                bound == most ? nothing(operand, layout) : new Interval(operand, bound + 1, most, false);
            default -> new Interval(operand, bound, most, false);
        };
    }

    private static Interval nothing(Expr operand, Layout layout) {
        return new Interval(operand, least(layout), most(layout), true);
    }

    private static Interval everything(Expr operand, Layout layout) {
        return new Interval(operand, least(layout), most(layout), false);
    }

    private static long least(Layout layout) {
        return layout.width() == 8 ? Long.MIN_VALUE : Integer.MIN_VALUE;
    }

    private static long most(Layout layout) {
        return layout.width() == 8 ? Long.MAX_VALUE : Integer.MAX_VALUE;
    }

    /** Returns the number that stands for a floating-point value in this layout. */
    public static long key(Layout layout, double value) {
        return layout == Layout.FLOAT ? RangeKernels.key((float) value) : RangeKernels.key(value);
    }

    /** Returns the values that lie in both; neither may be the outside of something. */
    public Interval intersect(Interval other) {
        long highest = Math.min(high, other.high);
        long lowest = Math.max(low, other.low);
        return outside || other.outside || lowest > highest
                ? nothing(operand, operand.layout())
                : new Interval(operand, lowest, highest, false);
    }
}
