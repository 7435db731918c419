package dev.tarn.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.expr.compile.ColumnEvaluator;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.ir.ElementFunction;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Lambda;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of nested values give what plain Java over lists gives, over random columns, encodings and selections. */
@ExtendWith(AllocatorExtension.class)
class NestedFunctionsTest {
    private static final List<Type> ELEMENTS = List.of(
            Type.INTEGER,
            Type.VARCHAR,
            Type.DOUBLE,
            Type.array(Type.INTEGER),
            Type.row(new TypeField("a", Type.INTEGER), new TypeField("b", Type.VARCHAR)),
            Type.array(Type.array(Type.VARCHAR)));

    /** What a function is of an array, another one, an element and a number; none is null. */
    private interface Model {
        Object of(List<?> array, List<?> other, Object element, long number);
    }

    private static final TarnException FAILS =
            new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "no such element");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void arraysAsInJava(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        Type element = random.pick(ELEMENTS);
        Type array = Type.array(element);
        List<Type> types = List.of(array, array, element, Type.BIGINT);
        check(random, allocator, types, ScalarFunction.CARDINALITY, Type.BIGINT, 1, (a, b, x, n) -> (long) a.size());
        check(random, allocator, types, ScalarFunction.CONTAINS, Type.BOOLEAN, 2, (a, b, x, n) -> found(a, x));
        check(random, allocator, types, ScalarFunction.ARRAY_POSITION, Type.BIGINT, 2, (a, b, x, n) -> position(a, x));
        check(random, allocator, types, ScalarFunction.ARRAY_REMOVE, array, 2, (a, b, x, n) -> without(a, x));
        check(
                random,
                allocator,
                types,
                ScalarFunction.ARRAY_DISTINCT,
                array,
                1,
                (a, b, x, n) -> NestedValues.distinct(a));
        check(
                random,
                allocator,
                types,
                ScalarFunction.ARRAY_REVERSE,
                array,
                1,
                (a, b, x, n) -> NestedValues.reversed(a));
        check(random, allocator, types, ScalarFunction.ARRAY_UNION, array, 0, (a, b, x, n) -> {
            List<Object> all = new ArrayList<>(a);
            all.addAll(b);
            return NestedValues.distinct(all);
        });
        check(random, allocator, types, ScalarFunction.ARRAY_INTERSECT, array, 0, (a, b, x, n) -> kept(a, b, true));
        check(random, allocator, types, ScalarFunction.ARRAY_EXCEPT, array, 0, (a, b, x, n) -> kept(a, b, false));
        check(random, allocator, types, ScalarFunction.ARRAY_CONCAT, array, 0, (a, b, x, n) -> {
            List<Object> all = new ArrayList<>(a);
            all.addAll(b);
            return all;
        });
        check(
                random,
                allocator,
                types,
                ScalarFunction.EQUAL,
                Type.BOOLEAN,
                0,
                (a, b, x, n) -> NestedValues.equal(a, b));
        check(random, allocator, types, ScalarFunction.ELEMENT_AT, element, 3, (a, b, x, n) -> {
            if (n == 0) {
                throw FAILS;
            }
            long place = n > 0 ? n - 1 : a.size() + n;
            return place < 0 || place >= a.size() ? null : a.get((int) place);
        });
        check(random, allocator, types, ScalarFunction.SUBSCRIPT, element, 3, (a, b, x, n) -> {
            if (n < 1 || n > a.size()) {
                throw FAILS;
            }
            return a.get((int) n - 1);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void ordersAsInJava(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        Type array = Type.array(random.pick(ELEMENTS));
        List<Type> types = List.of(array, array);
        check(
                random,
                allocator,
                types,
                ScalarFunction.LESS_THAN,
                Type.BOOLEAN,
                0,
                (a, b, x, n) -> sign(NestedValues.order(a, b), -1));
        check(
                random,
                allocator,
                types,
                ScalarFunction.GREATER_THAN_OR_EQUAL,
                Type.BOOLEAN,
                0,
                (a, b, x, n) -> sign(NestedValues.order(a, b), 0, 1));
        check(
                random,
                allocator,
                types,
                ScalarFunction.GREATEST,
                array,
                0,
                (a, b, x, n) -> NestedValues.compare(a, b, true) < 0 ? b : a);
        check(
                random,
                allocator,
                types,
                ScalarFunction.LEAST,
                array,
                0,
                (a, b, x, n) -> NestedValues.compare(a, b, false) > 0 ? b : a);
        check(
                random,
                allocator,
                types,
                keysInOrder(types, ScalarFunction.ORDER_KEY),
                0,
                (a, b, x, n) -> NestedValues.compare(a, b, false) < 0);
        check(
                random,
                allocator,
                types,
                keysInOrder(types, ScalarFunction.ORDER_KEY_UNKNOWNS_FIRST),
                0,
                (a, b, x, n) -> NestedValues.compare(a, b, true) < 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void lambdasAsInJava(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        Type array = Type.array(Type.BIGINT);
        List<Type> types = List.of(array, array, Type.BIGINT);
        Expr a = input(types, 0);
        Expr sum = call(ScalarFunction.ADD, List.of(number(0), number(1)), Type.BIGINT);
        Expr less = call(ScalarFunction.LESS_THAN, List.of(number(1), number(0)), Type.BOOLEAN);
        Lambda plus = lambda(types, 2, sum, Type.BIGINT);
        Lambda lessThan = lambda(types, 2, less, Type.BIGINT);
        check(random, allocator, types, apply(ElementFunction.TRANSFORM, List.of(a), array, plus), 2, (x, b, e, n) -> {
            List<Object> sums = new ArrayList<>();
            x.forEach(each -> sums.add(add(each, n)));
            return sums;
        });
        check(random, allocator, types, apply(ElementFunction.FILTER, List.of(a), array, lessThan), 2, (x, b, e, n) -> {
            List<Object> kept = new ArrayList<>(x);
            kept.removeIf(each -> each == null || (Long) each >= n);
            return kept;
        });
        Expr any = apply(ElementFunction.ANY_MATCH, List.of(a), Type.BOOLEAN, lessThan);
        check(random, allocator, types, any, 2, (x, b, e, n) -> {
            boolean found = x.stream().anyMatch(each -> each != null && (Long) each < n);
            return found ? (Object) true : x.contains(null) ? null : false;
        });
        Lambda both = new Lambda(List.of(), List.of(Type.BIGINT, Type.BIGINT), sum);
        Expr zipped = apply(ElementFunction.ZIP_WITH, List.of(a, input(types, 1)), array, both);
        check(random, allocator, types, zipped, 0, (x, b, e, n) -> {
            List<Object> sums = new ArrayList<>();
            for (int i = 0; i < Math.max(x.size(), b.size()); i++) {
                sums.add(add(i < x.size() ? x.get(i) : null, i < b.size() ? b.get(i) : null));
            }
            return sums;
        });
        // The captured number is added to the first state, the element of each step, and the result.
        Expr step = call(ScalarFunction.ADD, List.of(sum, number(2)), Type.BIGINT);
        Lambda add = lambda(types, 2, step, Type.BIGINT, Type.BIGINT);
        Expr reduced = apply(ElementFunction.REDUCE, List.of(a, input(types, 2)), Type.BIGINT, add, plus);
        check(random, allocator, types, reduced, 2, (x, b, e, n) -> {
            Object state = n;
            for (Object each : x) {
                state = add(add(state, each), n);
            }
            return add(state, n);
        });
    }

    private static Object add(Object a, Object b) {
        return a == null || b == null ? null : (Object) ((Long) a + (Long) b);
    }

    private static Expr number(int column) {
        return new Expr.InputRef(column, Type.BIGINT, Type.BIGINT.defaultLayout());
    }

    private static Lambda lambda(List<Type> types, int captured, Expr body, Type... parameters) {
        return new Lambda(List.of(input(types, captured)), List.of(parameters), body);
    }

    private static Expr apply(ElementFunction function, List<Expr> operands, Type type, Lambda... lambdas) {
        Expr apply = new Expr.Apply(function, operands, List.of(lambdas), type, null);
        if (lambdas[0].captured().isEmpty()) {
            return apply;
        }
        Expr isNull = new Expr.IsNull(lambdas[0].captured().get(0));
        Expr none = new Expr.Literal(null, type, type.defaultLayout());
        return new Expr.Case(List.of(isNull), List.of(none), apply, type, type.defaultLayout());
    }

    private static Boolean sign(Integer order, Integer... wanted) {
        return order == null ? null : List.of(wanted).contains(Integer.signum(order));
    }

    private static Expr keysInOrder(List<Type> types, ScalarFunction function) {
        List<Expr> keys = List.of(
                call(function, List.of(input(types, 0)), Type.VARBINARY),
                call(function, List.of(input(types, 1)), Type.VARBINARY));
        return call(ScalarFunction.LESS_THAN, keys, Type.BOOLEAN);
    }

    private static Expr call(ScalarFunction function, List<Expr> operands, Type result) {
        return new Expr.Call(function, operands, result, result.defaultLayout(), true, null);
    }

    private static Boolean found(List<?> array, Object element) {
        Boolean result = false;
        for (Object each : array) {
            Boolean equal = NestedValues.equal(each, element);
            if (Boolean.TRUE.equals(equal)) {
                return true;
            }
            result = equal == null ? null : result;
        }
        return result;
    }

    private static long position(List<?> array, Object element) {
        for (int i = 0; i < array.size(); i++) {
            if (Boolean.TRUE.equals(NestedValues.equal(array.get(i), element))) {
                return i + 1L;
            }
        }
        return 0;
    }

    private static List<Object> without(List<?> array, Object element) {
        List<Object> rest = new ArrayList<>(array);
        rest.removeIf(each -> Boolean.TRUE.equals(NestedValues.equal(each, element)));
        return rest;
    }

    private static List<Object> kept(List<?> array, List<?> other, boolean present) {
        List<Object> kept = NestedValues.distinct(array);
        kept.removeIf(each -> NestedValues.contains(other, each) != present);
        return kept;
    }

    /**
     * Checks a function.
     *
     * @param second 1 for a function of the array alone, 0 for the other array as a second operand, else its column
     */
    private static void check(
            Randomness random,
            BufferAllocator allocator,
            List<Type> types,
            ScalarFunction function,
            Type result,
            int second,
            Model model) {
        List<Expr> operands = new ArrayList<>();
        operands.add(input(types, 0));
        if (second != 1) {
            operands.add(input(types, second == 0 ? 1 : second));
        }
        check(random, allocator, types, call(function, operands, result), second, model);
    }

    private static void check(
            Randomness random, BufferAllocator allocator, List<Type> types, Expr call, int second, Model model) {
        int rows = random.pick(1, 7, 64);
        List<ColumnAppender> appenders = new ArrayList<>();
        int secondColumn = second == 0 ? 1 : second;
        try (TestColumns columns = new TestColumns(allocator);
                ColumnEvaluator evaluator = ExpressionCompiler.compile(call, new ExpressionContext(allocator, 100))) {
            List<Column> made = new ArrayList<>();
            for (Type type : types) {
                ColumnAppender appender = new ColumnAppender(allocator, type);
                appenders.add(appender);
                made.add(column(random, columns, appender, type, rows));
            }
            Batch batch = new Batch(rows, made, TestColumns.selection(random, rows));
            compare(call, evaluator, batch, model, second == 1 ? 0 : secondColumn);
        } finally {
            appenders.forEach(ColumnAppender::close);
        }
    }

    private static Expr input(List<Type> types, int column) {
        return new Expr.InputRef(column, types.get(column), types.get(column).defaultLayout());
    }

    private static Column column(Randomness random, TestColumns columns, ColumnAppender appender, Type type, int rows) {
        boolean coded = random.chance(0.4);
        int values = coded ? random.between(1, 5) : rows;
        for (int i = 0; i < values; i++) {
            NestedValues.append(appender, NestedValues.random(random, type));
        }
        if (!coded) {
            return appender.column();
        }
        if (random.chance(0.3)) {
            appender.truncate(1);
            return Column.constant(rows, appender.column());
        }
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            codes.add(random.nextInt(values));
        }
        return columns.dictionary(appender.column(), random.nextBoolean() ? 0 : Column.nextDictionaryId(), codes);
    }

    private static void compare(Expr call, ColumnEvaluator evaluator, Batch batch, Model model, int secondColumn) {
        List<Integer> rows = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        boolean fails = false;
        for (int k = 0; k < batch.selectedCount(); k++) {
            int row = batch.selection() == null ? k : batch.selection().positions()[k];
            rows.add(row);
            Object first = NestedValues.read(batch.column(0), row);
            Object second = NestedValues.read(batch.column(secondColumn), row);
            boolean isNull = first == null || second == null;
            try {
                expected.add(
                        isNull
                                ? null
                                : model.of(
                                        (List<?>) first,
                                        secondColumn == 1 ? (List<?>) second : List.of(),
                                        second,
                                        second instanceof Long number ? number : 0));
            } catch (TarnException e) {
                fails = true;
            }
        }
        Column actual;
        try {
            actual = evaluator.evaluate(batch);
        } catch (TarnException e) {
            assertTrue(fails, () -> call + ": " + e.getMessage());
            return;
        }
        assertTrue(!fails, () -> "no error by " + call);
        for (int k = 0; k < rows.size(); k++) {
            Object got = NestedValues.read(actual, rows.get(k));
            Object wanted = expected.get(k);
            int row = rows.get(k);
            assertTrue(
                    NestedValues.same(wanted, got),
                    () -> call + " of " + NestedValues.read(batch.column(0), row) + " and "
                            + NestedValues.read(batch.column(secondColumn), row) + " gives " + got + ", not " + wanted);
        }
        assertEquals(batch.rowCount(), actual.rowCount());
    }
}
