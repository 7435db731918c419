package dev.tarn.expr.bind;

import dev.tarn.expr.bind.DenseKernel.RowCheck;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.DoubleArithmetic;
import dev.tarn.kernel.FloatArithmetic;
import dev.tarn.kernel.IntArithmetic;
import dev.tarn.kernel.LongArithmetic;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigInteger;

/** Chooses the loops of ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULUS, NEGATE, ABS and SIGN by layout. */
public final class ArithmeticBinding {
    private ArithmeticBinding() {}

    /** Returns the kernel of a call, or null if there is none for its operands. */
    public static DenseKernel bind(Call call) {
        Layout operand = call.operands().get(0).layout();
        for (Expr other : call.operands()) {
            if (other.layout() != operand) {
                return call.type().isDecimal() ? DecimalBinding.bind(call) : null;
            }
        }
        if (call.type().isDecimal()
                && (operand != Layout.LONG
                        || call.layout() != Layout.LONG
                        || call.function() == ScalarFunction.DIVIDE
                        || call.function() == ScalarFunction.MODULUS)) {
            return DecimalBinding.bind(call);
        }
        if (operand != call.layout()) {
            return null;
        }
        return switch (operand) {
            case INT -> bindInt(call);
            case LONG -> bindLong(call);
            case FLOAT -> bindFloat(call.function());
            case DOUBLE -> bindDouble(call.function());
            default -> null;
        };
    }

    /** Returns the bits of an integer type's values. */
    public static int bits(Type type) {
        return switch (type.kind()) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case INTEGER, DATE, INTERVAL_YEAR_MONTH -> 32;
            default -> 64;
        };
    }

    private static DenseKernel bindInt(Call call) {
        int bits = bits(call.type());
        RowCheck check = IntegerChecks.of(call, bits);
        boolean checked = call.checked();
        return switch (call.function()) {
            case ADD ->
                checked
                        ? new DenseKernel(
                                (a, b, out, n) -> IntArithmetic.addChecked(a, b, out, n, bits),
                                (a, b, out, n) -> IntArithmetic.addConstantChecked(a, b, out, n, bits),
                                (a, b, out, n) -> IntArithmetic.addConstantChecked(b, a, out, n, bits),
                                check)
                        : DenseKernel.safe(
                                IntArithmetic::add,
                                IntArithmetic::addConstant,
                                (a, b, out, n) -> IntArithmetic.addConstant(b, a, out, n));
            case SUBTRACT ->
                checked
                        ? new DenseKernel(
                                (a, b, out, n) -> IntArithmetic.subtractChecked(a, b, out, n, bits),
                                (a, b, out, n) -> IntArithmetic.subtractConstantChecked(a, b, out, n, bits),
                                (a, b, out, n) -> IntArithmetic.subtractFromConstantChecked(a, b, out, n, bits),
                                check)
                        : DenseKernel.safe(
                                IntArithmetic::subtract,
                                IntArithmetic::subtractConstant,
                                IntArithmetic::subtractFromConstant);
            case MULTIPLY ->
                checked
                        ? new DenseKernel(
                                (a, b, out, n) -> IntArithmetic.multiplyChecked(a, b, out, n, bits),
                                (a, b, out, n) -> IntArithmetic.multiplyConstantChecked(a, b, out, n, bits),
                                (a, b, out, n) -> IntArithmetic.multiplyConstantChecked(b, a, out, n, bits),
                                check)
                        : DenseKernel.safe(
                                IntArithmetic::multiply,
                                IntArithmetic::multiplyConstant,
                                (a, b, out, n) -> IntArithmetic.multiplyConstant(b, a, out, n));
            case DIVIDE ->
                DenseKernel.strided(
                        4, 4, (a, as, b, bs, out, n) -> IntArithmetic.divide(a, as, b, bs, out, n, bits), check);
            case MODULUS -> DenseKernel.strided(4, 4, IntArithmetic::modulus, check);
            case NEGATE -> DenseKernel.unary((in, out, n) -> IntArithmetic.negate(in, out, n, bits), check);
            case ABS -> DenseKernel.unary((in, out, n) -> IntArithmetic.abs(in, out, n, bits), check);
            case SIGN -> DenseKernel.safeUnary(IntArithmetic::sign);
            default -> null;
        };
    }

    private static DenseKernel bindLong(Call call) {
        RowCheck check = call.type().isDecimal() ? DecimalBinding.check(call) : IntegerChecks.of(call, 64);
        return switch (call.function()) {
            case ADD ->
                call.checked()
                        ? limited(
                                call,
                                new DenseKernel(
                                        LongArithmetic::addChecked,
                                        LongArithmetic::addConstantChecked,
                                        (a, b, out, n) -> LongArithmetic.addConstantChecked(b, a, out, n),
                                        check))
                        : DenseKernel.safe(
                                LongArithmetic::add,
                                LongArithmetic::addConstant,
                                (a, b, out, n) -> LongArithmetic.addConstant(b, a, out, n));
            case SUBTRACT ->
                call.checked()
                        ? limited(
                                call,
                                new DenseKernel(
                                        LongArithmetic::subtractChecked,
                                        LongArithmetic::subtractConstantChecked,
                                        LongArithmetic::subtractFromConstantChecked,
                                        check))
                        : DenseKernel.safe(
                                LongArithmetic::subtract,
                                LongArithmetic::subtractConstant,
                                LongArithmetic::subtractFromConstant);
            case MULTIPLY ->
                call.checked()
                        ? limited(
                                call,
                                new DenseKernel(
                                        LongArithmetic::multiplyChecked,
                                        LongArithmetic::multiplyConstantChecked,
                                        (a, b, out, n) -> LongArithmetic.multiplyConstantChecked(b, a, out, n),
                                        check))
                        : DenseKernel.safe(
                                LongArithmetic::multiply,
                                LongArithmetic::multiplyConstant,
                                (a, b, out, n) -> LongArithmetic.multiplyConstant(b, a, out, n));
            case DIVIDE -> DenseKernel.strided(8, 8, LongArithmetic::divide, check);
            case MODULUS -> DenseKernel.strided(8, 8, LongArithmetic::modulus, check);
            case NEGATE -> DenseKernel.unary(LongArithmetic::negate, check);
            case ABS -> DenseKernel.unary(LongArithmetic::abs, check);
            case SIGN -> call.type().kind() == TypeKind.BIGINT ? DenseKernel.safeUnary(LongArithmetic::sign) : null;
            default -> null;
        };
    }

    /** Adds to a checked DECIMAL kernel that results have no more digits than the type. */
    private static DenseKernel limited(Call call, DenseKernel kernel) {
        Type type = call.type();
        if (!type.isDecimal() || type.precision() > Type.MAX_SHORT_DECIMAL_PRECISION) {
            return kernel;
        }
        long limit = DecimalBinding.limit(type);
        return new DenseKernel(
                limited(kernel.columns(), limit),
                limited(kernel.columnConstant(), limit),
                limited(kernel.constantColumn(), limit),
                kernel.check());
    }

    private static DenseKernel.Loop limited(DenseKernel.Loop loop, long limit) {
        return (a, b, out, n) -> loop.run(a, b, out, n) | LongArithmetic.exceeds(out, limit, n);
    }

    private static DenseKernel bindDouble(ScalarFunction function) {
        return switch (function) {
            case ADD ->
                DenseKernel.safe(
                        DoubleArithmetic::add,
                        DoubleArithmetic::addConstant,
                        (a, b, out, n) -> DoubleArithmetic.addConstant(b, a, out, n));
            case SUBTRACT ->
                DenseKernel.safe(
                        DoubleArithmetic::subtract,
                        DoubleArithmetic::subtractConstant,
                        DoubleArithmetic::subtractFromConstant);
            case MULTIPLY ->
                DenseKernel.safe(
                        DoubleArithmetic::multiply,
                        DoubleArithmetic::multiplyConstant,
                        (a, b, out, n) -> DoubleArithmetic.multiplyConstant(b, a, out, n));
            case DIVIDE -> DenseKernel.safeStrided(8, 8, DoubleArithmetic::divide);
            case MODULUS -> DenseKernel.safeStrided(8, 8, DoubleArithmetic::modulus);
            case NEGATE -> DenseKernel.safeUnary(DoubleArithmetic::negate);
            case ABS -> DenseKernel.safeUnary(DoubleArithmetic::abs);
            default -> null;
        };
    }

    private static DenseKernel bindFloat(ScalarFunction function) {
        return switch (function) {
            case ADD ->
                DenseKernel.safe(
                        FloatArithmetic::add,
                        FloatArithmetic::addConstant,
                        (a, b, out, n) -> FloatArithmetic.addConstant(b, a, out, n));
            case SUBTRACT ->
                DenseKernel.safe(
                        FloatArithmetic::subtract,
                        FloatArithmetic::subtractConstant,
                        FloatArithmetic::subtractFromConstant);
            case MULTIPLY ->
                DenseKernel.safe(
                        FloatArithmetic::multiply,
                        FloatArithmetic::multiplyConstant,
                        (a, b, out, n) -> FloatArithmetic.multiplyConstant(b, a, out, n));
            case DIVIDE -> DenseKernel.safeStrided(4, 4, FloatArithmetic::divide);
            case MODULUS -> DenseKernel.safeStrided(4, 4, FloatArithmetic::modulus);
            case NEGATE -> DenseKernel.safeUnary(FloatArithmetic::negate);
            case ABS -> DenseKernel.safeUnary(FloatArithmetic::abs);
            default -> null;
        };
    }

    /** What integer arithmetic checks in single rows, once a loop has found that some row may fail. */
    private static final class IntegerChecks {
        private IntegerChecks() {}

        static RowCheck of(Call call, int bits) {
            Type type = call.type();
            InStatement position = call.position();
            return switch (call.function()) {
                case DIVIDE, MODULUS ->
                    (left, right, row) -> {
                        if (right.longAt(row) == 0) {
                            throw Failures.divisionByZero(position);
                        }
                        if (call.function() == ScalarFunction.DIVIDE
                                && right.longAt(row) == -1
                                && left.longAt(row) == -1L << (bits - 1)) {
                            throw Failures.overflow(type, "division", left.longAt(row) + " / -1", position);
                        }
                    };
                case NEGATE, ABS ->
                    (left, right, row) -> {
                        if (left.longAt(row) == -1L << (bits - 1)) {
                            String name = call.function() == ScalarFunction.ABS ? "absolute value" : "negation";
                            throw Failures.overflow(type, name, String.valueOf(left.longAt(row)), position);
                        }
                    };
                default ->
                    (left, right, row) -> {
                        long a = left.longAt(row);
                        long b = right.longAt(row);
                        if (overflows(call.function(), a, b, bits)) {
                            throw Failures.overflow(
                                    type, name(call.function()), a + symbol(call.function()) + b, position);
                        }
                    };
            };
        }

        private static boolean overflows(ScalarFunction function, long a, long b, int bits) {
            BigInteger left = BigInteger.valueOf(a);
            BigInteger right = BigInteger.valueOf(b);
            BigInteger result =
                    switch (function) {
                        case ADD -> left.add(right);
                        case SUBTRACT -> left.subtract(right);
                        default -> left.multiply(right);
                    };
            return result.bitLength() >= bits;
        }
    }

    /** Returns what messages call an operation. */
    public static String name(ScalarFunction function) {
        return switch (function) {
            case ADD -> "addition";
            case SUBTRACT -> "subtraction";
            case MULTIPLY -> "multiplication";
            case DIVIDE -> "division";
            default -> "modulus";
        };
    }

    /** Returns the operator, with a space on either side. */
    public static String symbol(ScalarFunction function) {
        return switch (function) {
            case ADD -> " + ";
            case SUBTRACT -> " - ";
            case MULTIPLY -> " * ";
            case DIVIDE -> " / ";
            default -> " % ";
        };
    }
}
