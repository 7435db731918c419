package dev.tarn.expr.bind;

import dev.tarn.expr.bind.RowFunction.RowKernel;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.TemporalKernels;
import dev.tarn.kernel.TemporalUnits;
import dev.tarn.kernel.TemporalUnits.Unit;
import dev.tarn.kernel.text.LikePattern;
import dev.tarn.kernel.text.RegexFunction;
import dev.tarn.kernel.text.TextKernels;
import dev.tarn.kernel.text.TextReader;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Chooses the kernels of functions that are evaluated row by row: texts, units of time, choices. */
public final class FunctionBinding {
    private FunctionBinding() {}

    /** Returns the function of a call, or null if there is none for its operands. */
    public static RowFunction bind(Call call) {
        int operands = call.operands().size();
        Layout first = operands == 0 ? null : call.operands().get(0).layout();
        boolean isBytes = first == Layout.BYTES;
        ScalarFunction function = call.function();
        if (function.isNested() || operands > 0 && call.operands().get(0).type().isNested()) {
            return NestedBinding.bind(call);
        }
        if (CompareBinding.isComparison(function)) {
            return isBytes ? comparison(function) : null;
        }
        return switch (function) {
            case GREATEST, LEAST -> strict(ChoiceKernels.choose(function == ScalarFunction.GREATEST));
            case DATE_TRUNC, DATE_ADD, DATE_DIFF -> temporal(call);
            case SIGN ->
                call.type().isDecimal() && call.layout() == Layout.LONG ? strict(ChoiceKernels::signOfDecimal) : null;
            default -> isBytes ? text(call) : null;
        };
    }

    /** Returns whether the function sees the padding of CHAR operands. */
    public static boolean wantsPadding(ScalarFunction function) {
        return switch (function) {
            case LIKE,
                    CONCAT,
                    REPLACE,
                    STRPOS,
                    SPLIT_PART,
                    STARTS_WITH,
                    REVERSE,
                    LPAD,
                    RPAD,
                    REGEXP_LIKE,
                    REGEXP_REPLACE,
                    REGEXP_EXTRACT -> true;
            default -> false;
        };
    }

    private static RowFunction strict(RowKernel kernel) {
        return new RowFunction(kernel, false);
    }

    private static RowFunction comparison(ScalarFunction function) {
        int wanted =
                switch (function) {
                    case LESS_THAN -> 1;
                    case EQUAL -> 2;
                    case LESS_THAN_OR_EQUAL -> 3;
                    case GREATER_THAN -> 4;
                    case NOT_EQUAL -> 5;
                    default -> 6;
                };
        return strict(f -> TextKernels.compare(f.texts[0], f.texts[1], wanted, f.positions, f.count, f.out));
    }

    private static RowFunction text(Call call) {
        int operands = call.operands().size();
        return switch (call.function()) {
            case LENGTH -> length(call);
            case LOWER -> strict(f -> TextKernels.mapCase(f.texts[0], false, f.positions, f.count, f.textOut));
            case UPPER -> strict(f -> TextKernels.mapCase(f.texts[0], true, f.positions, f.count, f.textOut));
            case SUBSTRING ->
                strict(f -> TextKernels.substring(
                        f.texts[0], f.columns[1], operands > 2 ? f.columns[2] : null, f.positions, f.count, f.textOut));
            case TRIM -> trim(true, true, operands);
            case LTRIM -> trim(true, false, operands);
            case RTRIM -> trim(false, true, operands);
            case CONCAT -> strict(f -> TextKernels.concat(f.texts, f.positions, f.count, f.textOut));
            case REPLACE ->
                strict(f -> TextKernels.replace(
                        f.texts[0], f.texts[1], operands > 2 ? f.texts[2] : null, f.positions, f.count, f.textOut));
            case STRPOS -> strict(f -> TextKernels.position(f.texts[0], f.texts[1], f.positions, f.count, f.out));
            case STARTS_WITH ->
                strict(f -> TextKernels.startsWith(f.texts[0], f.texts[1], f.positions, f.count, f.out));
            case SPLIT_PART ->
                new RowFunction(
                        f -> TextKernels.splitPart(
                                f.texts[0], f.texts[1], f.columns[2], f.positions, f.count, f.textOut, f.validity),
                        true);
            case REVERSE -> strict(f -> TextKernels.reverse(f.texts[0], f.positions, f.count, f.textOut));
            case LPAD -> pad(true, operands);
            case RPAD -> pad(false, operands);
            case LIKE -> strict(FunctionBinding::likeByRow);
            default -> regex(call);
        };
    }

    private static RowFunction length(Call call) {
        Expr text = call.operands().get(0);
        return switch (text.type().kind()) {
            case CHAR -> strict(f -> fillLongs(f, text.type().precision()));
            case VARBINARY -> strict(f -> TextKernels.byteLength(f.texts[0], f.positions, f.count, f.out));
            default -> strict(f -> TextKernels.length(f.texts[0], f.positions, f.count, f.out));
        };
    }

    private static void fillLongs(RowFrame frame, long value) {
        for (int k = 0; k < frame.count; k++) {
            int row = frame.positions == null ? k : frame.positions[k];
            RawMemory.putLong(frame.out + ((long) row << 3), value);
        }
    }

    private static RowFunction trim(boolean leading, boolean trailing, int operands) {
        return operands == 1
                ? strict(f -> TextKernels.trim(f.texts[0], leading, trailing, f.positions, f.count, f.textOut))
                : strict(f -> TextKernels.trimCharacters(
                        f.texts[0], f.texts[1], leading, trailing, f.positions, f.count, f.textOut));
    }

    private static RowFunction pad(boolean left, int operands) {
        return strict(f -> TextKernels.pad(
                f.texts[0], f.columns[1], operands > 2 ? f.texts[2] : null, left, f.positions, f.count, f.textOut));
    }

    private static RowFunction regex(Call call) {
        RegexFunction regex = new RegexFunction();
        int operands = call.operands().size();
        return switch (call.function()) {
            case REGEXP_LIKE ->
                strict(f -> regex.like(f.texts[0], f.texts[1], f.isConstant(1), f.positions, f.count, f.out));
            case REGEXP_EXTRACT ->
                new RowFunction(
                        f -> regex.extract(
                                f.texts[0],
                                f.texts[1],
                                operands > 2 ? f.columns[2] : null,
                                f.isConstant(1),
                                f.positions,
                                f.count,
                                f.textOut,
                                f.validity),
                        true);
            case REGEXP_REPLACE ->
                strict(f -> regex.replace(
                        f.texts[0],
                        f.texts[1],
                        operands > 2 ? f.texts[2] : null,
                        f.isConstant(1),
                        f.positions,
                        f.count,
                        f.textOut));
            default -> null;
        };
    }

    /** LIKE with a pattern that differs from row to row. */
    private static void likeByRow(RowFrame frame) {
        String lastPattern = null;
        LikePattern parsed = null;
        for (int k = 0; k < frame.count; k++) {
            int row = frame.positions == null ? k : frame.positions[k];
            String escape = frame.texts.length > 2 ? frame.texts[2].string(row) : null;
            String pattern = frame.texts[1].string(row);
            String key = escape + "\0" + pattern;
            if (!key.equals(lastPattern)) {
                parsed = LikePattern.parse(pattern, escape);
                lastPattern = key;
            }
            TextReader text = frame.texts[0];
            boolean matches = parsed.matches(text.address(row), text.length(row));
            RawMemory.putByte(frame.out + row, (byte) (matches ? 1 : 0));
        }
    }

    private static RowFunction temporal(Call call) {
        Expr value = call.operands().get(call.operands().size() - 1);
        Unit unit = unit(call, value.type().kind());
        long modulus = value.type().kind() == TypeKind.TIME ? TemporalKernels.MICROS_OF_DAY : 0;
        return switch (call.function()) {
            case DATE_TRUNC -> strict(f -> TemporalUnits.truncate(unit, f.columns[1], f.positions, f.count, f.out));
            case DATE_ADD ->
                strict(f -> {
                    try {
                        TemporalUnits.add(unit, f.columns[1], f.columns[2], modulus, f.positions, f.count, f.out);
                    } catch (ArithmeticException e) {
                        throw new TarnException(
                                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, value.type() + " out of range", e);
                    }
                });
            default ->
                strict(f -> TemporalUnits.difference(unit, f.columns[1], f.columns[2], f.positions, f.count, f.out));
        };
    }

    private static Unit unit(Call call, TypeKind kind) {
        if (!(call.operands().get(0) instanceof Literal literal) || literal.value() == null) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    call.position(),
                    "the unit of " + call.function().name().toLowerCase(Locale.ROOT) + " must be a literal");
        }
        String name = new String(((ByteText) literal.value()).bytes(), StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.name().equals(name))
                .filter(unit -> kind != TypeKind.DATE || unit.isOfDate())
                .filter(unit -> kind != TypeKind.TIME || !unit.isOfDate())
                .findFirst()
                .orElseThrow(() -> Failures.invalidArgument(
                        "'" + name.toLowerCase(Locale.ROOT) + "' is not a valid "
                                + kind.name().toLowerCase(Locale.ROOT) + " field",
                        call.position()));
    }
}
