package dev.tarn.expr.compile;

import dev.tarn.expr.bind.LiteralValues;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.batch.Batch;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Evaluates expressions that read no column, by the kernels that queries use. */
public final class ConstantEvaluator {
    private ConstantEvaluator() {}

    /**
     * Evaluates an expression without column references.
     *
     * @return its value, of its type and layout
     * @throws dev.tarn.spi.error.TarnException as the expression's functions say; the caller may leave the expression as it
     *     is, so that the error comes up if and when it is evaluated
     */
    public static Literal evaluate(Expr expression) {
        try (BufferAllocator allocator = new RootAllocator();
                ColumnEvaluator evaluator =
                        ExpressionCompiler.compile(expression, new ExpressionContext(allocator, 1))) {
            Object value = LiteralValues.read(evaluator.evaluate(Batch.of(1, List.of())), 0);
            return new Literal(value, expression.type(), expression.layout());
        }
    }
}
