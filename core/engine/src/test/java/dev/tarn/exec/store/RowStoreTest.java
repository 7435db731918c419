package dev.tarn.exec.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.exec.testing.TestColumns;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(AllocatorExtension.class)
class RowStoreTest {
    private static final List<ColumnShape> SHAPES = List.of(
            TestColumns.shape(Type.BIGINT),
            TestColumns.shape(Type.VARCHAR),
            TestColumns.shape(Type.decimal(38, 2)),
            TestColumns.shape(Type.INTEGER),
            TestColumns.shape(Type.BOOLEAN),
            TestColumns.shape(Type.VARCHAR));

    private BufferAllocator allocator;

    @org.junit.jupiter.api.BeforeEach
    void setUp(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void givesBackWhatWasAppended(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        Map<Integer, List<Object>> expected = new LinkedHashMap<>();
        try (RowStore store = new RowStore(allocator, SHAPES)) {
            int stores = random.between(1, 3);
            for (int i = 0; i < stores; i++) {
                try (RowStore part = new RowStore(allocator, SHAPES)) {
                    Map<Integer, List<Object>> rows = new LinkedHashMap<>();
                    int batches = random.nextInt(8);
                    for (int b = 0; b < batches; b++) {
                        appendRandomBatch(random, part, rows);
                    }
                    int base = store.absorb(part);
                    rows.forEach((row, values) -> expected.put(base + row, values));
                }
                appendRandomBatch(random, store, expected);
            }
            assertEquals(expected.size(), store.rowCount());
            checkGather(random, store, expected);
        }
    }

    private void appendRandomBatch(Randomness random, RowStore store, Map<Integer, List<Object>> rows) {
        int count = random.pick(0, 1, 7, 1000, 5000, 20_000);
        try (TestColumns made = new TestColumns(allocator)) {
            List<Column> columns = new ArrayList<>();
            for (ColumnShape shape : SHAPES) {
                columns.add(made.randomlyEncoded(random, shape, TestColumns.randomValues(random, shape, count)));
            }
            SelectionVector selection = null;
            if (random.nextBoolean()) {
                selection = new SelectionVector(count);
                int k = 0;
                for (int i = 0; i < count; i++) {
                    if (random.chance(0.3)) {
                        selection.positions()[k++] = i;
                    }
                }
                selection.setCount(k);
            }
            Batch batch = new Batch(count, columns, selection);
            int row = store.append(batch);
            for (List<Object> values : TestColumns.rows(batch)) {
                rows.put(row++, values);
            }
        }
    }

    private void checkGather(Randomness random, RowStore store, Map<Integer, List<Object>> expected) {
        List<Integer> known = new ArrayList<>(expected.keySet());
        if (known.isEmpty()) {
            return;
        }
        try (RowGatherer gatherer = new RowGatherer(allocator, store)) {
            for (int round = 0; round < 5; round++) {
                int count = random.between(1, 500);
                int[] rows = new int[count];
                for (int k = 0; k < count; k++) {
                    rows[k] = random.pick(known);
                }
                Batch batch = gatherer.gather(rows, count);
                List<List<Object>> actual = TestColumns.rows(batch);
                for (int k = 0; k < count; k++) {
                    assertEquals(expected.get(rows[k]), actual.get(k));
                }
                rows[random.nextInt(count)] = -1;
                for (int i = 0; i < SHAPES.size(); i++) {
                    Column column = gatherer.gatherNullable(i, rows, count);
                    for (int k = 0; k < count; k++) {
                        Object value =
                                rows[k] < 0 ? null : expected.get(rows[k]).get(i);
                        assertEquals(value, TestColumns.value(column, k));
                    }
                }
            }
        }
    }

    @Test
    void keepsTextsOfSeveralDictionariesInOne() {
        List<ColumnShape> shapes = List.of(TestColumns.shape(Type.VARCHAR));
        try (TestColumns made = new TestColumns(allocator);
                RowStore store = new RowStore(allocator, shapes)) {
            List<Object> first = List.of(TestColumns.text("red"), TestColumns.text("green"));
            List<Object> second = List.of(TestColumns.text("green"), TestColumns.text("blue"));
            store.append(List.of(made.column(shapes.get(0), first, Encoding.DICTIONARY)), null, 2);
            store.append(List.of(made.column(shapes.get(0), second, Encoding.DICTIONARY)), null, 2);
            try (RowGatherer gatherer = new RowGatherer(allocator, store)) {
                Column column = gatherer.gather(0, new int[] {3, 2, 1, 0}, 4);
                assertEquals(Encoding.DICTIONARY, column.encoding());
                assertEquals(3, column.dictionary().rowCount());
                assertEquals(column.valueIndex(1), column.valueIndex(2));
                assertEquals(TestColumns.text("blue"), TestColumns.value(column, 0));
                long id = column.dictionaryId();
                assertEquals(id, gatherer.gather(0, new int[] {0}, 1).dictionaryId());
            }
        }
    }
}
