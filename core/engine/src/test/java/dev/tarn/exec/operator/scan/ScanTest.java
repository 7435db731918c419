package dev.tarn.exec.operator.scan;

import static dev.tarn.exec.testing.TestQuery.pipeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.exec.operator.limit.LimitOperatorFactory;
import dev.tarn.exec.testing.CollectingSink;
import dev.tarn.exec.testing.TestQuery;
import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AllocatorExtension.class)
class ScanTest {
    private static final List<ScanColumn> COLUMNS =
            List.of(ScanColumn.of("a", Type.BIGINT), ScanColumn.of("b", Type.BIGINT));

    private final ScanMetrics metrics = new ScanMetrics();
    private BufferAllocator allocator;

    @BeforeEach
    void setUp(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    private ScanOperatorFactory scan(
            NumbersTable table, List<Expr> filters, List<DynamicFilterBinding> dynamic, boolean ordered) {
        return new ScanOperatorFactory(
                table, TupleDomain.all(), COLUMNS, filters, dynamic, new int[] {1}, metrics, ordered);
    }

    private static Expr lessThan(int columnIndex, long bound) {
        return new Expr.Call(
                ScalarFunction.LESS_THAN,
                List.of(
                        new Expr.InputRef(columnIndex, Type.BIGINT, Layout.LONG),
                        new Expr.Literal(bound, Type.BIGINT, Layout.LONG)),
                Type.BOOLEAN,
                Layout.BYTE,
                false,
                null);
    }

    private List<Object> run(int drivers, ScanOperatorFactory scan) {
        CollectingSink sink = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(pipeline(0, drivers, scan, sink));
        }
        return sink.rows.stream().map(row -> row.get(0)).toList();
    }

    @Test
    void driversShareTheSplits() {
        NumbersTable table = new NumbersTable(20, 3_000);
        List<Object> rows = run(3, scan(table, List.of(), List.of(), false));
        assertEquals(
                LongStream.range(0, 60_000).boxed().toList(),
                rows.stream().map(Long.class::cast).sorted().toList());
        assertEquals(table.opened.get(), table.closed.get());
    }

    @Test
    void anOrderedScanKeepsTheOrderOfTheSplits() {
        NumbersTable table = new NumbersTable(10, 3_000);
        List<Object> rows = run(1, scan(table, List.of(), List.of(), true));
        assertEquals(LongStream.range(0, 30_000).boxed().toList(), rows);
    }

    @Test
    void filtersSeeTheirOwnColumns() {
        NumbersTable table = new NumbersTable(4, 3_000);
        List<Object> rows = run(2, scan(table, List.of(lessThan(1, 5_000), lessThan(0, 3)), List.of(), false));
        // Column a is the number within its split, b the number within the table.
        assertEquals(
                List.of(0L, 1L, 2L, 3000L, 3001L, 3002L),
                rows.stream().map(Long.class::cast).sorted().toList());
    }

    @Test
    void whatAJoinKnowsPrunesSplitsAndRows() {
        NumbersTable table = new NumbersTable(10, 1_000);
        DynamicScanFilter evenFrom2000To3999 = new DynamicScanFilter() {
            @Override
            public Domain domain(Type type) {
                return Domain.of(type, new Range(2000L, true, 3999L, true));
            }

            @Override
            public PredicateEvaluator newEvaluator(ExpressionContext context) {
                return new EvenNumbers();
            }
        };
        List<Object> rows =
                run(2, scan(table, List.of(), List.of(new DynamicFilterBinding(1, evenFrom2000To3999)), false));
        assertEquals(1000, rows.size());
        assertEquals(2, table.opened.get());
        assertEquals(Map.of("b", evenFrom2000To3999.domain(Type.BIGINT)), table.lastPredicate.domains());
    }

    private static final class EvenNumbers implements PredicateEvaluator {
        @Override
        public void select(Batch batch, SelectionVector out) {
            int count = 0;
            out.ensureCapacity(batch.rowCount());
            for (int row = 0; row < batch.rowCount(); row++) {
                if (batch.column(0).longAt(row) % 2 == 0) {
                    out.positions()[count++] = row;
                }
            }
            out.setCount(count);
        }

        @Override
        public void close() {}
    }

    @Test
    void aLimitStopsTheScan() {
        NumbersTable table = new NumbersTable(1_000, 3_000);
        CollectingSink sink = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(pipeline(0, 2, scan(table, List.of(), List.of(), false), new LimitOperatorFactory(0, 10), sink));
        }
        assertEquals(10, sink.rows.size());
        assertTrue(table.opened.get() <= 8, () -> table.opened.get() + " splits were opened");
        assertEquals(table.opened.get(), table.closed.get());
    }

    @Test
    void splitsThatCannotBeFoundEndTheQueryWithTheirError() {
        NumbersTable table = new NumbersTable(1, 1);
        table.failure = new TarnException(ErrorCode.PATH_NOT_FOUND, "no such folder");
        TarnException thrown =
                assertThrows(TarnException.class, () -> run(2, scan(table, List.of(), List.of(), false)));
        assertEquals(ErrorCode.PATH_NOT_FOUND, thrown.code());
    }

    @Test
    void cancelDoesNotWaitForAReadThatIsUnderWay() throws Exception {
        NumbersTable table = new NumbersTable(5, 1_000);
        table.bytesCame = new CompletableFuture<>();
        try (TestQuery query = new TestQuery(allocator, 2)) {
            CompletableFuture<Void> completion =
                    query.start(pipeline(0, 2, scan(table, List.of(), List.of(), false), new CollectingSink()));
            Thread.sleep(30);
            assertFalse(completion.isDone());
            query.context().cancel(new TarnException(ErrorCode.QUERY_CANCELLED, "enough"));
            assertThrows(TarnException.class, () -> TestQuery.await(completion));
            assertEquals(0, query.memory().usedBytes());
        }
        assertEquals(table.opened.get(), table.closed.get());
    }

    @Test
    void filtersThatCanFailComeLastAndInOrder() {
        Expr division = new Expr.Call(
                ScalarFunction.DIVIDE,
                List.of(new Expr.InputRef(0, Type.BIGINT, Layout.LONG), new Expr.InputRef(1, Type.BIGINT, Layout.LONG)),
                Type.BIGINT,
                Layout.LONG,
                true,
                null);
        Expr failing = new Expr.Call(
                ScalarFunction.LESS_THAN, List.of(division, division), Type.BOOLEAN, Layout.BYTE, false, null);
        FilterOrder order = new FilterOrder(List.of(lessThan(0, 1), failing, lessThan(1, 2)), 1);
        assertEquals(
                List.of(0, 2, 3, 1),
                java.util.Arrays.stream(order.order()).boxed().toList());
        order.measured(0, 100_000, 90_000, 1_000);
        order.measured(2, 100_000, 10_000, 1_000);
        order.measured(3, 100_000, 50_000, 1_000_000);
        assertEquals(
                List.of(2, 0, 3, 1),
                java.util.Arrays.stream(order.order()).boxed().toList());
    }
}
