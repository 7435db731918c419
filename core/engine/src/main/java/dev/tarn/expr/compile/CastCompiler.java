package dev.tarn.expr.compile;

import dev.tarn.expr.bind.ArithmeticBinding;
import dev.tarn.expr.bind.DecimalBinding;
import dev.tarn.expr.bind.DecimalChecks;
import dev.tarn.expr.bind.DenseKernel;
import dev.tarn.expr.bind.DenseKernel.RowCheck;
import dev.tarn.expr.bind.DenseKernel.UnaryLoop;
import dev.tarn.expr.bind.Failures;
import dev.tarn.expr.bind.RowFrame;
import dev.tarn.expr.bind.RowFunction;
import dev.tarn.expr.bind.RowFunction.RowKernel;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Cast;
import dev.tarn.kernel.CastKernels;
import dev.tarn.kernel.DecimalKernels;
import dev.tarn.kernel.DecimalKernels.Rounding;
import dev.tarn.kernel.LongArithmetic;
import dev.tarn.kernel.TemporalKernels;
import dev.tarn.kernel.text.RowFailure;
import dev.tarn.kernel.text.TemporalText;
import dev.tarn.kernel.text.TextCasts;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Compiles CAST and TRY_CAST. Conversions that have no loop of their own go by way of BIGINT or DOUBLE. */
final class CastCompiler {
    private final Cast cast;
    private final BufferAllocator allocator;

    CastCompiler(Cast cast, BufferAllocator allocator) {
        this.cast = cast;
        this.allocator = allocator;
    }

    /** Returns an evaluator of the cast over what {@code operand} gives. */
    ColumnEvaluator compile(ColumnEvaluator operand) {
        return convert(operand, cast.operand().type(), cast.operand().layout(), cast.type(), cast.layout());
    }

    private ColumnEvaluator convert(ColumnEvaluator operand, Type from, Layout fromLayout, Type to, Layout toLayout) {
        if (from.kind() == TypeKind.UNKNOWN) {
            return new NullEvaluator(operand, to, toLayout, allocator);
        }
        if (from.isNested() || to.isNested()) {
            return nested(operand, from, to);
        }
        if (fromLayout == Layout.BYTES) {
            return toLayout == Layout.BYTES ? betweenTexts(operand, from, to) : parse(operand, to, toLayout);
        }
        if (toLayout == Layout.BYTES) {
            return format(operand, from, to);
        }
        if (from.equals(to) && fromLayout == toLayout) {
            return operand;
        }
        if (from.isDecimal() && to.isDecimal()) {
            return fixed(operand, fromLayout, rescale(from, fromLayout, to, toLayout), to, toLayout);
        }
        DenseKernel direct = direct(from, fromLayout, to, toLayout);
        if (direct != null) {
            return fixed(operand, fromLayout, direct, to, toLayout);
        }
        Type middle = middle(from, to);
        if (middle == null || middle.equals(from) || middle.equals(to)) {
            throw notSupported(from, to);
        }
        Layout layout = middle.kind() == TypeKind.DECIMAL ? toLayout : middle.defaultLayout();
        ColumnEvaluator first = convert(operand, from, fromLayout, middle, layout);
        return convert(first, middle, layout, to, toLayout);
    }

    private ColumnEvaluator nested(ColumnEvaluator operand, Type from, Type to) {
        if (from.kind() != to.kind() || from.fields().size() != to.fields().size()) {
            throw notSupported(from, to);
        }
        List<ColumnEvaluator> parts = new ArrayList<>();
        for (int i = 0; i < from.fields().size(); i++) {
            Type part = from.fieldType(i);
            Expr input = new Expr.InputRef(0, part, part.defaultLayout());
            Type target = to.fieldType(i);
            Cast partCast = new Cast(input, target, target.defaultLayout(), false, true, cast.position());
            parts.add(new CastCompiler(partCast, allocator).compile(new InputEvaluator(0, part.defaultLayout())));
        }
        return new NestedCastEvaluator(operand, from, to, parts, cast, allocator);
    }

    /** Returns the type that a conversion goes by, or null if there is no such conversion. */
    private static Type middle(Type from, Type to) {
        if (!isNumber(from) || !isNumber(to)) {
            return null;
        }
        if (from.kind() == TypeKind.REAL || to.kind() == TypeKind.REAL) {
            return Type.DOUBLE;
        }
        return from.kind() == TypeKind.DOUBLE && to.isDecimal() ? null : Type.BIGINT;
    }

    private static boolean isNumber(Type type) {
        return type.isInteger()
                || type.isDecimal()
                || type.kind() == TypeKind.REAL
                || type.kind() == TypeKind.DOUBLE
                || type.kind() == TypeKind.BOOLEAN;
    }

    private ColumnEvaluator fixed(
            ColumnEvaluator operand, Layout operandLayout, DenseKernel kernel, Type to, Layout toLayout) {
        if (cast.safe() && kernel.check() != null) {
            return new SafeCastEvaluator(operand, operandLayout, kernel, to, toLayout, allocator);
        }
        return new DenseEvaluator(List.of(operand), List.of(operandLayout), kernel, to, toLayout, allocator);
    }

    private DenseKernel direct(Type from, Layout fromLayout, Type to, Layout toLayout) {
        TypeKind target = to.kind();
        return switch (from.kind()) {
            case TINYINT, SMALLINT, INTEGER -> fromInt(to);
            case BIGINT -> fromLong(to, toLayout);
            case BOOLEAN -> target == TypeKind.BIGINT ? DenseKernel.safeUnary(CastKernels::booleanToLong) : null;
            case REAL -> target == TypeKind.DOUBLE ? DenseKernel.safeUnary(CastKernels::floatToDouble) : null;
            case DOUBLE -> fromDouble(to, toLayout);
            case DECIMAL -> fromDecimal(from, fromLayout, target);
            case DATE -> target == TypeKind.TIMESTAMP ? DenseKernel.safeUnary(TemporalKernels::daysToMicros) : null;
            case TIMESTAMP -> fromTimestamp(from, to);
            case TIME ->
                target == TypeKind.TIME
                        ? rounding(from.precision(), to.precision(), TemporalKernels.MICROS_OF_DAY)
                        : null;
            default -> null;
        };
    }

    private DenseKernel fromInt(Type to) {
        return switch (to.kind()) {
            case BIGINT -> DenseKernel.safeUnary(CastKernels::intToLong);
            case DOUBLE -> DenseKernel.safeUnary(CastKernels::intToDouble);
            case TINYINT, SMALLINT, INTEGER ->
                DenseKernel.unary(
                        (in, out, n) -> CastKernels.intToInt(in, out, n, ArithmeticBinding.bits(to)), fitsBits(to));
            default -> null;
        };
    }

    private DenseKernel fromLong(Type to, Layout toLayout) {
        return switch (to.kind()) {
            case TINYINT, SMALLINT, INTEGER ->
                DenseKernel.unary(
                        (in, out, n) -> CastKernels.longToInt(in, out, n, ArithmeticBinding.bits(to)), fitsBits(to));
            case DOUBLE -> DenseKernel.safeUnary(CastKernels::longToDouble);
            case REAL -> DenseKernel.safeUnary(CastKernels::longToFloat);
            case BOOLEAN -> DenseKernel.safeUnary(CastKernels::longToBoolean);
            case DECIMAL -> rescale(Type.decimal(19, 0), Layout.LONG, to, toLayout);
            default -> null;
        };
    }

    private RowCheck fitsBits(Type to) {
        long half = 1L << (ArithmeticBinding.bits(to) - 1);
        return (value, none, row) -> {
            if (value.longAt(row) < -half || value.longAt(row) >= half) {
                throw cast.operand().type().isDecimal() ? failure(value, row, to) : outOfRange(value, row);
            }
        };
    }

    private TarnException outOfRange(Column value, int row) {
        return new TarnException(
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                cast.position(),
                "Out of range for " + cast.type().sqlName() + ": " + TextCasts.text(value, row));
    }

    private TarnException failure(Column value, int row, Type to) {
        boolean isText = value.layout() == Layout.BYTES;
        String text = TextCasts.text(value, row);
        return Failures.cannotCast(isText ? "'" + text + "'" : text, to, cast.position());
    }

    private DenseKernel fromDouble(Type to, Layout toLayout) {
        return switch (to.kind()) {
            case REAL -> DenseKernel.safeUnary(CastKernels::doubleToFloat);
            case BOOLEAN -> DenseKernel.safeUnary(CastKernels::doubleToBoolean);
            case BIGINT ->
                DenseKernel.unary(CastKernels::doubleToLong, (value, none, row) -> {
                    double number = value.doubleAt(row);
                    if (!CastKernels.fitsLong(number)) {
                        boolean isShort = cast.type().isInteger() && cast.type().kind() != TypeKind.BIGINT;
                        throw isShort && !Double.isNaN(number)
                                ? outOfRange(value, row)
                                : failure(value, row, cast.type());
                    }
                });
            case DECIMAL -> {
                UnaryLoop loop =
                        (in, out, n) -> CastKernels.doubleToDecimal(in, toLayout, to.precision(), to.scale(), out, n);
                yield DenseKernel.unary(loop, DecimalChecks.ofDouble(to, toLayout, this::failure));
            }
            default -> null;
        };
    }

    private DenseKernel fromDecimal(Type from, Layout fromLayout, TypeKind target) {
        int scale = from.scale();
        boolean exactly = from.precision() > Type.MAX_SHORT_DECIMAL_PRECISION;
        return switch (target) {
            case DOUBLE -> DenseKernel.safeUnary(toDouble(fromLayout, scale, exactly));
            case BOOLEAN ->
                DenseKernel.safeUnary(
                        fromLayout == Layout.LONG ? CastKernels::longToBoolean : CastKernels::int128ToBoolean);
            case BIGINT -> rescale(from, fromLayout, Type.decimal(19, 0), Layout.LONG, Type.BIGINT, 0);
            default -> null;
        };
    }

    private static DenseKernel.SafeUnaryLoop toDouble(Layout from, int scale, boolean exactly) {
        if (from == Layout.INT128) {
            return (in, out, n) -> CastKernels.int128ToDouble(in, scale, out, n);
        }
        return exactly
                ? (in, out, n) -> CastKernels.decimalToDoubleExactly(in, scale, out, n)
                : (in, out, n) -> CastKernels.decimalToDouble(in, scale, out, n);
    }

    private static DenseKernel fromTimestamp(Type from, Type to) {
        return switch (to.kind()) {
            case DATE -> DenseKernel.safeUnary(TemporalKernels::microsToDays);
            case TIMESTAMP -> rounding(from.precision(), to.precision(), 0);
            case TIME ->
                DenseKernel.safeUnary((in, out, n) -> {
                    TemporalKernels.microsToTimeOfDay(in, out, n);
                    TemporalKernels.roundMicros(
                            TemporalText.microsOfDigit(to.precision()), TemporalKernels.MICROS_OF_DAY, out, out, n);
                });
            default -> null;
        };
    }

    private static DenseKernel rounding(int fromDigits, int toDigits, long modulus) {
        long unit = toDigits >= fromDigits ? 1 : TemporalText.microsOfDigit(toDigits);
        return DenseKernel.safeUnary((in, out, n) -> TemporalKernels.roundMicros(unit, modulus, in, out, n));
    }

    private DenseKernel rescale(Type from, Layout fromLayout, Type to, Layout toLayout) {
        return rescale(from, fromLayout, to, toLayout, to, cast.checked() || cast.safe() ? to.precision() : 0);
    }

    private DenseKernel rescale(Type from, Layout fromLayout, Type to, Layout toLayout, Type named, int precision) {
        int shift = to.scale() - from.scale();
        boolean isLong = fromLayout == Layout.LONG && toLayout == Layout.LONG;
        long factor = isLong && Math.abs(shift) <= 18 ? dev.tarn.kernel.Int128.powerLow(Math.abs(shift)) : 0;
        if (factor != 0 && shift >= 0 && precision == 0 && named.isDecimal()) {
            return DenseKernel.safeUnary((in, out, n) -> LongArithmetic.scaleUpUnchecked(in, factor, out, n));
        }
        RowCheck check = DecimalChecks.ofDecimal(
                shift, toLayout, precision, (value, row, type) -> failure(value, row, named), named);
        if (factor != 0 && shift >= 0 && precision != 0) {
            long limit = precision > 18 ? Long.MAX_VALUE : DecimalBinding.limit(to);
            return DenseKernel.unary((in, out, n) -> LongArithmetic.scaleUp(in, factor, limit, out, n), check);
        }
        if (factor != 0 && shift < 0) {
            UnaryLoop loop = (in, out, n) -> {
                LongArithmetic.scaleDown(in, factor, out, n);
                return precision != 0 && precision <= 18 && LongArithmetic.exceeds(out, DecimalBinding.limit(to), n);
            };
            return DenseKernel.unary(loop, check);
        }
        UnaryLoop loop = (in, out, n) ->
                DecimalKernels.rescale(fromLayout, in, shift, Rounding.HALF_UP, toLayout, precision, out, n);
        return DenseKernel.unary(loop, check);
    }

    private ColumnEvaluator betweenTexts(ColumnEvaluator operand, Type from, Type to) {
        boolean isBinary = to.kind() == TypeKind.VARBINARY;
        if (isBinary ? from.kind() == TypeKind.CHAR : from.kind() == TypeKind.VARBINARY) {
            throw notSupported(from, to);
        }
        boolean toChar = to.kind() == TypeKind.CHAR;
        boolean fromChar = from.kind() == TypeKind.CHAR;
        if (fromChar && to.kind() == TypeKind.VARCHAR) {
            return row(
                    operand,
                    new RowFunction(
                            f -> TextCasts.padAndTruncate(
                                    f.texts[0], from.precision(), to.precision(), f.positions, f.count, f.textOut),
                            false),
                    to);
        }
        boolean fits = isBinary || from.precision() <= to.precision();
        if (fits && fromChar == toChar) {
            return new RetypeEvaluator(operand, to);
        }
        return row(
                operand,
                new RowFunction(
                        f -> TextCasts.truncate(f.texts[0], to.precision(), toChar, f.positions, f.count, f.textOut),
                        false),
                to);
    }

    private ColumnEvaluator row(ColumnEvaluator operand, RowFunction function, Type to) {
        return row(operand, function, to, to.defaultLayout());
    }

    private ColumnEvaluator row(ColumnEvaluator operand, RowFunction function, Type to, Layout layout) {
        return new RowEvaluator(List.of(operand), function, to, layout, cast.position(), allocator);
    }

    private RowFailure onFailure(RowFrame frame, Type to) {
        if (cast.safe()) {
            return row -> Bitmap.clear(frame.validity, row);
        }
        return row -> {
            throw failure(frame.columns[0], row, to);
        };
    }

    private ColumnEvaluator format(ColumnEvaluator operand, Type from, Type to) {
        boolean hasText = isNumber(from)
                || from.kind() == TypeKind.DATE
                || from.kind() == TypeKind.TIME
                || from.kind() == TypeKind.TIMESTAMP;
        if (!hasText || !to.isText()) {
            throw notSupported(from, to);
        }
        return row(
                operand,
                new RowFunction(
                        f -> TextCasts.toText(
                                f.columns[0], to.precision(), f.positions, f.count, f.textOut, onFailure(f, to)),
                        cast.safe()),
                to);
    }

    private ColumnEvaluator parse(ColumnEvaluator operand, Type to, Layout layout) {
        if (cast.operand().type().kind() == TypeKind.VARBINARY) {
            throw notSupported(cast.operand().type(), to);
        }
        RowKernel kernel =
                switch (to.kind()) {
                    case BOOLEAN -> f -> TextCasts.toBoolean(f.texts[0], f.positions, f.count, f.out, onFailure(f, to));
                    case TINYINT, SMALLINT, INTEGER, BIGINT ->
                        f -> TextCasts.toInteger(
                                f.texts[0],
                                layout,
                                ArithmeticBinding.bits(to),
                                f.positions,
                                f.count,
                                f.out,
                                onFailure(f, to));
                    case REAL, DOUBLE ->
                        f -> TextCasts.toFloating(f.texts[0], layout, f.positions, f.count, f.out, onFailure(f, to));
                    case DECIMAL ->
                        f -> TextCasts.toDecimal(f.texts[0], to, layout, f.positions, f.count, f.out, onFailure(f, to));
                    case DATE, TIME, TIMESTAMP ->
                        f -> TextCasts.toTemporal(f.texts[0], to, f.positions, f.count, f.out, onFailure(f, to));
                    default -> throw notSupported(cast.operand().type(), to);
                };
        return row(operand, new RowFunction(kernel, cast.safe()), to, layout);
    }

    private TarnException notSupported(Type from, Type to) {
        return new TarnException(
                ErrorCode.NOT_SUPPORTED,
                cast.position(),
                "a cast from " + from.sqlName() + " to " + to.sqlName() + " is not supported");
    }

    /** Gives a column another type of the same layout. */
    private record RetypeEvaluator(ColumnEvaluator operand, Type type) implements ColumnEvaluator {
        @Override
        public Column evaluate(Batch batch) {
            return operand.evaluate(batch).withType(type);
        }

        @Override
        public void close() {
            operand.close();
        }
    }
}
