package dev.tarn.lower;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigInteger;
import java.util.List;

/**
 * Arithmetic with explicit casts, the narrowest DECIMAL layout that the values' ranges allow, and overflow checks only
 * where they cannot be ruled out.
 */
final class ArithmeticTranslator {
    private ArithmeticTranslator() {}

    /** Translates ADD, SUBTRACT, MULTIPLY, DIVIDE and MODULUS to {@code type}. */
    static RangedExpr binary(
            ScalarFunction function, RangedExpr left, RangedExpr right, Type type, InStatement position) {
        if (isTemporal(left.type()) || isTemporal(right.type())) {
            return temporal(function, left, right, type, position);
        }
        if (type.isDecimal()) {
            if (isNull(left) || isNull(right)) {
                return Coercion.cast(isNull(left) ? left : right, type, false, position);
            }
            return decimal(function, left, right, type, position);
        }
        RangedExpr first = Coercion.cast(left, type, false, position);
        RangedExpr second = Coercion.cast(right, type, false, position);
        if (!type.isInteger()) {
            return call(function, List.of(first, second), type, type.defaultLayout(), true, position, null);
        }
        ValueRange exact = exactRange(function, first.range(), second.range());
        boolean checked = exact == null || !exact.fits(type);
        ValueRange range = exact == null
                ? ValueRange.ofType(type)
                : ValueRange.ofType(type).narrow(exact);
        return call(function, List.of(first, second), type, type.defaultLayout(), checked, position, range);
    }

    private static boolean isNull(RangedExpr operand) {
        return operand.expr() instanceof Literal literal && literal.value() == null;
    }

    /** Returns the range of the result before overflow, or null if only the type bounds it. */
    private static ValueRange exactRange(ScalarFunction function, ValueRange left, ValueRange right) {
        return switch (function) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.subtract(right);
            case MULTIPLY -> left.multiply(right);
            default -> null;
        };
    }

    private static RangedExpr decimal(
            ScalarFunction function, RangedExpr left, RangedExpr right, Type type, InStatement position) {
        RangedExpr first = Coercion.cast(left, CommonType.asDecimal(left.type()), false, position);
        RangedExpr second = Coercion.cast(right, CommonType.asDecimal(right.type()), false, position);
        return switch (function) {
            case MULTIPLY -> multiply(first, second, type, position);
            case DIVIDE -> divide(first, second, type, position);
            default -> sameScale(function, first, second, type, position);
        };
    }

    private static RangedExpr sameScale(
            ScalarFunction function, RangedExpr left, RangedExpr right, Type type, InStatement position) {
        Type wide = Type.decimal(Type.MAX_DECIMAL_PRECISION, type.scale());
        RangedExpr first = Coercion.cast(left, wide, false, position);
        RangedExpr second = Coercion.cast(right, wide, false, position);
        ValueRange exact = function == ScalarFunction.MODULUS
                ? modulusRange(first, second)
                : exactRange(function, first.range(), second.range());
        boolean inLong = exact.fitsLong() && first.layout() == Layout.LONG && second.layout() == Layout.LONG;
        Layout layout = inLong ? Layout.LONG : Layout.INT128;
        return call(
                function,
                List.of(Coercion.withLayout(first, layout), Coercion.withLayout(second, layout)),
                type,
                layout,
                !exact.fits(type),
                position,
                ValueRange.ofType(type).narrow(exact));
    }

    private static ValueRange modulusRange(RangedExpr left, RangedExpr right) {
        BigInteger bound = left.range().magnitude().min(right.range().magnitude());
        return new ValueRange(bound.negate(), bound);
    }

    private static RangedExpr multiply(RangedExpr left, RangedExpr right, Type type, InStatement position) {
        if (left.type().scale() + right.type().scale() != type.scale()) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    position,
                    left.type() + " * " + right.type() + " has more than 38 fractional digits; cast an operand to a "
                            + "smaller scale");
        }
        ValueRange exact = left.range().multiply(right.range());
        boolean bothLong = left.layout() == Layout.LONG && right.layout() == Layout.LONG;
        Layout layout = bothLong && exact.fitsLong() ? Layout.LONG : Layout.INT128;
        List<RangedExpr> operands =
                bothLong ? List.of(left, right) : List.of(Coercion.widen(left), Coercion.widen(right));
        return call(
                ScalarFunction.MULTIPLY,
                operands,
                type,
                layout,
                !exact.fits(type),
                position,
                ValueRange.ofType(type).narrow(exact));
    }

    private static RangedExpr divide(RangedExpr left, RangedExpr right, Type type, InStatement position) {
        // The divisor's smallest magnitude is one unit, so the scaled dividend bounds the quotient.
        int digits = type.scale() - left.type().scale() + right.type().scale();
        BigInteger bound = digits >= 0
                ? left.range().magnitude().multiply(BigInteger.TEN.pow(digits))
                : left.range().magnitude();
        ValueRange exact = new ValueRange(bound.negate(), bound);
        boolean inLong = exact.fitsLong() && left.layout() == Layout.LONG && right.layout() == Layout.LONG;
        Layout layout = inLong ? Layout.LONG : Layout.INT128;
        List<RangedExpr> operands =
                inLong ? List.of(left, right) : List.of(Coercion.widen(left), Coercion.widen(right));
        return call(
                ScalarFunction.DIVIDE,
                operands,
                type,
                layout,
                true,
                position,
                ValueRange.ofType(type).narrow(exact));
    }

    /** Translates NEGATE, ABS, SIGN, ROUND, FLOOR, CEILING and TRUNCATE of a number. */
    static RangedExpr rounding(ScalarFunction function, List<RangedExpr> operands, Type type, InStatement position) {
        RangedExpr first = operands.get(0);
        if (!type.isDecimal()) {
            RangedExpr operand = Coercion.cast(first, type, false, position);
            List<RangedExpr> all = withFirst(operand, operands);
            ValueRange exact = function == ScalarFunction.NEGATE && type.isInteger()
                    ? operand.range().negate()
                    : null;
            boolean checked = exact == null || !exact.fits(type);
            return call(function, all, type, type.defaultLayout(), checked, position, ValueRange.ofType(type));
        }
        RangedExpr operand = Coercion.cast(first, CommonType.asDecimal(first.type()), false, position);
        // Rounding reaches at most one more unit of the integral part.
        BigInteger bound = operand.range()
                .magnitude()
                .add(BigInteger.TEN.pow(operand.type().scale()));
        ValueRange exact = new ValueRange(bound.negate(), bound);
        Layout layout = operand.layout() == Layout.LONG && exact.fitsLong() ? Layout.LONG : Layout.INT128;
        return call(
                function,
                withFirst(Coercion.withLayout(operand, layout), operands),
                type,
                layout,
                true,
                position,
                ValueRange.ofType(type).narrow(exact.rescale(operand.type().scale(), type.scale())));
    }

    private static List<RangedExpr> withFirst(RangedExpr first, List<RangedExpr> operands) {
        List<RangedExpr> all = new java.util.ArrayList<>(operands);
        all.set(0, first);
        return all;
    }

    private static boolean isTemporal(Type type) {
        return switch (type.kind()) {
            case DATE, TIMESTAMP, TIME, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> true;
            default -> false;
        };
    }

    private static boolean isInterval(Type type) {
        return type.kind() == TypeKind.INTERVAL_YEAR_MONTH || type.kind() == TypeKind.INTERVAL_DAY_SECOND;
    }

    private static RangedExpr temporal(
            ScalarFunction function, RangedExpr left, RangedExpr right, Type type, InStatement position) {
        if (isInterval(left.type()) && !isInterval(right.type()) && isTemporal(right.type())) {
            return temporal(function, right, left, type, position);
        }
        if (!isInterval(type)) {
            RangedExpr interval = function == ScalarFunction.SUBTRACT ? negate(right, position) : right;
            ScalarFunction add = right.type().kind() == TypeKind.INTERVAL_YEAR_MONTH
                    ? ScalarFunction.ADD_MONTHS
                    : ScalarFunction.ADD_MICROSECONDS;
            return call(add, List.of(left, interval), type, type.defaultLayout(), true, position, null);
        }
        if (!isInterval(left.type()) && !isInterval(right.type()) && isTemporal(left.type())) {
            // A difference of two moments: both are microseconds once they are timestamps.
            Type moment = left.type().kind() == TypeKind.TIME ? Type.TIME : Type.timestamp(6);
            List<RangedExpr> moments = List.of(
                    Coercion.cast(left, moment, false, position), Coercion.cast(right, moment, false, position));
            return call(ScalarFunction.SUBTRACT, moments, type, Layout.LONG, true, position, null);
        }
        Type number = type.kind() == TypeKind.INTERVAL_YEAR_MONTH ? Type.INTEGER : Type.BIGINT;
        List<RangedExpr> operands = List.of(
                isInterval(left.type()) ? left : Coercion.cast(left, number, false, position),
                isInterval(right.type()) ? right : Coercion.cast(right, number, false, position));
        return call(function, operands, type, type.defaultLayout(), true, position, null);
    }

    private static RangedExpr negate(RangedExpr interval, InStatement position) {
        if (interval.expr() instanceof Literal literal && literal.value() instanceof Long value) {
            return new RangedExpr(new Literal(-value, literal.type(), literal.layout()), null);
        }
        return call(ScalarFunction.NEGATE, List.of(interval), interval.type(), interval.layout(), true, position, null);
    }

    static RangedExpr call(
            ScalarFunction function,
            List<RangedExpr> operands,
            Type type,
            Layout layout,
            boolean checked,
            InStatement position,
            ValueRange range) {
        List<Expr> exprs = operands.stream().map(RangedExpr::expr).toList();
        return new RangedExpr(new Call(function, exprs, type, layout, checked, position), range);
    }
}
