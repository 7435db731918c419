package dev.tarn.expr.compile;

import dev.tarn.expr.bind.CompareBinding;
import dev.tarn.expr.bind.Interval;
import dev.tarn.expr.bind.LiteralValues;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.And;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.InputRef;
import dev.tarn.expr.ir.Expr.IsNull;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.Expr.Not;
import dev.tarn.expr.ir.Expr.Or;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles BOOLEAN expressions to filters. */
final class PredicateCompiler {
    private final ExpressionContext context;

    PredicateCompiler(ExpressionContext context) {
        this.context = context;
    }

    /** Compiles a filter that keeps the rows for which the expression is TRUE, or, if {@code negated}, FALSE. */
    PredicateEvaluator compile(Expr expression, boolean negated) {
        return compile(expression, negated, true);
    }

    /**
     * Compiles a filter.
     *
     * @param byDictionary whether to test entries of a dictionary, where the expression reads one column
     */
    private PredicateEvaluator compile(Expr expression, boolean negated, boolean byDictionary) {
        if (expression instanceof Not not) {
            return compile(not.operand(), !negated, byDictionary);
        }
        if (expression instanceof Literal literal) {
            return new ConstantPredicate(literal.value() != null && isTrue(literal) != negated);
        }
        Set<Integer> columns = byDictionary ? ExprShape.columns(expression) : Set.of();
        if (columns.size() == 1 && !(expression instanceof IsNull) && !(expression instanceof InputRef)) {
            return overDictionary(expression, negated, columns.iterator().next());
        }
        if (expression instanceof And and) {
            return negated ? any(and.operands(), true, byDictionary) : all(and.operands(), false, byDictionary);
        } else if (expression instanceof Or or) {
            return negated ? all(or.operands(), true, byDictionary) : any(or.operands(), false, byDictionary);
        }
        return compileLeaf(expression, negated);
    }

    private static boolean isTrue(Literal literal) {
        return LiteralValues.longValue(literal.value()) == 1;
    }

    private PredicateEvaluator overDictionary(Expr expression, boolean negated, int columnIndex) {
        PredicateEvaluator direct = compile(expression, negated, false);
        PredicateEvaluator overEntries = compile(ExprShape.overFirstColumn(expression), negated, false);
        Boolean nullPasses = ExprShape.isNullOnNull(expression) ? Boolean.FALSE : nullPasses(expression, negated);
        return new DictionaryPredicate(columnIndex, direct, overEntries, nullPasses);
    }

    /** Returns whether the filter keeps a row whose one column is NULL, or null if that fails. */
    private Boolean nullPasses(Expr expression, boolean negated) {
        InputRef input = ExprShape.firstInput(expression);
        Literal nothing = new Literal(null, input.type(), input.layout());
        SelectionVector out = new SelectionVector(1);
        try (PredicateEvaluator filter = compile(ExprShape.overFirstColumn(expression), negated, false);
                LiteralEvaluator value = new LiteralEvaluator(nothing, context.allocator())) {
            Batch empty = Batch.of(1, List.of());
            filter.select(Batch.of(1, List.of(value.evaluate(empty))), out);
            return out.count() == 1;
        } catch (TarnException e) {
            return null;
        }
    }

    private PredicateEvaluator any(List<Expr> operands, boolean negated, boolean byDictionary) {
        List<PredicateEvaluator> parts = new ArrayList<>();
        ExprShape.safeFirst(operands).forEach(operand -> parts.add(compile(operand, negated, byDictionary)));
        return new OrPredicate(parts);
    }

    private PredicateEvaluator all(List<Expr> operands, boolean negated, boolean byDictionary) {
        List<Conjunct> conjuncts = new ArrayList<>();
        ExprShape.safeFirst(operands).forEach(operand -> flatten(operand, negated, conjuncts));
        List<PredicateEvaluator> parts = new ArrayList<>();
        for (Object part : fuse(conjuncts)) {
            if (part instanceof Interval interval) {
                parts.add(compileInterval(interval, byDictionary));
            } else if (part instanceof Conjunct conjunct) {
                parts.add(compile(conjunct.expression(), conjunct.negated(), byDictionary));
            }
        }
        return parts.size() == 1 ? parts.get(0) : new AndPredicate(parts);
    }

    /** One operand of an AND that is to be TRUE, or FALSE if negated. */
    private record Conjunct(Expr expression, boolean negated) {}

    private static void flatten(Expr expression, boolean negated, List<Conjunct> conjuncts) {
        if (expression instanceof Not not) {
            flatten(not.operand(), !negated, conjuncts);
        } else if (expression instanceof And and && !negated) {
            and.operands().forEach(operand -> flatten(operand, false, conjuncts));
        } else if (expression instanceof Or or && negated) {
            or.operands().forEach(operand -> flatten(operand, true, conjuncts));
        } else {
            conjuncts.add(new Conjunct(expression, negated));
        }
    }

    /** Brings the bounds of a column together, where the first of them stands; they cannot fail, so the order is free. */
    private static List<Object> fuse(List<Conjunct> conjuncts) {
        List<Object> parts = new ArrayList<>();
        Map<InputRef, Integer> indexOfColumn = new HashMap<>();
        for (Conjunct conjunct : conjuncts) {
            Interval interval =
                    conjunct.negated() || !(conjunct.expression() instanceof Call call) ? null : Interval.of(call);
            if (interval == null || interval.outside() || !(interval.operand() instanceof InputRef input)) {
                parts.add(conjunct);
                continue;
            }
            Integer index = indexOfColumn.putIfAbsent(input, parts.size());
            if (index == null) {
                parts.add(interval);
            } else {
                parts.set(index, ((Interval) parts.get(index)).intersect(interval));
            }
        }
        return parts;
    }

    private PredicateEvaluator compileInterval(Interval interval, boolean byDictionary) {
        InputRef input = (InputRef) interval.operand();
        PredicateEvaluator direct = interval(interval, false, input);
        if (!byDictionary) {
            return direct;
        }
        InputRef first = new InputRef(0, input.type(), input.layout());
        return new DictionaryPredicate(input.columnIndex(), direct, interval(interval, false, first), Boolean.FALSE);
    }

    private PredicateEvaluator interval(Interval interval, boolean negated, Expr operand) {
        ColumnEvaluator evaluator = ExpressionCompiler.compile(operand, context);
        return RangePredicate.interval(
                evaluator,
                operand.layout(),
                interval.low(),
                interval.high(),
                interval.outside() != negated,
                context.allocator());
    }

    private PredicateEvaluator compileLeaf(Expr expression, boolean negated) {
        if (expression instanceof IsNull isNull) {
            return new NullPredicate(ExpressionCompiler.compile(isNull.operand(), context), !negated);
        }
        if (expression instanceof Call call) {
            Interval interval = Interval.of(call);
            if (interval != null) {
                return interval(interval, negated, interval.operand());
            }
            if (PairPredicate.isPair(call)) {
                List<ColumnEvaluator> sides = ExpressionCompiler.compileAll(call.operands(), context);
                Layout layout = call.operands().get(0).layout();
                return PairPredicate.of(
                        call.function(), sides.get(0), sides.get(1), layout, negated, context.allocator());
            }
        }
        Conditions.Condition condition = Conditions.of(expression);
        if (condition != null) {
            if (negated && condition.nullUnlessTrue()) {
                return new ConstantPredicate(false);
            }
            ColumnEvaluator operand = ExpressionCompiler.compile(condition.operand(), context);
            return condition.predicate().make(operand, negated, context.allocator());
        }
        if (isComparisonWithNull(expression)) {
            return new ConstantPredicate(false);
        }
        return new ColumnPredicate(ExpressionCompiler.compile(expression, context), negated ? 0 : 1);
    }

    private static boolean isComparisonWithNull(Expr expression) {
        return expression instanceof Call call
                && CompareBinding.isComparison(call.function())
                && call.operands().stream()
                        .anyMatch(operand -> operand instanceof Literal literal && literal.value() == null);
    }
}
