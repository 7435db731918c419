package dev.tarn.expr.bind;

import dev.tarn.expr.bind.DenseKernel.RowCheck;
import dev.tarn.expr.bind.DenseKernel.StridedLoop;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.DecimalKernels;
import dev.tarn.kernel.Int128;
import dev.tarn.kernel.LongArithmetic;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Chooses the loops of DECIMAL arithmetic that 64-bit integer loops do not do. */
public final class DecimalBinding {
    private DecimalBinding() {}

    public static DenseKernel bind(Call call) {
        Layout left = call.operands().get(0).layout();
        Layout right = call.operands().size() > 1 ? call.operands().get(1).layout() : left;
        int precision = call.checked() ? call.type().precision() : 0;
        boolean isWide = left == Layout.INT128 && right == Layout.INT128 && call.layout() == Layout.INT128;
        return switch (call.function()) {
            case ADD ->
                isWide
                        ? strided(
                                16,
                                16,
                                (a, as, b, bs, out, n) -> DecimalKernels.add(a, as, b, bs, precision, out, n),
                                check(call))
                        : null;
            case SUBTRACT ->
                isWide
                        ? strided(
                                16,
                                16,
                                (a, as, b, bs, out, n) -> DecimalKernels.subtract(a, as, b, bs, precision, out, n),
                                check(call))
                        : null;
            case MULTIPLY -> call.layout() == Layout.INT128 ? multiply(call, left, right, precision) : null;
            case DIVIDE -> divide(call, left, right);
            case MODULUS -> modulus(call, left, right);
            case NEGATE -> isWide ? DenseKernel.safeUnary(DecimalKernels::negate) : null;
            case ABS -> isWide ? DenseKernel.safeUnary(DecimalKernels::abs) : null;
            default -> null;
        };
    }

    private static DenseKernel strided(int leftWidth, int rightWidth, StridedLoop loop, RowCheck check) {
        return DenseKernel.strided(leftWidth, rightWidth, loop, check);
    }

    private static DenseKernel multiply(Call call, Layout left, Layout right, int precision) {
        StridedLoop loop = left == Layout.LONG && right == Layout.LONG
                ? (a, as, b, bs, out, n) -> DecimalKernels.multiplyLongs(a, as, b, bs, precision, out, n)
                : (a, as, b, bs, out, n) -> DecimalKernels.multiply(left, a, as, right, b, bs, precision, out, n);
        return strided(left.width(), right.width(), loop, check(call));
    }

    private static DenseKernel divide(Call call, Layout left, Layout right) {
        Expr dividend = call.operands().get(0);
        Expr divisor = call.operands().get(1);
        if (!dividend.type().isDecimal() || !divisor.type().isDecimal()) {
            return null;
        }
        int shift =
                call.type().scale() - dividend.type().scale() + divisor.type().scale();
        if (shift < 0) {
            return null;
        }
        int precision = call.type().precision();
        StridedLoop loop = (a, as, b, bs, out, n) ->
                DecimalKernels.divide(left, a, as, right, b, bs, shift, call.layout(), precision, out, n);
        return strided(left.width(), right.width(), loop, (a, b, row) -> {
            checkDivisor(call, b, row);
            BigDecimal scaled = new BigDecimal(DecimalText.unscaled(a, row).multiply(BigInteger.TEN.pow(shift)));
            BigDecimal quotient = scaled.divide(new BigDecimal(DecimalText.unscaled(b, row)), 0, RoundingMode.HALF_UP);
            checkResult(call, quotient.unscaledValue(), a, b, row);
        });
    }

    private static DenseKernel modulus(Call call, Layout left, Layout right) {
        if (left != right || left != call.layout()) {
            return null;
        }
        int width = left.width();
        StridedLoop loop = left == Layout.LONG ? LongArithmetic::modulus : DecimalKernels::modulus;
        return strided(width, width, loop, (a, b, row) -> checkDivisor(call, b, row));
    }

    private static void checkDivisor(Call call, Column divisor, int row) {
        if (DecimalText.unscaled(divisor, row).signum() == 0) {
            throw Failures.divisionByZero(call.position());
        }
    }

    /** Returns the largest unscaled value of a DECIMAL of up to 18 digits. */
    public static long limit(Type type) {
        return Int128.powerLow(type.precision()) - 1;
    }

    /** Returns the check that a row's result of ADD, SUBTRACT, MULTIPLY, NEGATE or ABS fits the call's type and layout. */
    public static RowCheck check(Call call) {
        return (left, right, row) -> {
            BigInteger a = DecimalText.unscaled(left, row);
            BigInteger result =
                    switch (call.function()) {
                        case ADD -> a.add(DecimalText.unscaled(right, row));
                        case SUBTRACT -> a.subtract(DecimalText.unscaled(right, row));
                        case MULTIPLY -> a.multiply(DecimalText.unscaled(right, row));
                        case NEGATE -> a.negate();
                        default -> a.abs();
                    };
            checkResult(call, result, left, right, row);
        };
    }

    private static void checkResult(Call call, BigInteger result, Column left, Column right, int row) {
        Type type = call.type();
        int bits = call.layout().width() * 8;
        if (result.abs().compareTo(BigInteger.TEN.pow(type.precision())) < 0 && result.bitLength() < bits) {
            return;
        }
        ScalarFunction function = call.function();
        String operands = right == null
                ? DecimalText.text(left, row)
                : DecimalText.text(left, row) + ArithmeticBinding.symbol(function) + DecimalText.text(right, row);
        throw Failures.overflow(type, ArithmeticBinding.name(function), operands, call.position());
    }
}
