package dev.tarn.expr.compile;

import dev.tarn.expr.ir.Expr;
import java.util.List;

/**
 * Turns expressions into evaluators: the way in to this package.
 *
 * <p>An evaluator belongs to one thread; expressions are immutable and may be compiled for each thread anew, which is
 * cheap. Compiling fails with NOT_SUPPORTED where there is no kernel for a function's operand types.
 */
public final class ExpressionCompiler {
    private ExpressionCompiler() {}

    /** Compiles one expression. */
    public static ColumnEvaluator compile(Expr expression, ExpressionContext context) {
        return compileAll(List.of(expression), context).get(0);
    }

    /**
     * Compiles several expressions over the same batches, so that what they have in common is evaluated once a batch.
     *
     * <p>Each evaluator is called at most once a batch, in any order. Calling one of them with a new batch ends the
     * validity of the columns that all of them returned for the batch before. Each is to be closed.
     *
     * @return an evaluator for each expression
     */
    public static List<ColumnEvaluator> compileAll(List<Expr> expressions, ExpressionContext context) {
        return EvaluatorCompiler.compileAll(expressions, context);
    }

    /** Compiles a BOOLEAN expression as a filter, which keeps the rows for which it is TRUE. */
    public static PredicateEvaluator compilePredicate(Expr expression, ExpressionContext context) {
        return new PredicateCompiler(context).compile(expression, false);
    }
}
