package dev.tarn.expr.bind;

import dev.tarn.expr.bind.DenseKernel.UnaryLoop;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.DecimalKernels;
import dev.tarn.kernel.DecimalKernels.Rounding;
import dev.tarn.kernel.MathKernels;
import dev.tarn.kernel.RoundKernels;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/** Chooses the loops of mathematical functions. */
public final class MathBinding {
    private MathBinding() {}

    /** Returns the kernel of a call, or null if there is none for its operands. */
    public static DenseKernel bind(Call call) {
        Layout operand = call.operands().get(0).layout();
        if (isRounding(call.function())) {
            return rounding(call, operand);
        }
        if (operand == Layout.FLOAT) {
            return floats(call.function());
        }
        if (operand != Layout.DOUBLE) {
            return null;
        }
        return switch (call.function()) {
            case SQRT -> DenseKernel.safeUnary(MathKernels::sqrt);
            case CBRT -> DenseKernel.safeUnary(MathKernels::cbrt);
            case EXP -> DenseKernel.safeUnary(MathKernels::exp);
            case LN -> DenseKernel.safeUnary(MathKernels::ln);
            case LOG2 -> DenseKernel.safeUnary(MathKernels::log2);
            case LOG10 -> DenseKernel.safeUnary(MathKernels::log10);
            case SIGN -> DenseKernel.safeUnary(MathKernels::sign);
            case IS_NAN -> DenseKernel.safeUnary(MathKernels::isNan);
            case IS_FINITE -> DenseKernel.safeUnary(MathKernels::isFinite);
            case IS_INFINITE -> DenseKernel.safeUnary(MathKernels::isInfinite);
            case POWER -> DenseKernel.safeStrided(8, 8, MathKernels::power);
            default -> null;
        };
    }

    private static DenseKernel floats(ScalarFunction function) {
        return switch (function) {
            case IS_NAN -> DenseKernel.safeUnary(RoundKernels::isNanFloat);
            case SIGN -> DenseKernel.safeUnary(RoundKernels::signFloat);
            default -> null;
        };
    }

    private static boolean isRounding(ScalarFunction function) {
        return switch (function) {
            case ROUND, FLOOR, CEILING, TRUNCATE -> true;
            default -> false;
        };
    }

    private static Rounding rounding(ScalarFunction function) {
        return switch (function) {
            case FLOOR -> Rounding.FLOOR;
            case CEILING -> Rounding.CEILING;
            case TRUNCATE -> Rounding.DOWN;
            default -> Rounding.HALF_UP;
        };
    }

    private static DenseKernel rounding(Call call, Layout operand) {
        Rounding rounding = rounding(call.function());
        boolean hasDigits = call.operands().size() > 1;
        if (call.type().isDecimal()) {
            return hasDigits ? decimalDigits(call, rounding) : decimal(call, rounding);
        }
        if (operand != call.layout()) {
            return null;
        }
        if (hasDigits) {
            int width = operand.width();
            int digitsWidth = call.operands().get(1).layout().width();
            return DenseKernel.strided(
                    width,
                    digitsWidth,
                    (a, as, b, bs, out, n) -> RoundKernels.round(operand, rounding, a, as, digitsWidth, b, bs, out, n),
                    (left, right, row) -> RoundKernels.check(left, right, row, call.type(), call.position()));
        }
        return switch (operand) {
            case INT, LONG -> DenseKernel.safeUnary((in, out, n) -> RoundKernels.copy(operand.width(), in, out, n));
            case FLOAT -> DenseKernel.safeUnary((in, out, n) -> RoundKernels.roundFloats(rounding, in, out, n));
            case DOUBLE ->
                switch (rounding) {
                    case FLOOR -> DenseKernel.safeUnary(MathKernels::floor);
                    case CEILING -> DenseKernel.safeUnary(MathKernels::ceiling);
                    case DOWN -> DenseKernel.safeUnary(MathKernels::truncate);
                    case HALF_UP -> DenseKernel.safeUnary((in, out, n) -> MathKernels.round(0, in, out, n));
                };
            default -> null;
        };
    }

    /** To a whole number. */
    private static DenseKernel decimal(Call call, Rounding rounding) {
        Expr value = call.operands().get(0);
        int shift = call.type().scale() - value.type().scale();
        if (shift > 0) {
            return null;
        }
        UnaryLoop loop = (in, out, n) -> DecimalKernels.rescale(
                value.layout(), in, shift, rounding, call.layout(), call.type().precision(), out, n);
        return DenseKernel.unary(loop, (left, right, row) -> {});
    }

    /** To a number of digits that is a literal; the scale stays. */
    private static DenseKernel decimalDigits(Call call, Rounding rounding) {
        Expr value = call.operands().get(0);
        Type type = call.type();
        if (!(call.operands().get(1) instanceof Literal digits)
                || digits.value() == null
                || type.scale() != value.type().scale()) {
            return null;
        }
        long wanted = LiteralValues.longValue(digits.value());
        int lost = (int) Math.max(0, Math.min(38, type.scale() - wanted));
        DenseKernel.Loop loop = (in, unused, out, n) ->
                RoundKernels.roundDecimals(value.layout(), in, lost, rounding, call.layout(), type.precision(), out, n);
        DenseKernel.RowCheck check = (left, right, row) -> {
            if (RoundKernels.exceeds(left, row, lost, rounding, type.precision())) {
                throw Failures.overflow(type, "rounding", DecimalText.text(left, row), call.position());
            }
        };
        return new DenseKernel(loop, loop, null, check);
    }
}
