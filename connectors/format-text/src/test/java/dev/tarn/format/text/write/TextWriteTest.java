package dev.tarn.format.text.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.format.text.delimited.CsvFormat;
import dev.tarn.format.text.delimited.DelimitedTextFormat;
import dev.tarn.format.text.json.JsonFormat;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.ColumnText;
import dev.tarn.testkit.MemoryFile;
import dev.tarn.testkit.MemorySink;
import dev.tarn.testkit.RandomBatches;
import dev.tarn.testkit.Randomness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written as text is read back equal. */
@ExtendWith(AllocatorExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TextWriteTest {
    private static final String OPEN_X = "org.openx.data.jsonserde.JsonSerDe";
    private static final String OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde";
    private static final Type PAIR =
            Type.row(new TypeField("a", Type.VARCHAR), new TypeField("b", Type.decimal(20, 3)));

    private static List<ColumnSchema> columns(Randomness random, boolean nested) {
        List<ColumnSchema> columns = new ArrayList<>();
        for (Type type : RandomBatches.scalarTypes()) {
            columns.add(ColumnSchema.of("c" + columns.size(), type));
        }
        columns.add(ColumnSchema.of("t", Type.TIME));
        if (nested) {
            columns.add(ColumnSchema.of("r", PAIR));
            columns.add(ColumnSchema.of("m", Type.map(Type.VARCHAR, Type.map(Type.BIGINT, Type.DOUBLE))));
            columns.add(ColumnSchema.of("rr", Type.row(new TypeField("x", PAIR), new TypeField("y", Type.DATE))));
        }
        return random.chance(0.2) ? columns.subList(0, 3) : columns;
    }

    private static Map<String, String> compression(Randomness random) {
        Map<String, String> options = new HashMap<>();
        options.put("write_compression", random.pick("GZIP", "SNAPPY", "zstd", "LZ4", "bzip2", "DEFLATE", "NONE"));
        return options;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsBackDelimitedText(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        Map<String, String> options = compression(random);
        options.put("escape.delim", random.pick("\\", "#"));
        options.put("field.delim", random.pick("|", "\t", "\001", "||"));
        options.put("serialization.null.format", random.pick("\\N", "NULL", "~null~"));
        if (random.nextBoolean()) {
            options.put("skip.header.line.count", "1");
        }
        check(random, allocator, new DelimitedTextFormat(), null, columns(random, true), options);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsBackCsv(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        Map<String, String> options = compression(random);
        options.put("serialization.null.format", "\\N");
        options.put("separatorChar", random.pick(",", ";", "\t"));
        options.put("quoteChar", random.pick("\"", "'"));
        if (random.nextBoolean()) {
            options.put("escapeChar", random.pick("\\", options.get("quoteChar")));
        }
        check(random, allocator, new CsvFormat(), OPEN_CSV, columns(random, false), options);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsBackJson(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        List<ColumnSchema> columns = new ArrayList<>(columns(random, true));
        columns.add(ColumnSchema.of("l", Type.array(RandomBatches.type(random, RandomBatches.scalarTypes(), 2))));
        check(random, allocator, new JsonFormat(), OPEN_X, columns, compression(random));
    }

    private static void check(
            Randomness random,
            BufferAllocator allocator,
            FileFormat format,
            String serde,
            List<ColumnSchema> columns,
            Map<String, String> options) {
        List<List<String>> expected = new ArrayList<>();
        MemorySink sink = new MemorySink();
        WriteOptions write = new WriteOptions(serde, options, List.of(), allocator);
        format.checkWritable(columns, write);
        int rows = random.between(0, 3_000);
        try (RandomBatches batches = new RandomBatches(random, allocator, columns);
                FileWriter writer = format.writer(sink, columns, write)) {
            while (expected.size() < rows) {
                Batch batch = batches.next(random.pick(1, 100, 1_000));
                writer.append(batch);
                expected.addAll(ColumnText.rows(batch));
            }
            FileStatistics statistics = writer.finish();
            assertEquals(expected.size(), statistics.rowCount());
            assertEquals(sink.length(), statistics.byteCount());
        }
        List<List<String>> actual = read(
                format,
                "x" + format.fileEnding(write),
                sink.toByteArray(),
                readOptions(serde, options, columns),
                allocator);
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i));
        }
    }

    private static FormatOptions readOptions(String serde, Map<String, String> options, List<ColumnSchema> columns) {
        Map<String, String> lower = new HashMap<>();
        options.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new FormatOptions(serde, lower, columns);
    }

    private static List<List<String>> read(
            FileFormat format, String name, byte[] content, FormatOptions options, BufferAllocator allocator) {
        List<List<String>> rows = new ArrayList<>();
        FileMetadata metadata = format.readMetadata(new MemoryFile(name, content), options, new ScanMetrics());
        List<ScanColumn> wanted = options.columns().stream()
                .map(column -> ScanColumn.of(column.name(), column.type()))
                .toList();
        ScanContext context = new ScanContext(allocator, Runnable::run, 1000, new ScanMetrics());
        for (int i = 0; i < metadata.rowGroupCount(); i++) {
            try (BatchSource source = format.open(
                    new MemoryFile(name, content), metadata, i, new ScanRequest(wanted, List.of(), context))) {
                source.blocked().join();
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    rows.addAll(ColumnText.rows(batch));
                    source.blocked().join();
                }
            }
        }
        return rows;
    }

    private static String write(
            FileFormat format, BufferAllocator allocator, Map<String, String> options, Type type, String... values) {
        Map<String, String> all = new HashMap<>(options);
        all.putIfAbsent("write_compression", "NONE");
        MemorySink sink = new MemorySink();
        List<ColumnSchema> columns = List.of(ColumnSchema.of("c", type));
        try (ColumnAppender appender = new ColumnAppender(allocator, type);
                FileWriter writer = format.writer(sink, columns, WriteOptions.of(all, allocator))) {
            for (String value : values) {
                byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                if (value == null) {
                    appender.appendNull();
                } else if (type.isNested()) {
                    appender.cell().part(0).appendBytes(bytes, 0, bytes.length);
                    appender.appendCell();
                } else {
                    appender.appendBytes(bytes, 0, bytes.length);
                }
            }
            writer.append(Batch.of(values.length, List.of(appender.column())));
            writer.finish();
        }
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void writesTheFormsThatHiveReads(BufferAllocator allocator) {
        FileFormat text = new DelimitedTextFormat();
        assertEquals("a\n\\N\n\n", write(text, allocator, Map.of(), Type.VARCHAR, "a", null, ""));
        Map<String, String> escaped = Map.of("field_delimiter", "|", "escape.delim", "\\");
        assertEquals("a\\|b\\\\\\n\n", write(text, allocator, escaped, Type.VARCHAR, "a|b\\\n"));
        FileFormat csv = new CsvFormat();
        assertEquals(
                "\"c\"\n\"a\"\"b\"\n\n\"\"\n",
                write(csv, allocator, Map.of("skip.header.line.count", "1"), Type.VARCHAR, "a\"b", null, ""));
        assertEquals("\"a\\\"b\\\\\"\n", write(csv, allocator, Map.of("escapeChar", "\\"), Type.VARCHAR, "a\"b\\"));
        assertEquals(
                "{\"c\":\"a\\\"\\n\\u0001é\"}\n{\"c\":null}\n",
                write(new JsonFormat(), allocator, Map.of(), Type.VARCHAR, "a\"\n\u0001é", null));
    }

    @Test
    void refusesWhatWouldBeReadAsSomethingElse(BufferAllocator allocator) {
        FileFormat text = new DelimitedTextFormat();
        Type list = Type.array(Type.VARCHAR);
        refuses(ErrorCode.NOT_SUPPORTED, () -> write(text, allocator, Map.of(), Type.VARCHAR, "two\nlines"));
        refuses(ErrorCode.NOT_SUPPORTED, () -> write(text, allocator, Map.of(), Type.VARCHAR, "\\N"));
        refuses(
                ErrorCode.NOT_SUPPORTED,
                () -> write(text, allocator, Map.of("field_delimiter", "|"), Type.VARCHAR, "|"));
        refuses(ErrorCode.NOT_SUPPORTED, () -> write(text, allocator, Map.of(), list, ""));
        refuses(ErrorCode.NOT_SUPPORTED, () -> write(text, allocator, Map.of(), list, "\\N"));
        refuses(ErrorCode.NOT_SUPPORTED, () -> write(new CsvFormat(), allocator, Map.of(), list, "a"));
        refuses(
                ErrorCode.NOT_SUPPORTED,
                () -> write(text, allocator, Map.of("skip.footer.line.count", "1"), Type.VARCHAR, "a"));
        refuses(ErrorCode.NOT_SUPPORTED, () -> write(new JsonFormat(), allocator, Map.of(), Type.INTERVAL_DAY_SECOND));
        for (FileFormat format : List.of(text, new CsvFormat(), new JsonFormat())) {
            refuses(
                    ErrorCode.INVALID_PROPERTY,
                    () -> write(format, allocator, Map.of("write_compression", "LZO"), Type.VARCHAR, "a"));
            refuses(
                    ErrorCode.INVALID_PROPERTY,
                    () -> write(format, allocator, Map.of("compression_level", "3"), Type.VARCHAR, "a"));
        }
    }

    private static void refuses(ErrorCode code, Runnable write) {
        TarnException failure = assertThrows(TarnException.class, write::run);
        assertEquals(code, failure.code());
    }

    @Test
    void failsAsTheStorageDoes(BufferAllocator allocator) {
        MemorySink sink = new MemorySink();
        sink.failBeyond(10);
        List<ColumnSchema> columns = List.of(ColumnSchema.of("c", Type.BIGINT));
        try (RandomBatches batches = new RandomBatches(Randomness.ofSeed(1), allocator, columns);
                FileWriter writer = new JsonFormat().writer(sink, columns, WriteOptions.defaults(allocator))) {
            TarnException failure = assertThrows(TarnException.class, () -> {
                writer.append(batches.next(1000));
                writer.finish();
            });
            assertEquals(ErrorCode.STORAGE_ERROR, failure.code());
        }
    }

    @Test
    void writesWhatDuckDbReads(@TempDir Path folder, BufferAllocator allocator) throws Exception {
        List<ColumnSchema> columns = List.of(
                ColumnSchema.of("i", Type.BIGINT),
                ColumnSchema.of("d", Type.DOUBLE),
                ColumnSchema.of("s", Type.VARCHAR),
                ColumnSchema.of("m", Type.decimal(15, 6)),
                ColumnSchema.of("t", Type.timestamp(6)));
        String shape = "{'i': 'BIGINT', 'd': 'DOUBLE', 's': 'VARCHAR', 'm': 'DECIMAL(15,6)', 't': 'TIMESTAMP'}";
        Map<FileFormat, String> readers = Map.of(
                new JsonFormat(), "read_json('%s', format = 'newline_delimited', columns = " + shape + ")",
                new CsvFormat(),
                        "read_csv('%s', header = false, allow_quoted_nulls = false, quote = '\"', escape = '\"', columns = "
                                + shape + ")");
        for (var reader : readers.entrySet()) {
            FileFormat format = reader.getKey();
            WriteOptions options = WriteOptions.defaults(allocator);
            MemorySink sink = new MemorySink();
            List<List<String>> expected = new ArrayList<>();
            try (RandomBatches batches = new RandomBatches(Randomness.ofSeed(7), allocator, columns);
                    FileWriter writer = format.writer(sink, columns, options)) {
                for (int i = 0; i < 5; i++) {
                    Batch batch = batches.next(500);
                    writer.append(batch);
                    expected.addAll(ColumnText.rows(batch));
                }
                writer.finish();
            }
            Path file = folder.resolve("x" + format.fileEnding(options));
            assertTrue(file.toString().endsWith(".gz"));
            Files.write(file, sink.toByteArray());
            String from = String.format(Locale.ROOT, reader.getValue(), file);
            assertEquals(expected, duck("SELECT i, d, s, m, epoch_us(t) FROM " + from));
        }
    }

    private static List<List<String>> duck(String sql) throws Exception {
        List<List<String>> result = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= 5; i++) {
                    Object value = i == 2 ? rows.getObject(i) : rows.getString(i);
                    values.add(value == null ? "NULL" : value.toString());
                }
                result.add(values);
            }
        }
        return result;
    }
}
