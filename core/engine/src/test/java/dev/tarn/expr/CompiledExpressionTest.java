package dev.tarn.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tarn.expr.compile.ColumnEvaluator;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.expr.interpret.Interpreter;
import dev.tarn.expr.ir.Expr;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled expressions give what the interpreter gives, over random batches of all encodings, with nulls and selections. */
@ExtendWith(AllocatorExtension.class)
class CompiledExpressionTest {
    private static final int EXPRESSIONS = 60;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void evaluatesAsTheInterpreterDoes(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        RandomExpressions expressions = new RandomExpressions(random);
        for (int i = 0; i < EXPRESSIONS; i++) {
            List<Expr> set = new ArrayList<>();
            for (int k = random.between(1, 3); k > 0; k--) {
                set.add(expressions.of(random.pick(RandomExpressions.COLUMNS), random.between(1, 3)));
            }
            if (random.nextBoolean()) {
                set.add(set.get(0));
            }
            List<ColumnEvaluator> evaluators =
                    ExpressionCompiler.compileAll(set, new ExpressionContext(allocator, 100));
            try {
                for (int b = 0; b < 3; b++) {
                    checkColumns(random, allocator, set, evaluators);
                }
            } finally {
                evaluators.forEach(ColumnEvaluator::close);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void filtersAsTheInterpreterDoes(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        RandomExpressions expressions = new RandomExpressions(random);
        for (int i = 0; i < EXPRESSIONS; i++) {
            Expr condition = expressions.of(Type.BOOLEAN, random.between(1, 3));
            try (PredicateEvaluator filter =
                    ExpressionCompiler.compilePredicate(condition, new ExpressionContext(allocator, 100))) {
                for (int b = 0; b < 3; b++) {
                    checkFilter(random, allocator, condition, filter);
                }
            }
        }
    }

    private static Batch batch(Randomness random, TestColumns columns) {
        int rows = random.pick(1, 7, 64, 130);
        List<Column> made = new ArrayList<>();
        for (int copy = 0; copy < 2; copy++) {
            for (Type type : RandomExpressions.COLUMNS) {
                made.add(columns.random(random, type, type.defaultLayout(), rows));
            }
        }
        return new Batch(rows, made, TestColumns.selection(random, rows));
    }

    private static List<Object> row(Batch batch, int row) {
        List<Object> values = new ArrayList<>();
        batch.columns().forEach(column -> values.add(TestColumns.read(column, row)));
        return values;
    }

    private static int[] rows(Batch batch) {
        int[] rows = new int[batch.selectedCount()];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = batch.selection() == null ? k : batch.selection().positions()[k];
        }
        return rows;
    }

    private static void checkColumns(
            Randomness random, BufferAllocator allocator, List<Expr> set, List<ColumnEvaluator> evaluators) {
        try (TestColumns columns = new TestColumns(allocator)) {
            Batch batch = batch(random, columns);
            int[] rows = rows(batch);
            List<List<Object>> expected = new ArrayList<>();
            Set<ErrorCode> errors = EnumSet.noneOf(ErrorCode.class);
            for (Expr expression : set) {
                List<Object> values = new ArrayList<>();
                expected.add(values);
                for (int row : rows) {
                    try {
                        values.add(Interpreter.evaluate(expression, row(batch, row)));
                    } catch (TarnException e) {
                        errors.add(e.code());
                    }
                }
            }
            List<Column> results = new ArrayList<>();
            try {
                evaluators.forEach(evaluator -> results.add(evaluator.evaluate(batch)));
            } catch (TarnException e) {
                if (!errors.contains(e.code())) {
                    throw new AssertionError(set + " over " + rows.length + " rows", e);
                }
                return;
            }
            assertTrue(errors.isEmpty(), () -> "no error of " + errors + " by " + set);
            for (int i = 0; i < set.size(); i++) {
                for (int k = 0; k < rows.length; k++) {
                    Object actual = TestColumns.read(results.get(i), rows[k]);
                    if (!Objects.equals(expected.get(i).get(k), actual)) {
                        fail(set.get(i) + " of " + row(batch, rows[k]) + " gives " + actual + ", not "
                                + expected.get(i).get(k));
                    }
                }
                assertEquals(set.get(i).layout(), results.get(i).layout());
                assertEquals(batch.rowCount(), results.get(i).rowCount());
            }
        }
    }

    private static void checkFilter(
            Randomness random, BufferAllocator allocator, Expr condition, PredicateEvaluator filter) {
        try (TestColumns columns = new TestColumns(allocator)) {
            Batch batch = batch(random, columns);
            Set<ErrorCode> errors = EnumSet.noneOf(ErrorCode.class);
            List<Integer> expected = new ArrayList<>();
            for (int row : rows(batch)) {
                try {
                    if (Long.valueOf(1).equals(Interpreter.evaluate(condition, row(batch, row)))) {
                        expected.add(row);
                    }
                } catch (TarnException e) {
                    errors.add(e.code());
                }
            }
            boolean inPlace = batch.selection() != null && random.nextBoolean();
            SelectionVector out = inPlace ? batch.selection() : new SelectionVector(0);
            try {
                filter.select(batch, out);
            } catch (TarnException e) {
                if (!errors.contains(e.code())) {
                    throw new AssertionError(condition.toString(), e);
                }
                return;
            }
            if (!errors.isEmpty()) {
                // A filter need not evaluate what cannot change its answer, such as an operand compared with NULL.
                return;
            }
            List<Integer> actual = new ArrayList<>();
            for (int k = 0; k < out.count(); k++) {
                actual.add(out.positions()[k]);
            }
            assertEquals(expected, actual, condition::toString);
        }
    }
}
