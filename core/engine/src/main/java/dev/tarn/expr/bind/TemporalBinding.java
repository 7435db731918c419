package dev.tarn.expr.bind;

import dev.tarn.expr.bind.DenseKernel.RowCheck;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.LongArithmetic;
import dev.tarn.kernel.TemporalKernels;
import dev.tarn.kernel.TemporalKernels.Field;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.TypeKind;

/** Chooses the loops of fields and arithmetic of dates and times. */
public final class TemporalBinding {
    private TemporalBinding() {}

    /** Returns the kernel of a call, or null if there is none for its operands. */
    public static DenseKernel bind(Call call) {
        return switch (call.function()) {
            case YEAR -> field(call, Field.YEAR);
            case QUARTER -> field(call, Field.QUARTER);
            case MONTH -> field(call, Field.MONTH);
            case WEEK -> field(call, Field.WEEK);
            case DAY_OF_MONTH -> field(call, Field.DAY_OF_MONTH);
            case DAY_OF_WEEK -> field(call, Field.DAY_OF_WEEK);
            case DAY_OF_YEAR -> field(call, Field.DAY_OF_YEAR);
            case YEAR_OF_WEEK -> field(call, Field.YEAR_OF_WEEK);
            case HOUR -> time(call, 3_600_000_000L, 24);
            case MINUTE -> time(call, 60_000_000, 60);
            case SECOND -> time(call, 1_000_000, 60);
            case MILLISECOND -> time(call, 1_000, 1_000);
            case ADD_MONTHS -> addMonths(call);
            case ADD_MICROSECONDS -> addMicroseconds(call);
            case SUBTRACT -> subtract(call);
            default -> null;
        };
    }

    private static DenseKernel field(Call call, Field field) {
        if (call.layout() != Layout.LONG) {
            return null;
        }
        return switch (kind(call)) {
            case DATE ->
                field == Field.YEAR
                        ? DenseKernel.safeUnary(TemporalKernels::yearOfDays)
                        : DenseKernel.safeUnary((in, out, n) -> TemporalKernels.fieldOfDays(field, in, out, n));
            case TIMESTAMP ->
                DenseKernel.safeUnary((in, out, n) -> TemporalKernels.dateFieldOfMicros(field, in, out, n));
            default -> null;
        };
    }

    private static DenseKernel time(Call call, long unit, long modulus) {
        boolean hasTime = kind(call) == TypeKind.TIMESTAMP || kind(call) == TypeKind.TIME;
        return hasTime && call.layout() == Layout.LONG
                ? DenseKernel.safeUnary((in, out, n) -> TemporalKernels.timeFieldOfMicros(unit, modulus, in, out, n))
                : null;
    }

    private static TypeKind kind(Call call) {
        return call.operands().get(0).type().kind();
    }

    private static DenseKernel addMonths(Call call) {
        return switch (kind(call)) {
            case DATE -> DenseKernel.strided(4, 4, TemporalKernels::addMonthsToDays, dateCheck(call));
            case TIMESTAMP -> DenseKernel.safeStrided(8, 4, TemporalKernels::addMonthsToMicros);
            default -> null;
        };
    }

    private static DenseKernel addMicroseconds(Call call) {
        return switch (kind(call)) {
            case DATE -> DenseKernel.strided(4, 8, TemporalKernels::addMicrosToDays, dateCheck(call));
            case TIMESTAMP ->
                new DenseKernel(
                        LongArithmetic::addChecked,
                        LongArithmetic::addConstantChecked,
                        (a, b, out, n) -> LongArithmetic.addConstantChecked(b, a, out, n),
                        (left, right, row) -> {
                            long a = left.longAt(row);
                            long b = right.longAt(row);
                            if (((a ^ (a + b)) & (b ^ (a + b))) < 0) {
                                throw outOfRange(call);
                            }
                        });
            case TIME ->
                DenseKernel.safe(
                        (a, b, out, n) -> {
                            LongArithmetic.add(a, b, out, n);
                            TemporalKernels.microsToTimeOfDay(out, out, n);
                        },
                        (a, b, out, n) -> {
                            LongArithmetic.addConstant(a, b, out, n);
                            TemporalKernels.microsToTimeOfDay(out, out, n);
                        },
                        (a, b, out, n) -> {
                            LongArithmetic.addConstant(b, a, out, n);
                            TemporalKernels.microsToTimeOfDay(out, out, n);
                        });
            default -> null;
        };
    }

    private static RowCheck dateCheck(Call call) {
        boolean months = call.function() == ScalarFunction.ADD_MONTHS;
        return (left, right, row) -> {
            long moved = months
                    ? dev.tarn.kernel.CivilDate.addMonths(left.longAt(row), right.longAt(row))
                    : left.longAt(row) + right.longAt(row) / TemporalKernels.MICROS_OF_DAY;
            if (moved != (int) moved) {
                throw outOfRange(call);
            }
        };
    }

    private static TarnException outOfRange(Call call) {
        return new TarnException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, call.position(), call.type() + " out of range");
    }

    /** The difference of two dates or timestamps as an interval. */
    private static DenseKernel subtract(Call call) {
        if (call.type().kind() != TypeKind.INTERVAL_DAY_SECOND
                || call.operands().size() != 2) {
            return null;
        }
        return kind(call) == TypeKind.DATE && call.operands().get(1).type().kind() == TypeKind.DATE
                ? DenseKernel.safeStrided(4, 4, TemporalKernels::subtractDays)
                : null;
    }
}
