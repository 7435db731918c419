package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of random types, nulls, codecs, encodings and row groups that DuckDB writes read as DuckDB reads them. */
@ExtendWith(AllocatorExtension.class)
class DuckFilesTest {
    private static final int ROWS = 4_000;

    /** Values of every type from h, a number that follows from row and seed. */
    private static final List<String> VALUES = List.of(
            "h % 2 = 0",
            "(h % 256 - 128)::TINYINT",
            "(h % 65536 - 32768)::SMALLINT",
            "(h % 4294967296 - 2147483648)::INTEGER",
            "(h % 10)::INTEGER",
            "(h - 9223372036854775808)::BIGINT",
            "(i * 3 + h % 3)::BIGINT",
            "(h % 300 * 1000000007)::BIGINT",
            "(h % 256)::UTINYINT",
            "(h % 65536)::USMALLINT",
            "(h % 4294967296)::UINTEGER",
            "h::UBIGINT",
            "((h % 100000) / 7)::FLOAT",
            "(h % 1000) / 7",
            "(CASE h % 5 WHEN 0 THEN 'NaN' WHEN 1 THEN '-0.0' WHEN 2 THEN '-Infinity' ELSE h::VARCHAR END)::DOUBLE",
            "((h % 19999 - 9999) / 10)::DECIMAL(4, 1)",
            "((h % 1999999999 - 999999999) / 100)::DECIMAL(9, 2)",
            "((h % 1999999999999999 - 999999999999999) / 1000)::DECIMAL(18, 3)",
            "((h - 9223372036854775808)::DECIMAL(38, 0) * 1234567890)::DECIMAL(38, 2)",
            "DATE '1900-01-01' + (h % 80000)::INTEGER",
            "make_time((h % 24)::BIGINT, (h % 60)::BIGINT, (h % 59)::DOUBLE + 0.25)",
            "make_timestamp((h % 4000000000000000 - 2000000000000000)::BIGINT)",
            "make_timestamp((h % 4000000000000000 - 2000000000000000)::BIGINT)::TIMESTAMP_MS",
            "make_timestamp((h % 4000000000000000 - 2000000000000000)::BIGINT)::TIMESTAMP_NS",
            "make_timestamp((h % 4000000000000000 - 2000000000000000)::BIGINT)::TIMESTAMPTZ",
            "'Łódź ' || (h % 30)",
            "repeat('x', (h % 60)::INTEGER) || h",
            "''",
            "(h::VARCHAR)::BLOB",
            "md5(h::VARCHAR)::UUID");

    private static final List<String> NULLS =
            List.of("FALSE", "TRUE", "k % 100 = 0", "k % 2 = 0", "i // 700 % 2 = 0", "i < 2500", "i > 10");

    @TempDir
    static Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsAsDuckDbDoes(long seed, BufferAllocator allocator) throws Exception {
        Randomness random = Randomness.ofSeed(seed);
        Path path = folder.resolve("file" + seed + ".parquet");
        try (DuckRows duck = new DuckRows()) {
            duck.execute(copy(random, seed, path));
            var metadata = ParquetRows.metadata(path);
            List<ScanColumn> columns = ParquetRows.readable(metadata);
            assertEquals(metadata.columns().size(), columns.size());
            List<List<String>> expected =
                    duck.read(path, columns.stream().map(ScanColumn::name).toList());
            for (int batchSize : List.of(1, 7, 1000, 4096)) {
                assertRows(expected, ParquetRows.read(path, columns, List.of(), batchSize, allocator));
            }
            filtersAsTold(random, path, columns, expected, allocator);
        }
    }

    private static void filtersAsTold(
            Randomness random,
            Path path,
            List<ScanColumn> columns,
            List<List<String>> rows,
            BufferAllocator allocator) {
        for (int round = 0; round < 4; round++) {
            List<ScanFilter> filters = new ArrayList<>();
            List<List<String>> expected = rows;
            int count = random.between(1, 3);
            for (int i = 0; i < count; i++) {
                HashFilter filter = HashFilter.random(random, columns.size());
                filters.add(filter);
                expected = expected.stream().filter(filter::keeps).toList();
            }
            int batchSize = random.between(1, 5000);
            assertRows(expected, ParquetRows.read(path, columns, filters, batchSize, allocator));
        }
    }

    private static void assertRows(List<List<String>> expected, List<List<String>> actual) {
        assertEquals(expected.size(), actual.size(), "rows");
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                assertEquals(expected.get(i), actual.get(i), "row " + i);
            }
        }
        assertTrue(expected.equals(actual));
    }

    private static String copy(Randomness random, long seed, Path path) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < VALUES.size(); i++) {
            String isNull = NULLS.get(random.nextInt(NULLS.size()));
            columns.add("CASE WHEN " + isNull.replace("k", "(hash(i, " + i + ", " + seed + ") % 1000)")
                    + " THEN NULL ELSE " + VALUES.get(i) + " END AS c" + i);
        }
        String codec = List.of("uncompressed", "snappy", "zstd", "gzip", "lz4_raw", "brotli")
                .get(random.nextInt(6));
        String version = random.nextBoolean() ? "V1" : "V2";
        String dictionary = random.nextInt(3) == 0 ? ", DICTIONARY_SIZE_LIMIT 1" : "";
        return "COPY (SELECT " + String.join(", ", columns) + " FROM (SELECT i, hash(i, " + seed
                + ")::HUGEINT AS h FROM range(" + ROWS + ") t(i))) TO " + DuckRows.quoted(path)
                + " (FORMAT parquet, CODEC '" + codec + "', PARQUET_VERSION '" + version + "', ROW_GROUP_SIZE "
                + 2048 * random.between(1, 2) + dictionary + ")";
    }
}
