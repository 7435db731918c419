package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.ColumnText;
import dev.tarn.testkit.MemorySink;
import dev.tarn.testkit.RandomBatches;
import dev.tarn.testkit.Randomness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back equal: random types, values, encodings, sizes of pages and row groups, codecs. */
@ExtendWith(AllocatorExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WriteTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsBackWhatItWrites(long seed, BufferAllocator allocator) throws Exception {
        Randomness random = Randomness.ofSeed(seed);
        List<ColumnSchema> columns = new ArrayList<>();
        int count = random.between(1, 8);
        for (int i = 0; i < count; i++) {
            Type type = RandomBatches.type(random, RandomBatches.scalarTypes(), random.chance(0.5) ? 3 : 0);
            columns.add(ColumnSchema.of("c" + i, type));
        }
        check(random, allocator, columns, options(random), random.between(0, 5_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsBackEveryType(long seed, BufferAllocator allocator) throws Exception {
        Randomness random = Randomness.ofSeed(seed);
        List<ColumnSchema> columns = new ArrayList<>();
        for (Type type : RandomBatches.scalarTypes()) {
            columns.add(ColumnSchema.of("c" + columns.size(), type));
        }
        columns.add(ColumnSchema.of("t", Type.TIME));
        check(random, allocator, columns, options(random), 3_000);
    }

    private static Map<String, String> options(Randomness random) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("write_compression", random.pick("GZIP", "snappy", "ZSTD", "LZ4", "NONE", "UNCOMPRESSED"));
        options.put("parquet.block.row.count.limit", String.valueOf(random.pick(1_000_000, 1_000, 77)));
        options.put("parquet.page.row.count.limit", String.valueOf(random.pick(20_000, 100, 1)));
        options.put("parquet.page.size", String.valueOf(random.pick(1 << 20, 1_000, 10)));
        options.put("parquet.dictionary.page.size", String.valueOf(random.pick(1 << 20, 500)));
        options.put("parquet.enable.dictionary", String.valueOf(random.chance(0.8)));
        options.put("parquet.writer.version", random.pick("v1", "v2"));
        return options;
    }

    private void check(
            Randomness random,
            BufferAllocator allocator,
            List<ColumnSchema> columns,
            Map<String, String> options,
            int leastRows)
            throws Exception {
        List<List<String>> expected = new ArrayList<>();
        MemorySink sink = new MemorySink();
        FileStatistics statistics;
        try (RandomBatches batches = new RandomBatches(random, allocator, columns);
                FileWriter writer = new ParquetFormat().writer(sink, columns, WriteOptions.of(options, allocator))) {
            while (expected.size() < leastRows) {
                Batch batch = batches.next(random.pick(1, 10, 500, 2_000));
                writer.append(batch);
                expected.addAll(ColumnText.rows(batch));
                assertEquals(expected.size(), writer.rowCount());
            }
            statistics = writer.finish();
        }
        assertEquals(expected.size(), statistics.rowCount());
        assertEquals(sink.length(), statistics.byteCount());
        Path file = folder.resolve("written.parquet");
        Files.write(file, sink.toByteArray());
        List<ScanColumn> wanted = columns.stream()
                .map(column -> ScanColumn.of(column.name(), column.type()))
                .toList();
        assertRows(expected, ParquetRows.read(file, wanted, List.of(), random.pick(7, 4096), allocator));
        try (DuckRows duck = new DuckRows()) {
            assertRows(
                    expected,
                    duck.read(file, columns.stream().map(ColumnSchema::name).toList()));
        }
    }

    static void assertRows(List<List<String>> expected, List<List<String>> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            int row = i;
            assertEquals(expected.get(i), actual.get(i), () -> "row " + row);
        }
    }
}
