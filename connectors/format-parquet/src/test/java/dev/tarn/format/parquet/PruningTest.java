package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.format.parquet.HandMadeFile.Entry;
import dev.tarn.format.parquet.HandMadeFile.Leaf;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.MemoryFile;
import dev.tarn.testkit.Randomness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What page indexes, Bloom filters and dictionaries exclude is not read, and nothing else. */
@ExtendWith(AllocatorExtension.class)
class PruningTest {
    private static final int ROWS = 30_000;
    private static final List<ScanColumn> COLUMNS = List.of(
            ScanColumn.of("id", Type.BIGINT),
            ScanColumn.of("v", Type.BIGINT),
            ScanColumn.of("s", Type.VARCHAR),
            ScanColumn.of("l", Type.array(Type.INTEGER)),
            ScanColumn.of("plain", Type.INTEGER));

    @TempDir
    static Path folder;

    /** A file that reads quickly, as local ones do. */
    private record Quick(MemoryFile file) implements InputFile {
        @Override
        public FileEntry entry() {
            return file.entry();
        }

        @Override
        public void read(long position, ByteBuffer target) {
            file.read(position, target);
        }

        @Override
        public boolean readsQuickly() {
            return true;
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private static SchemaElement element(
            String name, org.apache.parquet.format.Type type, FieldRepetitionType repetition, ConvertedType converted) {
        SchemaElement element = new SchemaElement(name);
        element.setRepetition_type(repetition);
        if (type == null) {
            element.setNum_children(1);
        } else {
            element.setType(type);
        }
        if (converted != null) {
            element.setConverted_type(converted);
        }
        return element;
    }

    private static byte[] file(Randomness random) throws Exception {
        var int32 = org.apache.parquet.format.Type.INT32;
        var int64 = org.apache.parquet.format.Type.INT64;
        var bytes = org.apache.parquet.format.Type.BYTE_ARRAY;
        List<Entry> id = new ArrayList<>();
        List<Entry> v = new ArrayList<>();
        List<Entry> s = new ArrayList<>();
        List<Entry> l = new ArrayList<>();
        List<Entry> plain = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            id.add(new Entry(0, 0, HandMadeFile.le((long) i)));
            boolean isNull = i % 7 == 0 || i / 500 % 5 == 0;
            v.add(isNull ? new Entry(0, 0, null) : new Entry(0, 1, HandMadeFile.le(i * 2L)));
            s.add(new Entry(0, 1, text(i).getBytes(StandardCharsets.UTF_8)));
            if (i % 5 == 0) {
                l.add(new Entry(0, 0, null));
            } else if (i % 4 == 0) {
                l.add(new Entry(0, 1, null));
            }
            for (int k = 0; i % 5 != 0 && k < i % 4; k++) {
                l.add(new Entry(k == 0 ? 0 : 1, 3, HandMadeFile.le(i + k)));
            }
            plain.add(new Entry(0, 0, HandMadeFile.le(-i)));
        }
        Comparator<byte[]> numbers = Comparator.comparingLong(HandMadeFile::number);
        boolean second = random.nextBoolean();
        return new HandMadeFile(ROWS)
                .column(element("id", int64, FieldRepetitionType.REQUIRED, null))
                .column(element("v", int64, FieldRepetitionType.OPTIONAL, null))
                .column(element("s", bytes, FieldRepetitionType.OPTIONAL, ConvertedType.UTF8))
                .column(
                        element("l", null, FieldRepetitionType.OPTIONAL, ConvertedType.LIST),
                        element("list", null, FieldRepetitionType.REPEATED, null),
                        element("element", int32, FieldRepetitionType.OPTIONAL, null))
                .column(element("plain", int32, FieldRepetitionType.REQUIRED, null))
                .leaf(new Leaf(int64, List.of("id"), 0, 0, id, random.between(50, 900), second, false, numbers))
                .leaf(new Leaf(int64, List.of("v"), 0, 1, v, random.between(50, 900), !second, false, numbers))
                .leaf(new Leaf(
                        bytes,
                        List.of("s"),
                        0,
                        1,
                        s,
                        random.between(50, 900),
                        second,
                        random.nextBoolean(),
                        Arrays::compareUnsigned))
                .leaf(new Leaf(
                        int32,
                        List.of("l", "list", "element"),
                        1,
                        3,
                        l,
                        random.between(50, 900),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        numbers))
                .leaf(new Leaf(int32, List.of("plain"), 0, 0, plain, 700, second, false, null))
                .write();
    }

    private static String text(int row) {
        return "text of some length " + (100_000 + row / 10);
    }

    private static List<String> row(int i) {
        List<String> elements = new ArrayList<>();
        for (int k = 0; k < i % 4; k++) {
            elements.add(Integer.toString(i + k));
        }
        return List.of(
                Integer.toString(i),
                i % 7 == 0 || i / 500 % 5 == 0 ? "NULL" : Integer.toString(i * 2),
                text(i),
                i % 5 == 0 ? "NULL" : elements.toString(),
                Integer.toString(-i));
    }

    private static List<List<String>> read(
            InputFile file,
            FileMetadata metadata,
            int rowGroup,
            List<ScanColumn> columns,
            Map<String, Domain> domains,
            int batchSize,
            ScanMetrics metrics,
            BufferAllocator allocator)
            throws Exception {
        List<ScanFilter> filters = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Domain domain = domains.get(columns.get(i).name());
            if (domain != null) {
                filters.add(new DomainFilter(i, domain));
            }
        }
        Queue<Runnable> tasks = new ArrayDeque<>();
        ScanContext context = new ScanContext(allocator, tasks::add, batchSize, metrics);
        ScanRequest request = new ScanRequest(columns, filters, new TupleDomain(domains), context);
        List<List<String>> rows = new ArrayList<>();
        try (BatchSource source = new ParquetFormat().open(file, metadata, rowGroup, request)) {
            while (true) {
                while (!source.blocked().isDone()) {
                    tasks.remove().run();
                }
                Batch batch = source.next();
                if (batch == null) {
                    return rows;
                }
                ParquetRows.append(batch, rows);
            }
        }
    }

    private static FileMetadata metadata(byte[] bytes) {
        return new ParquetFormat().readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
    }

    private static Map<String, Domain> domains(Randomness random) {
        Map<String, Domain> domains = new HashMap<>();
        long start = random.between(0, ROWS);
        long length = List.of(0, 30, 2_000, ROWS).get(random.nextInt(4));
        switch (random.nextInt(5)) {
            case 0 -> domains.put("id", Domain.of(Type.BIGINT, new Range(start, true, start + length, true)));
            case 1 -> domains.put("v", Domain.of(Type.BIGINT, new Range(start * 2, true, (start + length) * 2, true)));
            case 2 -> domains.put("v", Domain.onlyNull(Type.BIGINT));
            case 3 -> {
                byte[] value = text((int) start).getBytes(StandardCharsets.UTF_8);
                domains.put("s", Domain.values(Type.VARCHAR, List.of(new Domain.ByteText(value))));
            }
            default -> {
                domains.put("id", Domain.values(Type.BIGINT, List.of(5L, start, start + 1, 29_990L)));
                domains.put("v", Domain.notNull(Type.BIGINT));
            }
        }
        return domains;
    }

    private static boolean isIn(Map<String, Domain> domains, int row) {
        List<String> values = row(row);
        Domain id = domains.getOrDefault("id", Domain.all(Type.BIGINT));
        Domain v = domains.getOrDefault("v", Domain.all(Type.BIGINT));
        Domain s = domains.getOrDefault("s", Domain.all(Type.VARCHAR));
        return id.contains((long) row)
                && v.contains(values.get(1).equals("NULL") ? null : (Long) (row * 2L))
                && s.contains(new Domain.ByteText(values.get(2).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsOnlyPagesThatMayHaveRows(long seed, BufferAllocator allocator) throws Exception {
        Randomness random = Randomness.ofSeed(seed);
        byte[] bytes = file(random);
        FileMetadata metadata = metadata(bytes);
        long pruned = 0;
        for (int round = 0; round < 12; round++) {
            Map<String, Domain> domains = domains(random);
            List<List<String>> expected = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                if (isIn(domains, i)) {
                    expected.add(row(i));
                }
            }
            MemoryFile memory = new MemoryFile("f", bytes);
            InputFile file = random.nextBoolean() ? new Quick(memory) : memory;
            ScanMetrics metrics = new ScanMetrics();
            int batchSize = List.of(64, 1000, 4096).get(random.nextInt(3));
            List<List<String>> rows = read(file, metadata, 0, COLUMNS, domains, batchSize, metrics, allocator);
            assertEquals(expected.size(), rows.size(), () -> "rows of " + domains);
            assertEquals(expected, rows);
            pruned += metrics.pagesPruned.sum();
            assertTrue(metrics.pagesPruned.sum() <= metrics.pagesTotal.sum());
            if (expected.size() < 40 && !domains.containsKey("v")) {
                assertTrue(metrics.bytesRead.sum() < bytes.length / 2, metrics.bytesRead + " of " + bytes.length);
            }
        }
        assertTrue(pruned > 0);
    }

    @Test
    void asksBloomFiltersAndDictionaries(BufferAllocator allocator) throws Exception {
        Path path = folder.resolve("values.parquet");
        try (DuckRows duck = new DuckRows()) {
            duck.execute("COPY (SELECT (hash(i) % 100 * 1000)::INTEGER AS n, 'name ' || (hash(i) % 77 * 2) AS s, "
                    + "hash(i, 1)::VARCHAR || hash(i, 2) AS other FROM range(40000) t(i)) TO " + DuckRows.quoted(path)
                    + " (FORMAT parquet, CODEC 'uncompressed')");
        }
        byte[] bytes = Files.readAllBytes(path);
        FileMetadata metadata = metadata(bytes);
        List<ScanColumn> columns = List.of(
                ScanColumn.of("n", Type.INTEGER),
                ScanColumn.of("s", Type.VARCHAR),
                ScanColumn.of("other", Type.VARCHAR));
        Map<String, Domain> absent = Map.of("n", Domain.values(Type.INTEGER, List.of(1_500L, 77_001L)));
        Map<String, Domain> present = Map.of("n", Domain.values(Type.INTEGER, List.of(1_500L, 77_000L)));
        Map<String, Domain> name = Map.of("s", Domain.values(Type.VARCHAR, List.of(text("name 7"))));
        Map<String, Domain> range = Map.of("n", Domain.of(Type.INTEGER, new Range(1_000L, false, 2_000L, false)));
        for (boolean quick : new boolean[] {true, false}) {
            ScanMetrics metrics = new ScanMetrics();
            for (Map<String, Domain> domains : List.of(absent, name)) {
                MemoryFile memory = new MemoryFile("f", bytes);
                InputFile file = quick ? new Quick(memory) : memory;
                assertEquals(List.of(), read(file, metadata, 0, columns, domains, 1000, metrics, allocator));
            }
            assertEquals(2, metrics.rowGroupsPrunedByBloomFilter.sum());
            assertEquals(0, metrics.rowsScanned.sum());
            assertTrue(metrics.bytesRead.sum() < 20_000, metrics.bytesRead + " bytes");

            MemoryFile memory = new MemoryFile("f", bytes);
            InputFile file = quick ? new Quick(memory) : memory;
            ScanMetrics later = new ScanMetrics();
            assertEquals(List.of(), read(file, metadata, 0, columns, range, 1000, later, allocator));
            assertEquals(1, later.rowGroupsPrunedByDictionary.sum());
            if (quick) {
                assertTrue(later.bytesRead.sum() < bytes.length / 10, later.bytesRead + " bytes");
            }
            MemoryFile again = new MemoryFile("f", bytes);
            List<List<String>> rows = read(
                    quick ? new Quick(again) : again,
                    metadata,
                    0,
                    columns,
                    present,
                    1000,
                    new ScanMetrics(),
                    allocator);
            assertTrue(rows.size() > 300, rows.size() + " rows");
        }
    }

    /** An index that lies may hide rows, but is an error by code or none. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void survivesBrokenIndexes(long seed, BufferAllocator allocator) throws Exception {
        Randomness random = Randomness.ofSeed(seed);
        byte[] good = file(random);
        for (int round = 0; round < 25; round++) {
            byte[] bytes = good.clone();
            // The indexes are the last of the file but for the footer.
            for (int i = 0; i < 3; i++) {
                bytes[bytes.length - 1 - random.nextInt(12_000)] = (byte) random.nextInt();
            }
            Map<String, Domain> domains = domains(random);
            boolean quick = random.nextBoolean();
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    MemoryFile memory = new MemoryFile("f", bytes);
                    FileMetadata metadata = metadata(bytes);
                    InputFile file = quick ? new Quick(memory) : memory;
                    read(file, metadata, 0, COLUMNS, domains, 4096, new ScanMetrics(), allocator);
                } catch (TarnException e) {
                    assertTrue(e.code() != ErrorCode.INTERNAL_ERROR, e.getMessage());
                } catch (OutOfMemoryException e) {
                    // Lengths that only more memory could find out about.
                }
            });
        }
    }

    @Test
    void namesEncryptedColumns(BufferAllocator allocator) throws Exception {
        byte[] bytes = new HandMadeFile(1)
                .column(element("open", org.apache.parquet.format.Type.INT32, FieldRepetitionType.REQUIRED, null))
                .column(element("secret", org.apache.parquet.format.Type.INT32, FieldRepetitionType.REQUIRED, null))
                .leaf(one("open", false))
                .leaf(one("secret", true))
                .write();
        FileMetadata metadata = metadata(bytes);
        assertEquals("encrypted columns", metadata.columns().get(1).unsupported());
        List<ScanColumn> open = List.of(ScanColumn.of("open", Type.INTEGER));
        assertEquals(
                List.of(List.of("1")),
                read(new MemoryFile("f", bytes), metadata, 0, open, Map.of(), 10, new ScanMetrics(), allocator));
        List<ScanColumn> secret = List.of(ScanColumn.of("secret", Type.INTEGER));
        TarnException failure = assertThrows(
                TarnException.class,
                () -> read(
                        new MemoryFile("f", bytes), metadata, 0, secret, Map.of(), 10, new ScanMetrics(), allocator));
        assertEquals(ErrorCode.NOT_SUPPORTED, failure.code());
        assertTrue(failure.getMessage().contains("secret"), failure.getMessage());
    }

    private static Leaf one(String name, boolean encrypted) {
        Entry entry = new Entry(0, 0, HandMadeFile.le(1));
        return new Leaf(
                org.apache.parquet.format.Type.INT32,
                encrypted ? HandMadeFile.ENCRYPTED : List.of(name),
                0,
                0,
                List.of(entry),
                10,
                false,
                false,
                null);
    }

    private static Domain.ByteText text(String value) {
        return new Domain.ByteText(value.getBytes(StandardCharsets.UTF_8));
    }
}
