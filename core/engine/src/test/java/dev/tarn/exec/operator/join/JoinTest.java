package dev.tarn.exec.operator.join;

import static dev.tarn.exec.testing.TestQuery.pipeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.exec.operator.scan.DynamicScanFilter;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.pipeline.Pipeline;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.testing.CollectingSink;
import dev.tarn.exec.testing.RowsSource;
import dev.tarn.exec.testing.TestColumns;
import dev.tarn.exec.testing.TestQuery;
import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
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

/** Compares hash and nested-loop joins with {@link NaiveJoin}. */
@ExtendWith(AllocatorExtension.class)
class JoinTest {
    private static final List<Type> KEY_TYPES = List.of(
            Type.BIGINT,
            Type.BIGINT,
            Type.INTEGER,
            Type.INTEGER,
            Type.BOOLEAN,
            Type.decimal(12, 2),
            Type.decimal(38, 5),
            Type.DOUBLE,
            Type.VARCHAR);
    private static final ColumnShape NUMBER = ColumnShape.of(Type.BIGINT);
    private static final ColumnShape TEXT = ColumnShape.of(Type.VARCHAR);
    private static final long MEMORY = 1L << 30;

    private BufferAllocator allocator;

    @BeforeEach
    void setUp(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void joinsByHashAsJavaDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 25; round++) {
            JoinType type = random.pick(JoinType.values());
            boolean nullAware = type == JoinType.PROBE_NULL_AWARE_ANTI || type == JoinType.MARK_IN;
            int keyCount = nullAware ? 1 : random.between(1, 3);
            Case made = randomCase(random, type, keyCount, !nullAware && random.chance(0.4), 600);
            HashJoinBuildFactory build = new HashJoinBuildFactory(made.spec());
            for (int i = 0; i < keyCount; i++) {
                build.keyFilter(i);
            }
            List<List<Object>> actual = run(
                    random,
                    made,
                    List.of(build),
                    new HashJoinTableFactory(build),
                    new HashJoinProbeFactory(build),
                    new JoinBuildRowsFactory(build),
                    MEMORY);
            new NaiveJoin(made.spec(), made.probe(), made.build()).check(actual);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void joinsByNestedLoopsAsJavaDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 15; round++) {
            JoinType type = random.pick(JoinType.values());
            if (type == JoinType.PROBE_NULL_AWARE_ANTI || type == JoinType.MARK_IN) {
                continue;
            }
            Case made = randomCase(random, type, 0, random.chance(0.7), 60);
            NestedLoopJoinBuildFactory build = new NestedLoopJoinBuildFactory(made.spec());
            List<List<Object>> actual = run(
                    random,
                    made,
                    List.of(build),
                    null,
                    new NestedLoopJoinProbeFactory(build),
                    new JoinBuildRowsFactory(build),
                    MEMORY);
            new NaiveJoin(made.spec(), made.probe(), made.build()).check(actual);
        }
    }

    /** A join and the rows of its sides. */
    private record Case(JoinSpec spec, List<List<Object>> probe, List<List<Object>> build) {}

    /** Makes sides of the keys, a number and a text each; the residual condition compares the numbers. */
    private static Case randomCase(Randomness random, JoinType type, int keyCount, boolean residual, int largest) {
        List<ColumnShape> shapes = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < keyCount; i++) {
            shapes.add(ColumnShape.of(random.pick(KEY_TYPES)));
            keys.add(i);
        }
        shapes.add(NUMBER);
        shapes.add(TEXT);
        int width = shapes.size();
        Expr condition = residual
                ? new Expr.Call(
                        ScalarFunction.LESS_THAN,
                        List.of(
                                new Expr.InputRef(keyCount, NUMBER.type(), NUMBER.layout()),
                                new Expr.InputRef(width + keyCount, NUMBER.type(), NUMBER.layout())),
                        Type.BOOLEAN,
                        Layout.BYTE,
                        false,
                        null)
                : null;
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            all.add(i);
        }
        JoinSpec spec = new JoinSpec(
                type,
                shapes,
                shapes,
                keys,
                keys,
                condition,
                type.isBuildOnly() ? List.of() : all,
                type.isProbeOnly() ? List.of() : all);
        long spread = random.pick(2L, 20L, 400L, 1L << 40, 0L);
        return new Case(
                spec,
                randomRows(random, shapes, keyCount, random.pick(0, 1, largest / 2, largest * 3), spread),
                randomRows(random, shapes, keyCount, random.pick(0, 1, largest / 4, largest), spread));
    }

    private static List<List<Object>> randomRows(
            Randomness random, List<ColumnShape> shapes, int keyCount, int count, long spread) {
        double nulls = random.pick(0.0, 0.0, 0.1);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            for (int c = 0; c < shapes.size(); c++) {
                long number = c >= keyCount
                        ? random.between(0, 100)
                        : spread == 0 ? random.edgyLong(64) : random.between(-spread / 2, spread / 2);
                row.add(random.chance(nulls) ? null : value(random, shapes.get(c), number));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Randomness random, ColumnShape shape, long number) {
        return switch (shape.layout()) {
            case BYTE -> number & 1;
            case INT -> (long) (int) number;
            case LONG -> number;
            case INT128 -> BigInteger.valueOf(number).multiply(BigInteger.TEN.pow(15));
            case DOUBLE -> number == 0 ? random.pick(0.0, -0.0) : number == 1 ? Double.NaN : (Object) (double) number;
            case FLOAT -> (float) number;
            case BYTES -> TestColumns.text((number % 2 == 0 ? "number " : "a number that is odd: ") + number);
        };
    }

    private List<List<Object>> run(
            Randomness random,
            Case made,
            List<OperatorFactory> build,
            OperatorFactory table,
            OperatorFactory probe,
            OperatorFactory buildRows,
            long memory) {
        int threads = random.between(1, 2);
        int batchSize = random.pick(1, 7, 300, 4096);
        JoinSpec spec = made.spec();
        CollectingSink sink = new CollectingSink(batch -> assertTrue(batch.selectedCount() <= batchSize));
        List<Pipeline> pipelines = new ArrayList<>();
        RowsSource buildSource = new RowsSource(spec.build(), made.build(), batchSize, random);
        pipelines.add(pipeline(1, threads, buildSource, build.get(0)));
        if (table != null) {
            pipelines.add(new Pipeline(2, List.of(table), threads, Set.of(1)));
        }
        RowsSource probeSource = new RowsSource(spec.probe(), made.probe(), batchSize, random);
        boolean sinkProbe = spec.type().isBuildOnly();
        pipelines.add(new Pipeline(
                3,
                sinkProbe ? List.of(probeSource, probe) : List.of(probeSource, probe, sink),
                threads,
                Set.of(table == null ? 1 : 2)));
        if (spec.type().tracksBuild()) {
            pipelines.add(new Pipeline(4, List.of(buildRows, sink), threads, Set.of(3)));
        }
        try (TestQuery query = new TestQuery(allocator, threads, batchSize, memory)) {
            query.run(pipelines.toArray(Pipeline[]::new));
        }
        return sink.rows;
    }

    @Test
    void givesManyMatchesOfOneRowInBoundedBatches() {
        Randomness random = Randomness.ofSeed(1);
        List<ColumnShape> shapes = List.of(NUMBER);
        List<List<Object>> same = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            same.add(List.of(5L));
        }
        JoinSpec spec =
                new JoinSpec(JoinType.INNER, shapes, shapes, List.of(0), List.of(0), null, List.of(0), List.of(0));
        HashJoinBuildFactory build = new HashJoinBuildFactory(spec);
        Case made = new Case(spec, same.subList(0, 3), same);
        List<List<Object>> rows = run(
                random,
                made,
                List.of(build),
                new HashJoinTableFactory(build),
                new HashJoinProbeFactory(build),
                new JoinBuildRowsFactory(build),
                MEMORY);
        assertEquals(30_000, rows.size());
    }

    @Test
    void fillsLargeTablesByParts() {
        for (long spread : new long[] {1, 1 << 20}) {
            List<List<Object>> rows = new ArrayList<>();
            for (long i = 0; i < 80_000; i++) {
                rows.add(List.of(i * spread));
            }
            List<ColumnShape> shapes = List.of(NUMBER);
            JoinSpec spec =
                    new JoinSpec(JoinType.INNER, shapes, shapes, List.of(0), List.of(0), null, List.of(0), List.of(0));
            HashJoinBuildFactory build = new HashJoinBuildFactory(spec);
            Case made = new Case(spec, rows, rows);
            List<List<Object>> joined = run(
                    Randomness.ofSeed(4),
                    made,
                    List.of(build),
                    new HashJoinTableFactory(build),
                    new HashJoinProbeFactory(build),
                    new JoinBuildRowsFactory(build),
                    MEMORY);
            assertEquals(rows.size(), joined.size());
            joined.forEach(row -> assertEquals(row.get(0), row.get(1)));
        }
    }

    @Test
    void endsWhenMemoryDoes() {
        Randomness random = Randomness.ofSeed(2);
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 100_000; i++) {
            rows.add(List.of(i, TestColumns.text("some text of row " + i)));
        }
        List<ColumnShape> shapes = List.of(NUMBER, TEXT);
        JoinSpec spec =
                new JoinSpec(JoinType.INNER, shapes, shapes, List.of(0), List.of(0), null, List.of(0), List.of(1));
        HashJoinBuildFactory build = new HashJoinBuildFactory(spec);
        Case made = new Case(spec, rows, rows);
        TarnException error = assertThrows(
                TarnException.class,
                () -> run(
                        random,
                        made,
                        List.of(build),
                        new HashJoinTableFactory(build),
                        new HashJoinProbeFactory(build),
                        new JoinBuildRowsFactory(build),
                        3L << 20));
        assertEquals(ErrorCode.EXCEEDED_MEMORY_LIMIT, error.code());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void filtersKeepWhatMatches(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        long spread = random.pick(100L, 100_000L, 1L << 50);
        List<ColumnShape> shapes = List.of(NUMBER);
        List<List<Object>> rows = randomRows(random, shapes, 1, random.pick(0, 1, 3000), spread);
        JoinSpec spec =
                new JoinSpec(JoinType.INNER, shapes, shapes, List.of(0), List.of(0), null, List.of(0), List.of(0));
        HashJoinBuildFactory build = new HashJoinBuildFactory(spec);
        DynamicScanFilter filter = build.keyFilter(0);
        assertTrue(filter.domain(NUMBER.type()).isAll());
        List<List<Object>> probe = randomRows(random, shapes, 1, 2000, spread);
        CollectingSink sink = new CollectingSink();
        List<Object> kept = new ArrayList<>();
        CollectingSink checking = new CollectingSink(batch -> {
            PredicateEvaluator evaluator = filter.newEvaluator(new ExpressionContext(allocator, 1000));
            SelectionVector selected = new SelectionVector(0);
            if (evaluator != null) {
                evaluator.select(batch, selected);
                TestColumns.rows(new Batch(batch.rowCount(), batch.columns(), selected))
                        .forEach(row -> kept.add(row.get(0)));
                evaluator.close();
            }
        });
        try (TestQuery query = new TestQuery(allocator, 1)) {
            query.run(
                    pipeline(1, 1, new RowsSource(shapes, rows, 500, random), build),
                    new Pipeline(2, List.of(new HashJoinTableFactory(build)), 1, Set.of(1)),
                    new Pipeline(3, List.of(new RowsSource(shapes, probe, 500, random), checking), 1, Set.of(2)),
                    new Pipeline(
                            4,
                            List.of(new RowsSource(shapes, probe, 500, random), new HashJoinProbeFactory(build), sink),
                            1,
                            Set.of(3)));
        }
        for (List<Object> row : sink.rows) {
            assertTrue(kept.contains(row.get(0)));
            assertTrue(filter.domain(NUMBER.type()).contains(row.get(0)));
        }
        if (spread == 100) {
            long matching = probe.stream()
                    .filter(row -> row.get(0) != null && rows.contains(row))
                    .count();
            assertEquals(matching, kept.size());
        }
    }
}
