package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.MemoryFile;
import dev.tarn.testkit.MemorySink;
import dev.tarn.testkit.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statistics, indexes and Bloom filters that are written hide no row, and save reading. */
@ExtendWith(AllocatorExtension.class)
class WrittenStatisticsTest {
    private static final ParquetFormat FORMAT = new ParquetFormat();
    private static final List<ColumnSchema> COLUMNS =
            List.of(ColumnSchema.of("n", Type.BIGINT), ColumnSchema.of("s", Type.VARCHAR));

    private final List<Object> numbers = new ArrayList<>();
    private final List<Object> texts = new ArrayList<>();
    private FileStatistics statistics;

    private byte[] write(Randomness random, BufferAllocator allocator, int rows, String bloomColumns) {
        Map<String, String> options = Map.of(
                "write_compression", "SNAPPY",
                "parquet.page.row.count.limit", "50",
                "parquet.block.row.count.limit", "700",
                "parquet.dictionary.page.size", random.pick("1000", "100000"),
                "parquet.bloom.filter.columns", bloomColumns);
        MemorySink sink = new MemorySink();
        String prefix = "ł".repeat(random.pick(0, 31, 32, 40));
        long spread = random.pick(10L, 1_000_000L, Long.MAX_VALUE / 2);
        try (ColumnAppender n = new ColumnAppender(allocator, Type.BIGINT);
                ColumnAppender s = new ColumnAppender(allocator, Type.VARCHAR);
                FileWriter writer = FORMAT.writer(sink, COLUMNS, WriteOptions.of(options, allocator))) {
            for (int i = 0; i < rows; i++) {
                if (random.chance(0.1)) {
                    n.appendNull();
                    numbers.add(null);
                } else {
                    long value = random.between(-spread, spread) + i * 10L;
                    n.appendLong(value);
                    numbers.add(value);
                }
                byte[] text = (prefix + random.text(3)).getBytes(StandardCharsets.UTF_8);
                s.appendBytes(text, 0, text.length);
                texts.add(new Domain.ByteText(text));
            }
            writer.append(Batch.of(rows, List.of(n.column(), s.column())));
            statistics = writer.finish();
        }
        return sink.toByteArray();
    }

    private static long count(BufferAllocator allocator, byte[] file, int column, Domain domain, ScanMetrics metrics) {
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("x", file), FormatOptions.NONE, new ScanMetrics());
        String name = COLUMNS.get(column).name();
        ScanContext context = new ScanContext(allocator, Runnable::run, 100, metrics);
        ScanRequest request = new ScanRequest(
                List.of(ScanColumn.of(name, COLUMNS.get(column).type())),
                List.of(new DomainFilter(0, domain)),
                new TupleDomain(Map.of(name, domain)),
                context);
        long found = 0;
        for (int i = 0; i < metadata.rowGroupCount(); i++) {
            try (BatchSource source = FORMAT.open(new MemoryFile("x", file), metadata, i, request)) {
                source.blocked().join();
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    found += batch.selectedCount();
                    source.blocked().join();
                }
            }
        }
        return found;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void hideNoRow(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        byte[] file = write(random, allocator, 3_000, "n, S");
        for (int column = 0; column < 2; column++) {
            List<Object> values = column == 0 ? numbers : texts;
            Type type = COLUMNS.get(column).type();
            for (int i = 0; i < 20; i++) {
                Object value = random.pick(values);
                if (value != null) {
                    check(allocator, file, column, Domain.values(type, List.of(value)));
                    check(allocator, file, column, Domain.of(type, Range.greaterThan(value, random.nextBoolean())));
                    check(allocator, file, column, Domain.of(type, Range.lessThan(value, random.nextBoolean())));
                }
            }
            checkBounds(file, column, values);
        }
    }

    private void check(BufferAllocator allocator, byte[] file, int column, Domain domain) {
        List<Object> values = column == 0 ? numbers : texts;
        long expected = values.stream()
                .filter(Objects::nonNull)
                .filter(domain::contains)
                .count();
        assertEquals(expected, count(allocator, file, column, domain, new ScanMetrics()));
    }

    private void checkBounds(byte[] file, int column, List<Object> values) {
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("x", file), FormatOptions.NONE, new ScanMetrics());
        int row = 0;
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            ColumnStatistics known =
                    metadata.statistics(group, COLUMNS.get(column).name());
            int end = row + (int) metadata.rowCount(group);
            checkBounds(known, values.subList(row, end));
            row = end;
        }
        checkBounds(statistics.columns().get(column), values);
    }

    private static void checkBounds(ColumnStatistics known, List<Object> values) {
        assertEquals(values.stream().filter(Objects::isNull).count(), known.nullCount());
        for (Object value : values) {
            if (value != null) {
                assertTrue(Domain.compare(known.min(), value) <= 0);
                assertTrue(Domain.compare(known.max(), value) >= 0);
            }
        }
        if (known.exact()) {
            assertTrue(values.contains(known.min()) && values.contains(known.max()));
        }
    }

    @Test
    void saveReading(BufferAllocator allocator) {
        byte[] with = write(Randomness.ofSeed(1), allocator, 3_000, "n,s");
        Domain absent = Domain.values(Type.VARCHAR, List.of(new Domain.ByteText(new byte[] {'q', 'q', 'q', 'q', 'q'})));
        ScanMetrics metrics = new ScanMetrics();
        assertEquals(0, count(allocator, with, 1, absent, metrics));
        numbers.clear();
        texts.clear();
        byte[] without = write(Randomness.ofSeed(1), allocator, 3_000, "");
        ScanMetrics more = new ScanMetrics();
        assertEquals(0, count(allocator, without, 1, absent, more));
        assertTrue(metrics.rowsScanned.sum() <= more.rowsScanned.sum());
        assertTrue(with.length > without.length);
    }

    @Test
    void haveNoBoundsWhereANaNIs(BufferAllocator allocator) {
        assertNull(bounds(allocator, 1, Double.NaN, 2).min());
        ColumnStatistics zeros = bounds(allocator, -0.0, 0.0, 0.0);
        assertEquals(-0.0, zeros.min());
        assertEquals(0.0, zeros.max());
        assertFalse(zeros.exact());
        ColumnStatistics plain = bounds(allocator, 1, -3, 2);
        assertEquals(-3.0, plain.min());
        assertEquals(2.0, plain.max());
    }

    private static ColumnStatistics bounds(BufferAllocator allocator, double... values) {
        MemorySink sink = new MemorySink();
        List<ColumnSchema> columns = List.of(ColumnSchema.of("d", Type.DOUBLE));
        try (ColumnAppender d = new ColumnAppender(allocator, Type.DOUBLE);
                FileWriter writer = FORMAT.writer(sink, columns, WriteOptions.defaults(allocator))) {
            for (double value : values) {
                d.appendDouble(value);
            }
            writer.append(Batch.of(values.length, List.of(d.column())));
            ColumnStatistics returned = writer.finish().columns().get(0);
            ColumnStatistics read = FORMAT.readMetadata(
                            new MemoryFile("x", sink.toByteArray()), FormatOptions.NONE, new ScanMetrics())
                    .statistics(0, "d");
            assertEquals(returned.min(), read.min());
            return read;
        }
    }
}
