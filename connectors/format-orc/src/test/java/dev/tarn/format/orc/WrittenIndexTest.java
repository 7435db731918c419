package dev.tarn.format.orc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FileWriter;
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
import dev.tarn.testkit.FormatRows;
import dev.tarn.testkit.MemorySink;
import dev.tarn.testkit.Randomness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.hadoop.hive.ql.io.sarg.PredicateLeaf;
import org.apache.hadoop.hive.ql.io.sarg.SearchArgument;
import org.apache.hadoop.hive.ql.io.sarg.SearchArgumentFactory;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.impl.RecordReaderImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row indexes, dictionaries and Bloom filters that are written lead to the rows that they are about. */
@ExtendWith(AllocatorExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WrittenIndexTest {
    private static final int ROWS = 12_000;
    private static final List<ColumnSchema> COLUMNS = List.of(
            ColumnSchema.of("id", Type.BIGINT),
            ColumnSchema.of("odd", Type.BIGINT),
            ColumnSchema.of("word", Type.VARCHAR),
            ColumnSchema.of("name", Type.VARCHAR),
            // Few values in the first half, many in the second.
            ColumnSchema.of("drift", Type.VARCHAR),
            ColumnSchema.of("code", Type.charType(4)),
            ColumnSchema.of("number", Type.DOUBLE),
            ColumnSchema.of("price", Type.decimal(12, 2)));

    @TempDir
    Path folder;

    private static long odd(long id) {
        return id * 7919 % 20_011;
    }

    private static String word(long id) {
        return id % 5 == 2 ? null : id % 11 == 0 ? "" : "word " + id % 13;
    }

    private static String name(long id) {
        return "name " + odd(id);
    }

    private static String drift(long id) {
        return id < ROWS / 2 ? "d" + id % 3 : "drifts to " + id;
    }

    private static byte[] write(Map<String, String> properties, BufferAllocator allocator) {
        MemorySink sink = new MemorySink();
        WriteOptions options = WriteOptions.of(properties, allocator);
        OrcFiles.FORMAT.checkWritable(COLUMNS, options);
        List<ColumnAppender> columns = COLUMNS.stream()
                .map(column -> new ColumnAppender(allocator, column.type()))
                .toList();
        try (FileWriter writer = OrcFiles.FORMAT.writer(sink, COLUMNS, options)) {
            for (int from = 0; from < ROWS; from += 700) {
                int to = Math.min(ROWS, from + 700);
                columns.forEach(ColumnAppender::clear);
                for (long id = from; id < to; id++) {
                    columns.get(0).appendLong(id);
                    columns.get(1).appendLong(odd(id));
                    text(columns.get(2), word(id));
                    text(columns.get(3), name(id));
                    text(columns.get(4), drift(id));
                    text(columns.get(5), "c" + id % 7);
                    columns.get(6).appendDouble(odd(id) / 8.0);
                    columns.get(7).appendLong(odd(id) * 10);
                }
                writer.append(Batch.of(
                        to - from, columns.stream().map(ColumnAppender::column).toList()));
            }
            writer.finish();
        } finally {
            columns.forEach(ColumnAppender::close);
        }
        return sink.toByteArray();
    }

    private static void text(ColumnAppender column, String text) {
        if (text == null) {
            column.appendNull();
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            column.appendBytes(bytes, 0, bytes.length);
        }
    }

    private record Result(List<Long> ids, ScanMetrics metrics) {}

    /** Reads, and checks the values of each row. */
    private static Result read(
            byte[] bytes,
            StoredFile.Kind storage,
            Map<String, Domain> domains,
            int batchSize,
            BufferAllocator allocator) {
        FileMetadata metadata = OrcFiles.ROWS.metadata(bytes);
        ScanMetrics metrics = new ScanMetrics();
        List<ScanColumn> columns = COLUMNS.stream()
                .map(column -> ScanColumn.of(column.name(), column.type()))
                .toList();
        ScanRequest request = new ScanRequest(
                columns,
                List.of(),
                new TupleDomain(domains),
                new ScanContext(allocator, Runnable::run, batchSize, metrics));
        List<Long> ids = new ArrayList<>();
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            try (BatchSource source = OrcFiles.FORMAT.open(storage.of(bytes), metadata, group, request)) {
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        long id = (Long) FormatRows.value(batch.column(0), row);
                        assertEquals(odd(id), FormatRows.value(batch.column(1), row));
                        assertEquals(word(id), FormatRows.value(batch.column(2), row));
                        assertEquals(name(id), FormatRows.value(batch.column(3), row));
                        assertEquals(drift(id), FormatRows.value(batch.column(4), row));
                        assertEquals("c" + id % 7, FormatRows.value(batch.column(5), row));
                        assertEquals(odd(id) / 8.0, FormatRows.value(batch.column(6), row));
                        ids.add(id);
                    }
                }
            }
        }
        return new Result(ids, metrics);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void groupsOfRowsAreFound(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        int stride = random.pick(100, 777, 1000, 5000);
        Map<String, String> properties = new HashMap<>();
        properties.put("orc.compress", random.pick("ZLIB", "NONE", "SNAPPY", "ZSTD"));
        properties.put("orc.compress.size", String.valueOf(random.pick(4096, 300, 64 << 10)));
        boolean oneStripe = random.nextBoolean();
        properties.put("orc.stripe.size", String.valueOf(oneStripe ? 64 << 20 : 100_000));
        properties.put("orc.row.index.stride", String.valueOf(stride));
        properties.put("orc.dictionary.key.threshold", random.pick("0", "0.5", "1"));
        byte[] bytes = write(properties, allocator);
        for (StoredFile.Kind storage : StoredFile.KINDS) {
            int batchSize = random.pick(1, 300, 4096);
            assertEquals(
                    ROWS,
                    read(bytes, storage, Map.of(), batchSize, allocator).ids.size());
            for (int i = 0; i < 5; i++) {
                long low = random.between(0, ROWS - 1);
                long high = Math.min(ROWS - 1, low + random.pick(0, 10, 3000));
                Domain domain = new Domain(Type.BIGINT, List.of(new Range(low, true, high, true)), false);
                Result result = read(bytes, storage, Map.of("id", domain), batchSize, allocator);
                for (long id = low; id <= high; id++) {
                    assertTrue(result.ids.contains(id), "row " + id);
                }
                // Stripes are left out by who opens them.
                assertTrue(
                        !oneStripe || result.ids.size() <= high - low + 1 + 2L * stride, "rows " + result.ids.size());
            }
        }
    }

    private static final Map<String, String> FILTERED = Map.of(
            "orc.bloom.filter.columns",
            "odd, NAME,code,number,price",
            "orc.row.index.stride",
            "500",
            "orc.bloom.filter.fpp",
            "0.001");

    @Test
    void bloomFiltersLeaveRowsOut(BufferAllocator allocator) {
        byte[] bytes = write(FILTERED, allocator);
        long id = 4321;
        Domain.ByteText name = new Domain.ByteText(name(id).getBytes(StandardCharsets.US_ASCII));
        for (Map<String, Domain> domains : List.of(
                Map.of("odd", Domain.values(Type.BIGINT, List.of(odd(id)))),
                Map.of("name", Domain.values(Type.VARCHAR, List.of(name))))) {
            Result result = read(bytes, StoredFile.KINDS.get(0), domains, 1000, allocator);
            assertTrue(result.ids.contains(id));
            assertTrue(result.ids.size() <= 1000, "rows " + result.ids.size());
            assertEquals(ROWS / 500, result.metrics.pagesTotal.sum());
            assertTrue(result.metrics.pagesPruned.sum() >= ROWS / 500 - 2);
        }
    }

    @Test
    void orcCoreAsksTheFilters(BufferAllocator allocator) throws IOException {
        Path file = folder.resolve("filtered.orc");
        Files.write(file, write(FILTERED, allocator));
        long id = 4321;
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("odd", odd(id));
        wanted.put("name", name(id));
        wanted.put("number", odd(id) / 8.0);
        wanted.put(
                "price",
                new org.apache.hadoop.hive.serde2.io.HiveDecimalWritable(
                        org.apache.hadoop.hive.common.type.HiveDecimal.create(
                                java.math.BigDecimal.valueOf(odd(id), 1))));
        for (Map.Entry<String, Object> entry : wanted.entrySet()) {
            PredicateLeaf.Type type = entry.getKey().equals("odd")
                    ? PredicateLeaf.Type.LONG
                    : entry.getKey().equals("name")
                            ? PredicateLeaf.Type.STRING
                            : entry.getKey().equals("price") ? PredicateLeaf.Type.DECIMAL : PredicateLeaf.Type.FLOAT;
            SearchArgument argument = SearchArgumentFactory.newBuilder()
                    .startAnd()
                    .equals(entry.getKey(), type, entry.getValue())
                    .end()
                    .build();
            List<Long> ids = readByOrcCore(file, argument, entry.getKey());
            assertTrue(ids.contains(id), entry.getKey());
            assertTrue(ids.size() <= 1000, entry.getKey() + ": rows " + ids.size());
        }
        assertEquals(ROWS, readByOrcCore(file, null, null).size());
    }

    private static List<Long> readByOrcCore(Path file, SearchArgument argument, String column) throws IOException {
        List<Long> ids = new ArrayList<>();
        try (Reader reader = OrcFile.createReader(
                new org.apache.hadoop.fs.Path(file.toString()), OrcFile.readerOptions(new Configuration()))) {
            Reader.Options options = reader.options();
            if (argument != null) {
                options.searchArgument(argument, new String[] {column});
            }
            try (RecordReader records = reader.rows(options)) {
                VectorizedRowBatch batch = reader.getSchema().createRowBatch();
                while (records.nextBatch(batch)) {
                    LongColumnVector vector = (LongColumnVector) batch.cols[0];
                    for (int row = 0; row < batch.size; row++) {
                        ids.add(vector.vector[vector.isRepeating ? 0 : row]);
                    }
                }
            }
        }
        return ids;
    }

    @Test
    void textsThatRepeatHaveADictionary(BufferAllocator allocator) throws IOException {
        Path file = folder.resolve("plain.orc");
        Files.write(file, write(Map.of("orc.row.index.stride", "1000"), allocator));
        try (Reader reader = OrcFile.createReader(
                        new org.apache.hadoop.fs.Path(file.toString()), OrcFile.readerOptions(new Configuration()));
                RecordReaderImpl records = (RecordReaderImpl) reader.rows()) {
            OrcProto.StripeFooter footer =
                    records.readStripeFooter(reader.getStripes().get(0));
            List<OrcProto.ColumnEncoding> encodings = footer.getColumnsList();
            assertEquals(
                    OrcProto.ColumnEncoding.Kind.DICTIONARY_V2, encodings.get(3).getKind());
            assertEquals(14, encodings.get(3).getDictionarySize());
            assertEquals(
                    OrcProto.ColumnEncoding.Kind.DIRECT_V2, encodings.get(4).getKind());
            assertEquals(
                    OrcProto.ColumnEncoding.Kind.DIRECT_V2, encodings.get(5).getKind());
            assertEquals(7, encodings.get(6).getDictionarySize());
            // Only the column that has NULLs says where.
            List<Integer> withPresence = footer.getStreamsList().stream()
                    .filter(stream -> stream.getKind() == OrcProto.Stream.Kind.PRESENT)
                    .map(OrcProto.Stream::getColumn)
                    .toList();
            assertEquals(List.of(3), withPresence);
        }
    }
}
