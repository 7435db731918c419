package dev.tarn.exec.operator.sort;

import static dev.tarn.exec.testing.TestQuery.pipeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.exec.operator.limit.LimitOperatorFactory;
import dev.tarn.exec.operator.scan.DynamicScanFilter;
import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.pipeline.Pipeline;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.testing.CollectingSink;
import dev.tarn.exec.testing.RangeSource;
import dev.tarn.exec.testing.RowsSource;
import dev.tarn.exec.testing.TestColumns;
import dev.tarn.exec.testing.TestQuery;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(AllocatorExtension.class)
class SortTest {
    private static final List<Type> TYPES = List.of(
            Type.BOOLEAN,
            Type.SMALLINT,
            Type.INTEGER,
            Type.BIGINT,
            Type.DATE,
            Type.TIMESTAMP,
            Type.decimal(12, 2),
            Type.decimal(38, 5),
            Type.REAL,
            Type.DOUBLE,
            Type.VARCHAR,
            Type.charType(12),
            Type.VARBINARY);

    private BufferAllocator allocator;

    @BeforeEach
    void setUp(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void sortsAsJavaDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 15; round++) {
            List<ColumnShape> shapes = randomShapes(random);
            List<SortKey> keys = randomKeys(random, shapes.size());
            List<List<Object>> rows = randomRows(random, shapes, random.pick(0, 1, 10, 500, 3000));
            SortOperatorFactory sort = new SortOperatorFactory(shapes, keys);
            List<List<Object>> sorted = run(random, shapes, rows, sort, sort.source());
            check(rows, sorted, comparator(keys), rows.size());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void keepsTheFirstRowsAsJavaDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 10; round++) {
            List<ColumnShape> shapes = randomShapes(random);
            List<SortKey> keys = randomKeys(random, shapes.size());
            List<List<Object>> rows = randomRows(random, shapes, random.pick(0, 1, 500, 12_000));
            int limit = random.pick(1, 2, 10, 100, 5000, 200_000);
            TopNOperatorFactory topN = new TopNOperatorFactory(shapes, keys, limit);
            List<List<Object>> sorted = run(random, shapes, rows, topN, topN.source());
            check(rows, sorted, comparator(keys), limit);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void theScanMayDropWhatTheBoundRulesOut(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 5; round++) {
            List<ColumnShape> shapes = randomShapes(random);
            List<SortKey> keys = randomKeys(random, shapes.size());
            List<List<Object>> rows = randomRows(random, shapes, 12_000);
            int limit = random.pick(1, 10, 1000);
            TopNOperatorFactory topN = new TopNOperatorFactory(shapes, keys, limit);
            OperatorFactory scanFilter =
                    new KeyFilterFactory(topN.scanFilter(), keys.get(0).columnIndex());
            CollectingSink result = new CollectingSink();
            try (TestQuery query = new TestQuery(allocator, 2)) {
                query.run(
                        pipeline(0, 2, new RowsSource(shapes, rows, 900, random), scanFilter, topN),
                        new Pipeline(1, List.of(topN.source(), result), 1, Set.of(0)));
            }
            check(rows, result.rows, comparator(keys), limit);
        }
    }

    /** Applies a scan's filter as a step of its own. */
    private record KeyFilterFactory(DynamicScanFilter filter, int columnIndex) implements OperatorFactory {
        @Override
        public String name() {
            return "KeyFilter";
        }

        @Override
        public Operator create(DriverContext context) {
            PredicateEvaluator predicate = filter.newEvaluator(context.expressionContext());
            SelectionVector kept = new SelectionVector(0);
            return new Operator() {
                private Batch input;
                private boolean finishing;

                @Override
                public boolean needsInput() {
                    return input == null && !finishing;
                }

                @Override
                public void addInput(Batch batch) {
                    input = batch;
                }

                @Override
                public Batch output() {
                    Batch batch = input;
                    input = null;
                    if (batch == null) {
                        return null;
                    }
                    List<Column> key = List.of(batch.column(columnIndex));
                    predicate.select(new Batch(batch.rowCount(), key, batch.selection()), kept);
                    return kept.count() == 0 ? null : new Batch(batch.rowCount(), batch.columns(), kept);
                }

                @Override
                public void finish() {
                    finishing = true;
                }

                @Override
                public boolean isFinished() {
                    return finishing && input == null;
                }

                @Override
                public void close() {
                    predicate.close();
                }
            };
        }
    }

    private List<List<Object>> run(
            Randomness random,
            List<ColumnShape> shapes,
            List<List<Object>> rows,
            OperatorFactory sink,
            OperatorFactory source) {
        CollectingSink result = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(
                    pipeline(0, random.between(1, 3), new RowsSource(shapes, rows, 900, random), sink),
                    new Pipeline(1, List.of(source, result), 1, Set.of(0)));
            assertEquals(0, query.memory().usedBytes());
        }
        return result.rows;
    }

    private static List<ColumnShape> randomShapes(Randomness random) {
        List<ColumnShape> shapes = new ArrayList<>();
        int count = random.between(1, 4);
        for (int i = 0; i < count; i++) {
            shapes.add(TestColumns.shape(random.pick(TYPES)));
        }
        return shapes;
    }

    private static List<SortKey> randomKeys(Randomness random, int columns) {
        List<SortKey> keys = new ArrayList<>();
        int count = random.between(1, 3);
        for (int i = 0; i < count; i++) {
            keys.add(new SortKey(random.nextInt(columns), random.nextBoolean(), random.nextBoolean()));
        }
        return keys;
    }

    private static List<List<Object>> randomRows(Randomness random, List<ColumnShape> shapes, int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new ArrayList<>());
        }
        for (ColumnShape shape : shapes) {
            List<Object> values = TestColumns.randomValues(random, shape, count);
            boolean prefixed = random.chance(0.3);
            for (int i = 0; i < count; i++) {
                Object value = values.get(i);
                if (prefixed && value instanceof ByteText text) {
                    value = TestColumns.text("prefix\0" + text);
                }
                rows.get(i).add(value);
            }
        }
        return rows;
    }

    private static Comparator<List<Object>> comparator(List<SortKey> keys) {
        return (left, right) -> {
            for (SortKey key : keys) {
                int order = compare(left.get(key.columnIndex()), right.get(key.columnIndex()), key);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object left, Object right, SortKey key) {
        if (left == null || right == null) {
            int order = Boolean.compare(left != null, right != null);
            return key.nullsFirst() ? order : -order;
        }
        int order;
        if (left instanceof Number number && (left instanceof Double || left instanceof Float)) {
            order = Double.compare(number.doubleValue() + 0.0, ((Number) right).doubleValue() + 0.0);
        } else {
            order = ((Comparable) left).compareTo(right);
        }
        return key.descending() ? -order : order;
    }

    private static void check(
            List<List<Object>> rows, List<List<Object>> sorted, Comparator<List<Object>> comparator, int limit) {
        assertEquals(Math.min(limit, rows.size()), sorted.size());
        List<List<Object>> expected = new ArrayList<>(rows);
        expected.sort(comparator);
        Map<List<Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        for (int i = 0; i < sorted.size(); i++) {
            List<Object> row = sorted.get(i);
            int place = i;
            assertEquals(
                    0,
                    comparator.compare(expected.get(i), row),
                    () -> "row " + place + ": " + expected.get(place) + ", not " + row);
            assertTrue(counts.merge(row, -1, Integer::sum) >= 0, () -> "too often: " + row);
        }
    }

    @Test
    void mergesManyRunsOfSeveralDrivers() {
        List<ColumnShape> shapes = List.of(TestColumns.shape(Type.BIGINT));
        SortOperatorFactory sort = new SortOperatorFactory(shapes, List.of(new SortKey(0, true, false)));
        CollectingSink result = new CollectingSink();
        long count = 600_000;
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(
                    pipeline(0, 2, new RangeSource(count), sort),
                    new Pipeline(
                            1, List.of(sort.source(), new LimitOperatorFactory(10, 300_000), result), 1, Set.of(0)));
        }
        assertEquals(300_000, result.rows.size());
        for (int i = 0; i < result.rows.size(); i++) {
            assertEquals(count - 11 - i, result.rows.get(i).get(0));
        }
    }

    @Test
    void aBoundDropsWhatCannotBeWanted() {
        List<ColumnShape> shapes = List.of(TestColumns.shape(Type.BIGINT));
        TopNOperatorFactory topN = new TopNOperatorFactory(shapes, List.of(new SortKey(0, false, false)), 5);
        CollectingSink result = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 1)) {
            query.run(
                    pipeline(0, 1, new RangeSource(3_000_000), topN),
                    new Pipeline(1, List.of(topN.source(), result), 1, Set.of(0)));
            assertTrue(
                    query.memory().peakBytes() < 1_000_000, () -> query.memory().peakBytes() + " bytes");
        }
        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L),
                result.rows.stream().map(row -> row.get(0)).toList());
    }
}
