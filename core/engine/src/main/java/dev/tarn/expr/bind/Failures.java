package dev.tarn.expr.bind;

import dev.tarn.expr.ir.Expr;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The errors that evaluators raise. */
public final class Failures {
    private Failures() {}

    public static TarnException divisionByZero(InStatement position) {
        return new TarnException(ErrorCode.DIVISION_BY_ZERO, position, "Division by zero");
    }

    /** Says, for example, {@code integer addition overflow: 2147483647 + 1}. */
    public static TarnException overflow(Type type, String operation, String operands, InStatement position) {
        return new TarnException(
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                position,
                type.sqlName() + " " + operation + " overflow: " + operands);
    }

    public static TarnException cannotCast(String value, Type target, InStatement position) {
        return new TarnException(
                ErrorCode.INVALID_CAST_ARGUMENT, position, "Cannot cast " + value + " to " + target.sqlName());
    }

    public static TarnException invalidArgument(String detail, InStatement position) {
        return new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, position, detail);
    }

    /** Says that there is no kernel for the function over operands of these types. */
    public static TarnException notSupported(Expr.Call call) {
        return new TarnException(
                ErrorCode.NOT_SUPPORTED,
                call.position(),
                "the function " + call.function().name().toLowerCase(Locale.ROOT) + "(" + types(call.operands())
                        + ") is not supported");
    }

    private static String types(List<Expr> operands) {
        return operands.stream().map(operand -> operand.type().sqlName()).collect(Collectors.joining(", "));
    }
}
