package dev.tarn.expr.compile;

import dev.tarn.expr.bind.ArithmeticBinding;
import dev.tarn.expr.bind.CompareBinding;
import dev.tarn.expr.bind.DenseKernel;
import dev.tarn.expr.bind.Failures;
import dev.tarn.expr.bind.FunctionBinding;
import dev.tarn.expr.bind.MathBinding;
import dev.tarn.expr.bind.RowFunction;
import dev.tarn.expr.bind.TemporalBinding;
import dev.tarn.expr.bind.TextPadding;
import dev.tarn.expr.compile.Conditions.Condition;
import dev.tarn.expr.compile.FlagEvaluator.Held;
import dev.tarn.expr.compile.SharedEvaluator.Frame;
import dev.tarn.expr.ir.ElementFunction;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.And;
import dev.tarn.expr.ir.Expr.Apply;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Case;
import dev.tarn.expr.ir.Expr.Cast;
import dev.tarn.expr.ir.Expr.Coalesce;
import dev.tarn.expr.ir.Expr.In;
import dev.tarn.expr.ir.Expr.InputRef;
import dev.tarn.expr.ir.Expr.IsNull;
import dev.tarn.expr.ir.Expr.Lambda;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.Expr.Not;
import dev.tarn.expr.ir.Expr.Or;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.BooleanKernels;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;

/** Compiles expressions to column evaluators, and finds what the expressions of a set share. */
final class EvaluatorCompiler {
    private final ExpressionContext context;
    private final BufferAllocator allocator;
    private final Frame frame = new Frame();
    private final Map<Expr, Integer> uses = new HashMap<>();
    private final Map<Expr, SharedEvaluator> shared = new LinkedHashMap<>();
    private boolean byDictionary = true;

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
        Set<Integer> columns = byDictionary ? ExprShape.columns(expression) : Set.of();
        return columns.size() == 1
                ? overDictionary(expression, columns.iterator().next())
                : compileOperation(expression);
    }

    private ColumnEvaluator overDictionary(Expr expression, int columnIndex) {
        byDictionary = false;
        ColumnEvaluator direct = compileOperation(expression);
        byDictionary = true;
        EvaluatorCompiler inner = new EvaluatorCompiler(context);
        inner.byDictionary = false;
        return new DictionaryEvaluator(
                columnIndex,
                direct,
                inner.compile(ExprShape.overFirstColumn(expression)),
                ExprShape.isNullOnNull(expression),
                expression.type(),
                expression.layout(),
                allocator);
    }

    private ColumnEvaluator compileOperation(Expr expression) {
        if (expression instanceof Call call) {
            return compileCall(call);
        } else if (expression instanceof And and) {
            return new LogicalEvaluator(operands(ExprShape.safeFirst(and.operands())), true, allocator);
        } else if (expression instanceof Or or) {
            return new LogicalEvaluator(operands(ExprShape.safeFirst(or.operands())), false, allocator);
        } else if (expression instanceof Not not) {
            return dense(expression, List.of(not.operand()), DenseKernel.safeUnary(BooleanKernels::not));
        } else if (expression instanceof IsNull isNull) {
            return new IsNullEvaluator(compile(isNull.operand()), allocator);
        } else if (expression instanceof In in) {
            return compileIn(in);
        } else if (expression instanceof Case choice) {
            return compileCase(choice);
        } else if (expression instanceof Coalesce coalesce) {
            return new CoalesceEvaluator(operands(coalesce.operands()), coalesce.type(), coalesce.layout(), allocator);
        } else if (expression instanceof Apply apply) {
            return compileApply(apply);
        }
        Cast cast = (Cast) expression;
        return new CastCompiler(cast, allocator).compile(compile(cast.operand()));
    }

    private ColumnEvaluator compileIn(In in) {
        Condition condition = Conditions.of(in);
        if (condition != null) {
            return flags(condition);
        }
        List<Expr> comparisons = new ArrayList<>();
        for (Literal literal : in.literals()) {
            comparisons.add(new Call(
                    ScalarFunction.EQUAL, List.of(in.value(), literal), Type.BOOLEAN, Layout.BYTE, true, null));
        }
        return comparisons.size() == 1 ? compile(comparisons.get(0)) : compileOperation(new Or(comparisons));
    }

    private ColumnEvaluator compileCase(Case choice) {
        PredicateCompiler predicates = new PredicateCompiler(context);
        List<PredicateEvaluator> conditions = new ArrayList<>();
        choice.conditions().forEach(condition -> conditions.add(predicates.compile(condition, false)));
        List<ColumnEvaluator> results = new ArrayList<>(operands(choice.results()));
        results.add(compile(choice.otherwise()));
        return new CaseEvaluator(conditions, results, choice.type(), choice.layout(), allocator);
    }

    private ColumnEvaluator flags(Condition condition) {
        Held held = new Held();
        return new FlagEvaluator(
                compile(condition.operand()),
                held,
                condition.predicate().make(held, false, allocator),
                condition.nullUnlessTrue(),
                allocator);
    }

    private ColumnEvaluator dense(Expr expression, List<Expr> operands, DenseKernel kernel) {
        return new DenseEvaluator(
                operands(operands),
                operands.stream().map(Expr::layout).toList(),
                kernel,
                expression.type(),
                expression.layout(),
                allocator);
    }

    private ColumnEvaluator compileApply(Apply apply) {
        List<ColumnEvaluator> operands = operands(apply.operands());
        List<LambdaEvaluator> lambdas = new ArrayList<>();
        for (Lambda lambda : apply.lambdas()) {
            lambdas.add(new LambdaEvaluator(lambda, operands(lambda.captured()), context));
        }
        return apply.function() == ElementFunction.REDUCE
                ? new ReduceEvaluator(apply, operands, lambdas.get(0), lambdas.get(1), allocator)
                : new ElementsEvaluator(apply, operands, lambdas.get(0), context);
    }

    private ColumnEvaluator compileCall(Call call) {
        if (call.function() == ScalarFunction.TRY) {
            return compileTry(call.operands().get(0));
        }
        DenseKernel kernel = denseKernel(call);
        if (kernel != null) {
            return dense(call, call.operands(), kernel);
        }
        if (call.function() == ScalarFunction.IS_DISTINCT_FROM
                && !call.operands().get(0).type().isNested()) {
            return new DistinctEvaluator(
                    compile(call.operands().get(0)), compile(call.operands().get(1)), allocator);
        }
        Condition condition = Conditions.of(call);
        if (condition != null) {
            return flags(condition);
        }
        RowFunction function = FunctionBinding.bind(call);
        if (function == null) {
            throw Failures.notSupported(call);
        }
        List<Expr> operands = FunctionBinding.wantsPadding(call.function())
                ? call.operands().stream().map(TextPadding::padded).toList()
                : call.operands();
        return new RowEvaluator(operands(operands), function, call.type(), call.layout(), call.position(), allocator);
    }

    private ColumnEvaluator compileTry(Expr tried) {
        if (tried instanceof Cast cast
                && !cast.operand().type().isNested()
                && !cast.type().isNested()
                && !ExprShape.canFail(cast.operand())) {
            return compileOperation(
                    new Cast(cast.operand(), cast.type(), cast.layout(), true, cast.checked(), cast.position()));
        }
        return new TryEvaluator(tried, context);
    }

    private static DenseKernel denseKernel(Call call) {
        if (call.function().isNested()) {
            return null;
        }
        Layout layout = call.operands().get(0).layout();
        if (CompareBinding.isComparison(call.function())) {
            return layout == Layout.BYTES ? null : CompareBinding.bind(call.function(), layout);
        }
        DenseKernel kernel = TemporalBinding.bind(call);
        if (kernel == null) {
            kernel = MathBinding.bind(call);
        }
        return kernel == null ? ArithmeticBinding.bind(call) : kernel;
    }

    List<ColumnEvaluator> operands(List<Expr> operands) {
        return operands.stream().map(this::compile).toList();
    }
}
