package dev.tarn.exec.operator.aggregate;

import static dev.tarn.exec.testing.TestQuery.pipeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.exec.pipeline.Pipeline;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.testing.CollectingSink;
import dev.tarn.exec.testing.RowsSource;
import dev.tarn.exec.testing.TestColumns;
import dev.tarn.exec.testing.TestQuery;
import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares hash aggregates with {@link NaiveAggregate}. */
@ExtendWith(AllocatorExtension.class)
class HashAggregateTest {
    private static final AggregateFunction[] SCALAR_FUNCTIONS = java.util.Arrays.stream(AggregateFunction.values())
            .filter(function -> function != AggregateFunction.ARRAY_AGG && function != AggregateFunction.MAP_AGG)
            .toArray(AggregateFunction[]::new);

    private static final List<Type> KEY_TYPES = List.of(
            Type.BOOLEAN,
            Type.INTEGER,
            Type.BIGINT,
            Type.DATE,
            Type.decimal(12, 2),
            Type.decimal(38, 5),
            Type.REAL,
            Type.DOUBLE,
            Type.VARCHAR,
            Type.VARCHAR);
    private static final List<ColumnShape> ARGUMENTS = List.of(
            ColumnShape.of(Type.BIGINT),
            ColumnShape.of(Type.INTEGER),
            ColumnShape.of(Type.decimal(12, 2)),
            ColumnShape.of(Type.decimal(38, 4)),
            ColumnShape.of(Type.DOUBLE),
            ColumnShape.of(Type.VARCHAR),
            ColumnShape.of(Type.BOOLEAN));
    private static final int BOOLEAN_ARGUMENT = 6;
    private static final long MEMORY = 1L << 30;

    private BufferAllocator allocator;

    @BeforeEach
    void setUp(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void groupsAsJavaDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 12; round++) {
            List<ColumnShape> shapes = new ArrayList<>();
            int keyCount = random.nextInt(4);
            for (int i = 0; i < keyCount; i++) {
                shapes.add(ColumnShape.of(random.pick(KEY_TYPES)));
            }
            shapes.addAll(ARGUMENTS);
            List<AggregateCall> calls = new ArrayList<>();
            int callCount = keyCount == 0 ? random.between(1, 6) : random.nextInt(7);
            for (int i = 0; i < callCount; i++) {
                calls.add(randomCall(random, shapes, keyCount));
            }
            List<Integer> keys = new ArrayList<>();
            for (int i = 0; i < keyCount; i++) {
                keys.add(i);
            }
            AggregateSpec spec = new AggregateSpec(shapes, keys, calls);
            List<List<Object>> rows = randomRows(random, shapes, keyCount, random.pick(0, 1, 20, 1000, 10_000));
            List<List<Object>> groups = run(random, spec, rows, MEMORY);
            new NaiveAggregate(spec, rows).check(groups);
        }
    }

    private static AggregateCall randomCall(Randomness random, List<ColumnShape> shapes, int keyCount) {
        AggregateFunction function = random.pick(SCALAR_FUNCTIONS);
        int filter = random.chance(0.3) ? keyCount + BOOLEAN_ARGUMENT : AggregateCall.NO_FILTER;
        int any = keyCount + random.nextInt(ARGUMENTS.size());
        int number = keyCount + random.nextInt(5);
        int plainNumber = keyCount + random.pick(0, 1, 4);
        int flag = keyCount + BOOLEAN_ARGUMENT;
        return switch (function) {
            case ARRAY_AGG, MAP_AGG -> throw new IllegalArgumentException(function + " collects values");
            case COUNT_ALL -> call(function, List.of(), filter, Type.BIGINT);
            case COUNT -> call(function, List.of(any), filter, Type.BIGINT);
            case COUNT_IF -> call(function, List.of(flag), filter, Type.BIGINT);
            case SUM ->
                switch (number - keyCount) {
                    case 0, 1 ->
                        new AggregateCall(
                                function, List.of(number), filter, Type.BIGINT, Layout.LONG, random.nextBoolean());
                    case 2 ->
                        new AggregateCall(
                                function,
                                List.of(number),
                                filter,
                                Type.decimal(38, 2),
                                random.pick(Layout.LONG, Layout.INT128),
                                random.nextBoolean());
                    case 3 -> call(function, List.of(number), filter, Type.decimal(38, 4));
                    default -> call(function, List.of(number), filter, Type.DOUBLE);
                };
            case AVG ->
                switch (number - keyCount) {
                    case 2, 3 ->
                        call(
                                function,
                                List.of(number),
                                filter,
                                shapes.get(number).type());
                    default -> call(function, List.of(number), filter, Type.DOUBLE);
                };
            case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP ->
                call(function, List.of(keyCount + random.nextInt(2)), filter, Type.DOUBLE);
            case MIN, MAX, ANY_VALUE ->
                call(function, List.of(any), filter, shapes.get(any).type());
            case MIN_BY, MAX_BY ->
                call(
                        function,
                        List.of(any, keyCount + random.nextInt(ARGUMENTS.size())),
                        filter,
                        shapes.get(any).type());
            case BOOL_AND, BOOL_OR -> call(function, List.of(flag), filter, Type.BOOLEAN);
            case SINGLE_VALUE ->
                call(
                        AggregateFunction.MAX,
                        List.of(plainNumber),
                        filter,
                        shapes.get(plainNumber).type());
        };
    }

    private static AggregateCall call(AggregateFunction function, List<Integer> arguments, int filter, Type type) {
        return new AggregateCall(function, arguments, filter, type, type.defaultLayout(), true);
    }

    private static List<List<Object>> randomRows(Randomness random, List<ColumnShape> shapes, int keyCount, int count) {
        List<List<Object>> columns = new ArrayList<>();
        int kind = random.nextInt(3);
        for (int c = 0; c < shapes.size(); c++) {
            ColumnShape shape = shapes.get(c);
            List<Object> values = TestColumns.randomValues(random, shape, count);
            boolean small = c < keyCount ? kind > 0 : c != keyCount + 5 && c != keyCount + 6;
            if (small && shape.layout() != Layout.BYTES && shape.layout() != Layout.BYTE) {
                long bound = c < keyCount ? (kind == 1 ? 3 : 100_000) : 1_000_000;
                values.replaceAll(value -> value == null ? null : number(shape, random.between(-bound, bound)));
            }
            columns.add(values);
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            for (List<Object> column : columns) {
                row.add(column.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object number(ColumnShape shape, long value) {
        return switch (shape.layout()) {
            case INT128 -> BigInteger.valueOf(value).multiply(BigInteger.TEN.pow(25));
            case FLOAT -> (Object) (float) (value / 4.0);
            case DOUBLE -> (Object) (value / 4.0);
            default -> (Object) value;
        };
    }

    private List<List<Object>> run(Randomness random, AggregateSpec spec, List<List<Object>> rows, long memory) {
        int threads = random.between(1, 2);
        int batchSize = random.pick(1, 7, 500, 4096);
        HashAggregateBuildFactory build = new HashAggregateBuildFactory(spec);
        CollectingSink sink = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, threads, batchSize, memory)) {
            query.run(
                    pipeline(1, threads, new RowsSource(spec.input(), rows, batchSize, random), build),
                    new Pipeline(2, List.of(new HashAggregateMergeFactory(build), sink), threads, Set.of(1)));
        }
        return sink.rows;
    }

    @Test
    void groupsManyDistinctKeysByPartition() {
        Randomness random = Randomness.ofSeed(7);
        List<ColumnShape> shapes = List.of(ColumnShape.of(Type.BIGINT), ColumnShape.of(Type.VARCHAR));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 150_000; i++) {
            long key = random.nextInt(100_000);
            rows.add(List.of(key, TestColumns.text("a text that belongs to " + key)));
        }
        List<AggregateCall> calls = List.of(
                call(AggregateFunction.COUNT_ALL, List.of(), AggregateCall.NO_FILTER, Type.BIGINT),
                call(AggregateFunction.MAX, List.of(1), AggregateCall.NO_FILTER, Type.VARCHAR));
        AggregateSpec spec = new AggregateSpec(shapes, List.of(1, 0), calls);
        new NaiveAggregate(spec, rows).check(run(Randomness.ofSeed(3), spec, rows, MEMORY));
    }

    @Test
    void groupsKeysThatSpanAllIntegers() {
        List<ColumnShape> shapes = List.of(ColumnShape.of(Type.BIGINT));
        AggregateSpec spec = new AggregateSpec(shapes, List.of(0), List.of());
        long[] ends = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        for (long left : ends) {
            for (long right : ends) {
                List<List<Object>> rows = List.of(List.of(left), List.of(right), List.of(left), List.of(right));
                new NaiveAggregate(spec, rows).check(run(Randomness.ofSeed(2), spec, rows, MEMORY));
            }
        }
    }

    @Test
    void refusesSumsThatDoNotFit() {
        ColumnShape wide = new ColumnShape(Type.decimal(38, 0), Layout.INT128);
        List<ColumnShape> shapes = List.of(ColumnShape.of(Type.BIGINT), wide);
        BigInteger large = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        List<List<Object>> rows = List.of(List.of(Long.MAX_VALUE, large), List.of(1L, BigInteger.ONE));
        for (int column = 0; column < 2; column++) {
            Type type = column == 0 ? Type.BIGINT : Type.decimal(38, 0);
            AggregateCall sum = call(AggregateFunction.SUM, List.of(column), AggregateCall.NO_FILTER, type);
            AggregateSpec spec = new AggregateSpec(shapes, List.of(), List.of(sum));
            TarnException error =
                    assertThrows(TarnException.class, () -> run(Randomness.ofSeed(1), spec, rows, MEMORY));
            assertEquals(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, error.code());
            List<List<Object>> balanced = new ArrayList<>(rows);
            balanced.add(List.of(-2L, BigInteger.TEN.negate()));
            new NaiveAggregate(spec, balanced).check(run(Randomness.ofSeed(1), spec, balanced, MEMORY));
        }
    }

    @Test
    void refusesASecondSingleValue() {
        List<ColumnShape> shapes = List.of(ColumnShape.of(Type.BIGINT));
        AggregateCall single = call(AggregateFunction.SINGLE_VALUE, List.of(0), AggregateCall.NO_FILTER, Type.BIGINT);
        AggregateSpec spec = new AggregateSpec(shapes, List.of(), List.of(single));
        assertEquals(List.of(List.of(5L)), run(Randomness.ofSeed(1), spec, List.of(List.of(5L)), MEMORY));
        assertEquals(1, run(Randomness.ofSeed(1), spec, List.of(), MEMORY).size());
        TarnException error = assertThrows(
                TarnException.class, () -> run(Randomness.ofSeed(1), spec, List.of(List.of(5L), List.of(5L)), MEMORY));
        assertEquals(ErrorCode.SUBQUERY_MULTIPLE_ROWS, error.code());
    }

    @Test
    void endsWhenMemoryDoes() {
        List<ColumnShape> shapes = List.of(ColumnShape.of(Type.BIGINT));
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 200_000; i++) {
            rows.add(List.of(i));
        }
        AggregateSpec spec = new AggregateSpec(shapes, List.of(0), List.of());
        TarnException error = assertThrows(TarnException.class, () -> run(Randomness.ofSeed(5), spec, rows, 2L << 20));
        assertEquals(ErrorCode.EXCEEDED_MEMORY_LIMIT, error.code());
    }

    @Test
    void replicatesRowsForGroupingSets() {
        List<ColumnShape> shapes = List.of(ColumnShape.of(Type.BIGINT), ColumnShape.of(Type.VARCHAR));
        List<List<Object>> rows = List.of(List.of(1L, TestColumns.text("a")), List.of(2L, TestColumns.text("b")));
        ExpandOperatorFactory expand =
                new ExpandOperatorFactory(shapes, List.of(0, 1), List.of(List.of(0, 1), List.of(1), List.of()));
        CollectingSink sink = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 1)) {
            query.run(pipeline(1, 1, new RowsSource(shapes, rows, 2, Randomness.ofSeed(1)), expand, sink));
        }
        assertEquals(6, sink.rows.size());
        for (List<Object> row : sink.rows) {
            long set = (Long) row.get(2);
            assertEquals(set == 0, row.get(0) != null);
            assertEquals(set < 2, row.get(1) != null);
        }
    }
}
