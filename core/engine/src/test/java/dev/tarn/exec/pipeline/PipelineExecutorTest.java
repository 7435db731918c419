package dev.tarn.exec.pipeline;

import static dev.tarn.exec.testing.TestQuery.await;
import static dev.tarn.exec.testing.TestQuery.pipeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.exec.operator.limit.LimitOperatorFactory;
import dev.tarn.exec.operator.result.ResultOperatorFactory;
import dev.tarn.exec.operator.result.ResultQueue;
import dev.tarn.exec.operator.sort.SortKey;
import dev.tarn.exec.operator.sort.SortOperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.testing.CollectingSink;
import dev.tarn.exec.testing.RangeSource;
import dev.tarn.exec.testing.TestColumns;
import dev.tarn.exec.testing.TestQuery;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(AllocatorExtension.class)
class PipelineExecutorTest {
    private BufferAllocator allocator;

    @BeforeEach
    void setUp(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    @Test
    void runsAllDriversAndClosesTheirOperators() {
        RangeSource source = new RangeSource(100_000);
        CollectingSink sink = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(pipeline(0, 4, source, sink));
        }
        assertEquals(100_000, sink.rows.size());
        assertEquals(4, source.created.get());
        assertEquals(4, source.closed.get());
        assertEquals(1, sink.pipelinesFinished.get());
    }

    @Test
    void startsAPipelineWhenThoseItDependsOnHaveFinished() {
        CollectingSink first = new CollectingSink();
        AtomicBoolean inOrder = new AtomicBoolean(true);
        CollectingSink second = new CollectingSink(batch -> {
            if (first.pipelinesFinished.get() != 1) {
                inOrder.set(false);
            }
        });
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(
                    new Pipeline(1, List.of(new RangeSource(10_000), second), 2, Set.of(0)),
                    pipeline(0, 2, new RangeSource(50_000), first));
        }
        assertTrue(inOrder.get());
        assertEquals(10_000, second.rows.size());
    }

    @Test
    void finishesASharedStepWhenAllItsPipelinesHave() {
        CollectingSink sink = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(pipeline(0, 2, new RangeSource(5_000), sink), pipeline(1, 2, new RangeSource(7_000), sink));
        }
        assertEquals(12_000, sink.rows.size());
        assertEquals(1, sink.pipelinesFinished.get());
    }

    @Test
    void aLimitEndsThePipelineEarly() {
        RangeSource source = new RangeSource(Long.MAX_VALUE / 2);
        CollectingSink sink = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(pipeline(0, 2, source, new LimitOperatorFactory(10, 1500), sink));
        }
        assertEquals(1500, sink.rows.size());
        assertEquals(2, source.closed.get());
    }

    @Test
    void aLimitKeepsTheOrderOfOneDriver() {
        CollectingSink sink = new CollectingSink();
        try (TestQuery query = new TestQuery(allocator, 2)) {
            query.run(pipeline(0, 1, new RangeSource(10_000), new LimitOperatorFactory(1995, 10), sink));
        }
        assertEquals(
                List.of(1995L, 1996L, 1997L, 1998L, 1999L, 2000L, 2001L, 2002L, 2003L, 2004L),
                sink.rows.stream().map(row -> row.get(0)).toList());
    }

    @Test
    void anErrorEndsTheQueryAndFreesItsMemory() {
        RangeSource source = new RangeSource(Long.MAX_VALUE / 2);
        TarnException cause = new TarnException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
        CollectingSink sink = new CollectingSink(batch -> {
            if (batch.column(0).longAt(0) >= 5_000) {
                throw cause;
            }
        });
        try (TestQuery query = new TestQuery(allocator, 2)) {
            TarnException thrown = assertThrows(TarnException.class, () -> query.run(pipeline(0, 3, source, sink)));
            assertSame(cause, thrown);
            assertEquals(0, query.memory().usedBytes());
        }
        assertEquals(source.created.get(), source.closed.get());
    }

    @Test
    void aBugBecomesAnInternalErrorThatNamesTheQuery() {
        assertEquals(ErrorCode.INTERNAL_ERROR, codeOf(new IllegalStateException("a bug")));
        assertEquals(ErrorCode.INTERNAL_ERROR, codeOf(new StackOverflowError()));
    }

    @Test
    void anErrorOfMemoryTellsWhichIsFull() {
        OutOfMemoryError direct = new OutOfMemoryError("Cannot reserve 9 bytes of direct buffer memory (limit: 8)");
        assertFull("its memory limit of", new OutOfMemoryException("arrow"));
        assertFull("-XX:MaxDirectMemorySize", new OutOfMemoryException("a buffer", direct));
        assertFull("-XX:MaxDirectMemorySize", direct);
        assertFull("threads", new OutOfMemoryError("unable to create native thread"));
        assertFull("machine", new OutOfMemoryError("Unable to allocate 100 bytes"));
        assertFull("-Xmx", new OutOfMemoryError("Java heap space"));
        assertFull("-Xmx", new OutOfMemoryError());
    }

    private void assertFull(String which, Throwable error) {
        TarnException told = translated(error);
        assertEquals(ErrorCode.EXCEEDED_MEMORY_LIMIT, told.code());
        assertTrue(told.detail().contains(which), told::detail);
    }

    private ErrorCode codeOf(Throwable error) {
        return translated(error).code();
    }

    private TarnException translated(Throwable error) {
        CollectingSink sink = new CollectingSink(batch -> PipelineExecutorTest.<RuntimeException>sneak(error));
        try (TestQuery query = new TestQuery(allocator, 1)) {
            TarnException thrown =
                    assertThrows(TarnException.class, () -> query.run(pipeline(0, 1, new RangeSource(10), sink)));
            assertSame(error, thrown.getCause());
            if (thrown.code() == ErrorCode.INTERNAL_ERROR) {
                assertTrue(thrown.detail().contains("test_query"), thrown::detail);
            }
            return thrown;
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable error) throws E {
        throw (E) error;
    }

    @Test
    void memoryPastTheLimitIsRefusedByCode() {
        FairThreadPool workers = new FairThreadPool("test-worker", 1);
        try (TestQuery query = new TestQuery(workers, allocator, 4_000)) {
            TarnException thrown = assertThrows(
                    TarnException.class,
                    () -> query.run(pipeline(0, 1, new RangeSource(10_000), new CollectingSink())));
            assertEquals(ErrorCode.EXCEEDED_MEMORY_LIMIT, thrown.code());
            assertThrows(TarnException.class, () -> query.memory().reserveHeap(5_000));
        }
        workers.close();
    }

    @Test
    void cancelFreesEverythingSoon() throws Exception {
        RangeSource busy = new RangeSource(Long.MAX_VALUE / 2);
        RangeSource blocked = new RangeSource(10, new CompletableFuture<>());
        try (TestQuery query = new TestQuery(allocator, 2)) {
            CompletableFuture<Void> completion = query.start(
                    pipeline(0, 2, busy, new LimitOperatorFactory(Long.MAX_VALUE / 2, 1), new CollectingSink()),
                    pipeline(1, 2, blocked, new CollectingSink()),
                    new Pipeline(2, List.of(new RangeSource(10), new CollectingSink()), 1, Set.of(1)));
            Thread.sleep(50);
            assertFalse(completion.isDone());
            long start = System.nanoTime();
            query.context().cancel(new TarnException(ErrorCode.QUERY_CANCELLED, "enough"));
            TarnException thrown = assertThrows(TarnException.class, () -> await(completion));
            assertEquals(ErrorCode.QUERY_CANCELLED, thrown.code());
            assertEquals(0, query.memory().usedBytes());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(millis < 100, () -> millis + " ms until a cancelled query was gone");
        }
    }

    @Test
    void aBlockedDriverGivesItsWorkerBack() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CollectingSink late = new CollectingSink();
        CollectingSink early = new CollectingSink(batch -> gate.complete(null));
        try (TestQuery query = new TestQuery(allocator, 1)) {
            query.run(pipeline(0, 3, new RangeSource(10, gate), late), pipeline(1, 1, new RangeSource(10), early));
        }
        assertEquals(10, late.rows.size());
    }

    @Test
    void aShortQueryIsNotKeptWaitingByALongOne() {
        FairThreadPool workers = new FairThreadPool("test-worker", 1);
        try (TestQuery large = new TestQuery(workers, allocator, 1L << 30);
                TestQuery small = new TestQuery(workers, allocator, 1L << 30)) {
            RangeSource endless = new RangeSource(Long.MAX_VALUE / 2);
            CompletableFuture<Void> running = large.start(
                    pipeline(0, 20, endless, new LimitOperatorFactory(Long.MAX_VALUE / 2, 1), new CollectingSink()));
            CollectingSink sink = new CollectingSink();
            small.run(pipeline(0, 1, new RangeSource(100_000), sink));
            assertEquals(100_000, sink.rows.size());
            assertFalse(running.isDone());
            large.context().cancel(new TarnException(ErrorCode.QUERY_CANCELLED, "enough"));
            assertThrows(TarnException.class, () -> await(running));
        }
        workers.close();
    }

    @Test
    void fiftyHalfReadResultsStayOpenWhileAnotherQueryFinishes() {
        FairThreadPool workers = new FairThreadPool("test-worker", 1);
        List<TestQuery> queries = new ArrayList<>();
        List<ResultQueue> results = new ArrayList<>();
        List<CompletableFuture<Void>> completions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            TestQuery query = new TestQuery(workers, allocator, 1L << 30);
            ResultQueue result = new ResultQueue(allocator, 20_000, List.of("n"), List.of(Type.BIGINT));
            CompletableFuture<Void> completion =
                    query.start(pipeline(0, 1, new RangeSource(100_000), new ResultOperatorFactory(result)));
            result.endWith(completion);
            queries.add(query);
            results.add(result);
            completions.add(completion);
        }
        for (ResultQueue result : results) {
            result.next().close();
        }
        try (TestQuery query = new TestQuery(workers, allocator, 1L << 30)) {
            CollectingSink sink = new CollectingSink();
            query.run(pipeline(0, 1, new RangeSource(100_000), sink));
            assertEquals(100_000, sink.rows.size());
        }
        for (int i = 0; i < 50; i++) {
            assertFalse(completions.get(i).isDone());
            if (i % 2 == 0) {
                assertEquals(99_000, countRest(results.get(i)));
            } else {
                queries.get(i).context().cancel(new TarnException(ErrorCode.QUERY_CANCELLED, "enough"));
                results.get(i).close();
                CompletableFuture<Void> completion = completions.get(i);
                assertThrows(TarnException.class, () -> await(completion));
            }
            queries.get(i).close();
        }
        workers.close();
    }

    private static long countRest(ResultQueue result) {
        long expected = 1000;
        for (VectorSchemaRoot batch = result.next(); batch != null; batch = result.next()) {
            BigIntVector numbers = (BigIntVector) batch.getVector(0);
            for (int i = 0; i < batch.getRowCount(); i++) {
                assertEquals(expected++, numbers.get(i));
            }
            batch.close();
        }
        return expected - 1000;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void queriesCancelledAtAnyMomentLeaveNothingBehind(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        FairThreadPool workers = new FairThreadPool("test-worker", 2);
        List<ColumnShape> shapes = List.of(TestColumns.shape(Type.BIGINT));
        List<TestQuery> queries = new ArrayList<>();
        List<ResultQueue> results = new ArrayList<>();
        List<CompletableFuture<Void>> completions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            TestQuery query = new TestQuery(workers, allocator, 1L << 30);
            ResultQueue result = new ResultQueue(allocator, 20_000, List.of("n"), List.of(Type.BIGINT));
            SortOperatorFactory sort = new SortOperatorFactory(shapes, List.of(new SortKey(0, true, true)));
            CompletableFuture<Void> completion = query.start(
                    pipeline(0, random.between(1, 4), new RangeSource(random.nextInt(200_000)), sort),
                    new Pipeline(1, List.of(sort.source(), new ResultOperatorFactory(result)), 1, Set.of(0)));
            result.endWith(completion);
            queries.add(query);
            results.add(result);
            completions.add(completion);
        }
        for (int i = 0; i < 20; i++) {
            int picked = random.nextInt(20);
            if (random.nextBoolean()) {
                LockSupport.parkNanos(random.nextInt(2_000_000));
            }
            queries.get(picked).context().cancel(new TarnException(ErrorCode.QUERY_CANCELLED, "enough"));
        }
        for (int i = 0; i < 20; i++) {
            queries.get(i).context().cancel(new TarnException(ErrorCode.QUERY_CANCELLED, "enough"));
            results.get(i).close();
            try {
                await(completions.get(i));
            } catch (TarnException e) {
                assertEquals(ErrorCode.QUERY_CANCELLED, e.code());
            }
            assertEquals(0, queries.get(i).memory().usedBytes());
            queries.get(i).close();
        }
        workers.close();
    }

    @Test
    void countsRowsAndTimeByPlanNode() {
        try (TestQuery query = new TestQuery(allocator, 1)) {
            query.run(new Pipeline(
                    0,
                    List.of(new RangeSource(5_000), new LimitOperatorFactory(0, 10_000), new CollectingSink()),
                    List.of(7, 8, 9),
                    2,
                    Set.of()));
            assertEquals(5_000, query.context().statistics(7).rowsOut());
            assertEquals(5_000, query.context().statistics(8).rowsIn());
            assertEquals(5, query.context().statistics(9).batchesIn());
            assertTrue(query.context().statistics(7).busyNanos() > 0);
        }
    }
}
