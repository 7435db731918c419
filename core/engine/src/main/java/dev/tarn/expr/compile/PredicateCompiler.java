package dev.tarn.expr.compile;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.And;
import dev.tarn.expr.ir.Expr.Not;
import java.util.ArrayList;
import java.util.List;

/** Compiles BOOLEAN expressions to filters. */
final class PredicateCompiler {
    private final ExpressionContext context;

    PredicateCompiler(ExpressionContext context) {
        this.context = context;
    }

    /** Compiles a filter that keeps the rows for which the expression is TRUE, or, if {@code negated}, FALSE. */
    PredicateEvaluator compile(Expr expression, boolean negated) {
        if (expression instanceof Not not) {
            return compile(not.operand(), !negated);
        }
        if (expression instanceof And and && !negated) {
            List<PredicateEvaluator> parts = new ArrayList<>();
            and.operands().forEach(operand -> parts.add(compile(operand, false)));
            return new AndPredicate(parts);
        }
        return new ColumnPredicate(ExpressionCompiler.compile(expression, context), negated ? 0 : 1);
    }
}
