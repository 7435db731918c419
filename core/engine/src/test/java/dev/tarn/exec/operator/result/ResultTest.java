package dev.tarn.exec.operator.result;

import static dev.tarn.exec.testing.TestQuery.pipeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.testing.CollectingSink;
import dev.tarn.exec.testing.RangeSource;
import dev.tarn.exec.testing.RowsSource;
import dev.tarn.exec.testing.TestColumns;
import dev.tarn.exec.testing.TestQuery;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(AllocatorExtension.class)
class ResultTest {
    private static final List<Type> TYPES = List.of(
            Type.BOOLEAN,
            Type.TINYINT,
            Type.SMALLINT,
            Type.INTEGER,
            Type.BIGINT,
            Type.REAL,
            Type.DOUBLE,
            Type.decimal(10, 2),
            Type.decimal(38, 2),
            Type.VARCHAR,
            Type.charType(12),
            Type.VARBINARY,
            Type.DATE,
            Type.TIMESTAMP,
            Type.INTERVAL_YEAR_MONTH,
            Type.INTERVAL_DAY_SECOND);

    private BufferAllocator allocator;

    @BeforeEach
    void setUp(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void vectorsHaveTheRowsOfTheBatches(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        List<ColumnShape> shapes = TYPES.stream().map(TestColumns::shape).toList();
        List<List<Object>> rows = new ArrayList<>();
        int count = random.pick(1, 9, 2000);
        for (int i = 0; i < count; i++) {
            rows.add(new ArrayList<>());
        }
        for (ColumnShape shape : shapes) {
            List<Object> values = TestColumns.randomValues(random, shape, count);
            for (int i = 0; i < count; i++) {
                rows.get(i).add(narrow(shape.type(), values.get(i)));
            }
        }
        ResultQueue result = queue(1 << 30, TYPES);
        List<List<Object>> actual = new ArrayList<>();
        try (TestQuery query = new TestQuery(allocator, 1)) {
            result.endWith(query.start(
                    pipeline(0, 1, new RowsSource(shapes, rows, 500, random), new ResultOperatorFactory(result))));
            read(result, actual);
        }
        for (int i = 0; i < count; i++) {
            List<Object> expected = new ArrayList<>();
            for (int c = 0; c < TYPES.size(); c++) {
                expected.add(expected(TYPES.get(c), rows.get(i).get(c)));
            }
            assertEquals(expected, actual.get(i));
        }
        assertEquals(count, actual.size());
        result.close();
    }

    private static Object narrow(Type type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case TINYINT -> (long) ((Long) value).byteValue();
            case SMALLINT -> (long) ((Long) value).shortValue();
            case DATE, INTERVAL_YEAR_MONTH -> (Long) value / 1000;
            case TIMESTAMP -> (Long) value / 1000;
            case INTERVAL_DAY_SECOND -> (Long) value / 1_000_000;
            default -> value;
        };
    }

    private static Object expected(Type type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> (Long) value == 1;
            case TINYINT -> ((Long) value).byteValue();
            case SMALLINT -> ((Long) value).shortValue();
            case INTEGER, DATE -> ((Long) value).intValue();
            case DECIMAL ->
                new BigDecimal(value instanceof BigInteger big ? big : BigInteger.valueOf((Long) value), type.scale());
            case VARCHAR -> value.toString();
            case CHAR -> {
                int missing =
                        12 - value.toString().codePointCount(0, value.toString().length());
                yield value + " ".repeat(Math.max(0, missing));
            }
            case VARBINARY -> value;
            case TIMESTAMP -> LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus((Long) value, ChronoUnit.MICROS);
            case INTERVAL_YEAR_MONTH ->
                Period.ofMonths(((Long) value).intValue()).normalized();
            case INTERVAL_DAY_SECOND -> Duration.of((Long) value, ChronoUnit.MICROS);
            default -> value;
        };
    }

    private static void read(ResultQueue result, List<List<Object>> into) {
        for (VectorSchemaRoot batch = result.next(); batch != null; batch = result.next()) {
            for (int row = 0; row < batch.getRowCount(); row++) {
                List<Object> values = new ArrayList<>();
                for (int c = 0; c < batch.getFieldVectors().size(); c++) {
                    Object value = batch.getVector(c).getObject(row);
                    values.add(
                            value instanceof byte[] bytes
                                    ? new ByteText(bytes)
                                    : value instanceof Period period
                                            ? period.normalized()
                                            : value instanceof org.apache.arrow.vector.util.Text text
                                                    ? text.toString()
                                                    : value);
                }
                into.add(values);
            }
            batch.close();
        }
    }

    private ResultQueue queue(long bytes, List<Type> types) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            labels.add("c" + i);
        }
        return new ResultQueue(allocator, bytes, labels, types);
    }

    @Test
    void decimalsOfSixtyFourBitsAreHandedOutWide() {
        List<ColumnShape> shapes = List.of(new ColumnShape(Type.decimal(38, 2), Layout.LONG));
        ResultQueue result = queue(1 << 20, List.of(Type.decimal(38, 2)));
        List<List<Object>> actual = new ArrayList<>();
        try (TestQuery query = new TestQuery(allocator, 1)) {
            result.endWith(query.start(pipeline(
                    0,
                    1,
                    new RowsSource(shapes, List.of(List.of(-5L), List.of(1234L)), 10, Randomness.ofSeed(1)),
                    new ResultOperatorFactory(result))));
            read(result, actual);
        }
        assertEquals(List.of(List.of(new BigDecimal("-0.05")), List.of(new BigDecimal("12.34"))), actual);
        result.close();
    }

    @Test
    void anErrorComesBeforeTheBatchesThatWait() {
        ResultQueue result = queue(1 << 30, List.of(Type.BIGINT));
        TarnException failure = new TarnException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
        try (TestQuery query = new TestQuery(allocator, 1)) {
            CollectingSink failing = new CollectingSink(batch -> {
                throw failure;
            });
            CompletableFuture<Void> completion = query.start(
                    pipeline(0, 1, new RangeSource(5_000), new ResultOperatorFactory(result)),
                    new dev.tarn.exec.pipeline.Pipeline(
                            1, List.of(new RangeSource(10), failing), 1, java.util.Set.of(0)));
            assertThrows(TarnException.class, () -> TestQuery.await(completion));
            result.endWith(completion);
            TarnException thrown = assertThrows(TarnException.class, result::next);
            assertEquals(ErrorCode.DIVISION_BY_ZERO, thrown.code());
        }
        result.close();
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void aClosedResultFreesWhatWaitsAndWhatComes() {
        ResultQueue result = queue(10_000, List.of(Type.BIGINT));
        try (TestQuery query = new TestQuery(allocator, 1)) {
            CompletableFuture<Void> completion =
                    query.start(pipeline(0, 1, new RangeSource(Long.MAX_VALUE / 2), new ResultOperatorFactory(result)));
            result.endWith(completion);
            VectorSchemaRoot first = result.next();
            QueryContext context = query.context();
            context.cancel(new TarnException(ErrorCode.QUERY_CANCELLED, "enough"));
            result.close();
            assertThrows(TarnException.class, () -> TestQuery.await(completion));
            assertEquals(
                    ErrorCode.QUERY_CANCELLED,
                    assertThrows(TarnException.class, result::next).code());
            assertEquals(1000, first.getRowCount());
            assertTrue(allocator.getAllocatedMemory() > 0);
            first.close();
        }
    }

    @Test
    void anInterruptedConsumerStopsWaiting() {
        ResultQueue result = queue(10_000, List.of(Type.BIGINT));
        Thread.currentThread().interrupt();
        TarnException thrown = assertThrows(TarnException.class, result::next);
        assertEquals(ErrorCode.QUERY_CANCELLED, thrown.code());
        assertTrue(Thread.interrupted());
        result.endWith(CompletableFuture.completedFuture(null));
        assertNull(result.next());
        result.close();
    }
}
