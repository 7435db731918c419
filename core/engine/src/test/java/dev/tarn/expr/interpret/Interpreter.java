package dev.tarn.expr.interpret;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.And;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Case;
import dev.tarn.expr.ir.Expr.Cast;
import dev.tarn.expr.ir.Expr.Coalesce;
import dev.tarn.expr.ir.Expr.In;
import dev.tarn.expr.ir.Expr.InputRef;
import dev.tarn.expr.ir.Expr.IsNull;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.Expr.Not;
import dev.tarn.expr.ir.Expr.Or;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.error.TarnException;
import java.util.List;

/**
 * Evaluates an expression for one row. Values are as in {@link dev.tarn.spi.predicate.Domain}: Long, BigInteger, Double,
 * ByteText, or null.
 */
public final class Interpreter {
    private Interpreter() {}

    /** Returns the expression's value for a row, by its columns. */
    public static Object evaluate(Expr expression, List<Object> row) {
        if (expression instanceof InputRef input) {
            return row.get(input.columnIndex());
        } else if (expression instanceof Literal literal) {
            return literal.value();
        } else if (expression instanceof And and) {
            return logic(and.operands(), row, 0L);
        } else if (expression instanceof Or or) {
            return logic(or.operands(), row, 1L);
        } else if (expression instanceof Not not) {
            Object value = evaluate(not.operand(), row);
            return value == null ? null : 1 - (Long) value;
        } else if (expression instanceof IsNull isNull) {
            return evaluate(isNull.operand(), row) == null ? 1L : 0L;
        } else if (expression instanceof In in) {
            return in(in, row);
        } else if (expression instanceof Case choice) {
            for (int i = 0; i < choice.conditions().size(); i++) {
                if (Long.valueOf(1).equals(evaluate(choice.conditions().get(i), row))) {
                    return evaluate(choice.results().get(i), row);
                }
            }
            return evaluate(choice.otherwise(), row);
        } else if (expression instanceof Coalesce coalesce) {
            for (Expr operand : coalesce.operands()) {
                Object value = evaluate(operand, row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        } else if (expression instanceof Cast cast) {
            return cast(cast, row);
        }
        return call((Call) expression, row);
    }

    private static Object logic(List<Expr> operands, List<Object> row, Long settling) {
        boolean sawNull = false;
        for (Expr operand : ExprShape.safeFirst(operands)) {
            Object value = evaluate(operand, row);
            if (settling.equals(value)) {
                return settling;
            }
            sawNull |= value == null;
        }
        return sawNull ? null : (Object) (1 - settling);
    }

    private static Object in(In in, List<Object> row) {
        Object value = evaluate(in.value(), row);
        if (value == null) {
            return null;
        }
        boolean sawNull = false;
        for (Literal literal : in.literals()) {
            if (literal.value() == null) {
                sawNull = true;
            } else if (OracleFunctions.compare(value, literal.value(), ScalarFunction.EQUAL)) {
                return 1L;
            }
        }
        return sawNull ? null : (Object) 0L;
    }

    private static Object cast(Cast cast, List<Object> row) {
        Object value = evaluate(cast.operand(), row);
        if (value == null) {
            return null;
        }
        try {
            return OracleCasts.cast(value, cast.operand().type(), cast.type());
        } catch (TarnException e) {
            if (cast.safe()) {
                return null;
            }
            throw e;
        }
    }

    private static Object call(Call call, List<Object> row) {
        List<Object> operands = new java.util.ArrayList<>(call.operands().size());
        call.operands().forEach(operand -> operands.add(evaluate(operand, row)));
        if (call.function() == ScalarFunction.IS_DISTINCT_FROM) {
            Object a = operands.get(0);
            Object b = operands.get(1);
            if (a == null || b == null) {
                return a == b ? 0L : 1L;
            }
            boolean bothNan = Double.valueOf(Double.NaN).equals(a) && a.equals(b);
            return bothNan || OracleFunctions.compare(a, b, ScalarFunction.EQUAL) ? 0L : 1L;
        }
        return operands.contains(null) ? null : OracleFunctions.call(call, operands);
    }
}
