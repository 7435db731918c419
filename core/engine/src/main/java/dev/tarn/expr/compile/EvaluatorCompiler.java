package dev.tarn.expr.compile;

import dev.tarn.expr.compile.SharedEvaluator.Frame;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.InputRef;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.type.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/** Compiles expressions to column evaluators, and finds what the expressions of a set share. */
final class EvaluatorCompiler {
    private final ExpressionContext context;
    private final BufferAllocator allocator;
    private final Frame frame = new Frame();
    private final Map<Expr, Integer> uses = new HashMap<>();
    private final Map<Expr, SharedEvaluator> shared = new LinkedHashMap<>();

    EvaluatorCompiler(ExpressionContext context) {
        this.context = context;
        this.allocator = context.allocator();
    }

    static List<ColumnEvaluator> compileAll(List<Expr> expressions, ExpressionContext context) {
        EvaluatorCompiler compiler = new EvaluatorCompiler(context);
        expressions.forEach(compiler::countUses);
        List<ColumnEvaluator> roots = new ArrayList<>(expressions.size());
        for (Expr expression : expressions) {
            roots.add(new SharedEvaluator.Root(compiler.compile(expression), compiler.frame, compiler.shared.values()));
        }
        return roots;
    }

    /** Counts how often each expression is evaluated for all rows of a batch. */
    private void countUses(Expr expression) {
        if (expression instanceof InputRef || expression instanceof Literal) {
            return;
        }
        if (uses.merge(expression, 1, Integer::sum) == 1) {
            ExprShape.eagerOperands(expression).forEach(this::countUses);
        }
    }

    /** Compiles an expression; where it is evaluated for all rows anyway, whoever needs it again shares it. */
    ColumnEvaluator compile(Expr expression) {
        if (!uses.containsKey(expression)) {
            return compileNew(expression);
        }
        SharedEvaluator evaluator = shared.get(expression);
        if (evaluator == null) {
            evaluator = new SharedEvaluator(compileNew(expression), frame);
            shared.put(expression, evaluator);
        }
        return evaluator;
    }

    private ColumnEvaluator compileNew(Expr expression) {
        if (expression instanceof InputRef input) {
            return new InputEvaluator(input.columnIndex(), input.layout());
        } else if (expression instanceof Literal literal) {
            return new LiteralEvaluator(literal, allocator);
        }
        return compileOperation(expression);
    }

    private ColumnEvaluator compileOperation(Expr expression) {
        if (expression instanceof Call call) {
            return compileCall(call);
        }
        throw new dev.tarn.spi.error.TarnException(
                dev.tarn.spi.error.ErrorCode.NOT_SUPPORTED, expression.position(), expression.toString());
    }

    private ColumnEvaluator compileCall(Call call) {
        DenseKernel kernel = denseKernel(call);
        if (kernel != null) {
            return new DenseEvaluator(
                    operands(call.operands()),
                    call.operands().stream().map(Expr::layout).toList(),
                    kernel,
                    call.type(),
                    call.layout(),
                    allocator);
        }
        throw Failures.notSupported(call);
    }

    private static DenseKernel denseKernel(Call call) {
        Layout layout = call.operands().get(0).layout();
        if (CompareBinding.isComparison(call.function())) {
            return layout == Layout.BYTES ? null : CompareBinding.bind(call.function(), layout);
        }
        return switch (call.function()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULUS, NEGATE, ABS, SIGN -> ArithmeticBinding.bind(call);
            default -> null;
        };
    }

    List<ColumnEvaluator> operands(List<Expr> operands) {
        return operands.stream().map(this::compile).toList();
    }
}
