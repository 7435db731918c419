package dev.tarn.exec.operator.filter;

import static dev.tarn.exec.testing.TestQuery.pipeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.exec.operator.project.ProjectOperatorFactory;
import dev.tarn.exec.operator.values.ValuesOperatorFactory;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.testing.CollectingSink;
import dev.tarn.exec.testing.RangeSource;
import dev.tarn.exec.testing.TestColumns;
import dev.tarn.exec.testing.TestQuery;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AllocatorExtension.class)
class FilterAndProjectTest {
    private static final Expr NUMBER = new Expr.InputRef(0, Type.BIGINT, Layout.LONG);

    private BufferAllocator allocator;

    @BeforeEach
    void setUp(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    private static Expr literal(long value) {
        return new Expr.Literal(value, Type.BIGINT, Layout.LONG);
    }

    private static Expr less(Expr left, long right) {
        return new Expr.Call(
                ScalarFunction.LESS_THAN, List.of(left, literal(right)), Type.BOOLEAN, Layout.BYTE, false, null);
    }

    private static Expr arithmetic(ScalarFunction function, Expr left, long right) {
        return new Expr.Call(function, List.of(left, literal(right)), Type.BIGINT, Layout.LONG, true, null);
    }

    private List<Object> run(OperatorFactory... steps) {
        CollectingSink sink = new CollectingSink();
        List<OperatorFactory> all = new ArrayList<>(Arrays.asList(steps));
        all.add(sink);
        try (TestQuery query = new TestQuery(allocator, 1)) {
            query.run(pipeline(0, 1, all.toArray(OperatorFactory[]::new)));
        }
        lastBatches = sink.batches.get();
        return sink.rows.stream().map(row -> row.get(row.size() - 1)).toList();
    }

    private int lastBatches;

    @Test
    void aFilterKeepsWhatAllConjunctsAreTrueFor() {
        Expr rest = arithmetic(ScalarFunction.MODULUS, NUMBER, 1000);
        List<Object> rows =
                run(new RangeSource(10_000), new FilterOperatorFactory(List.of(less(NUMBER, 3500), less(rest, 2))));
        assertEquals(List.of(0L, 1L, 1000L, 1001L, 2000L, 2001L, 3000L, 3001L), rows);
    }

    @Test
    void sparseRowsAreProjectedAlike() {
        Expr rest = arithmetic(ScalarFunction.MODULUS, NUMBER, 1000);
        Expr sum = arithmetic(ScalarFunction.ADD, NUMBER, 7);
        List<Object> rows = run(
                new RangeSource(3_000),
                new FilterOperatorFactory(List.of(less(rest, 2))),
                new ProjectOperatorFactory(List.of(NUMBER, sum)));
        assertEquals(List.of(7L, 8L, 1007L, 1008L, 2007L, 2008L), rows);
    }

    @Test
    void valuesAreDeliveredInBatches() {
        List<ColumnShape> shapes = List.of(TestColumns.shape(Type.INTEGER), TestColumns.shape(Type.VARCHAR));
        List<List<Expr.Literal>> rows = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            ByteText text = i % 3 == 0 ? null : TestColumns.text("row " + i);
            rows.add(List.of(
                    new Expr.Literal((long) i, Type.INTEGER, Layout.INT),
                    new Expr.Literal(text, Type.VARCHAR, Layout.BYTES)));
        }
        List<Object> texts = run(new ValuesOperatorFactory(shapes, rows));
        assertEquals(1500, texts.size());
        assertEquals(2, lastBatches);
        assertEquals(TestColumns.text("row 1499"), texts.get(1499));
        assertTrue(texts.get(0) == null && texts.get(1497) == null);
        assertEquals(0, run(new ValuesOperatorFactory(shapes, List.of())).size());
    }
}
