package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with broken bytes: an error by code and place, or other values where nothing can tell; never a crash or a hang. */
@ExtendWith(AllocatorExtension.class)
class CorruptionTest {
    private static final Set<ErrorCode> CODES = Set.of(
            ErrorCode.HIVE_BAD_DATA, ErrorCode.NOT_SUPPORTED, ErrorCode.EXCEEDED_LIMIT, ErrorCode.HIVE_CURSOR_ERROR);

    private static final int FILTERED_COLUMNS = 5;

    private static final String ROWS =
            "SELECT i::INTEGER AS i32, (i * 7919)::BIGINT AS i64, (i % 13)::SMALLINT AS dict, i / 3.0 AS f64, "
                    + "CASE WHEN i % 3 = 0 THEN NULL ELSE i::DECIMAL(12, 2) END AS dec, "
                    + "CASE WHEN i % 5 = 0 THEN NULL ELSE 'value ' || (i % 40) END AS few, "
                    + "'text ' || (i * 31) AS many, i % 2 = 0 AS flag, DATE '2020-01-01' + i::INTEGER AS day "
                    + "FROM range(3000) t(i)";

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeFiles() throws Exception {
        try (DuckRows duck = new DuckRows()) {
            for (String codec : List.of("uncompressed", "snappy", "zstd", "gzip", "lz4_raw", "brotli")) {
                for (String version : List.of("V1", "V2")) {
                    duck.execute("COPY (" + ROWS + ") TO " + DuckRows.quoted(file(codec, version))
                            + " (FORMAT parquet, CODEC '" + codec + "', PARQUET_VERSION '" + version + "')");
                }
            }
        }
    }

    private static Path file(String codec, String version) {
        return folder.resolve(codec + version + ".parquet");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void survivesRandomBytes(long seed, BufferAllocator allocator) throws Exception {
        Randomness random = Randomness.ofSeed(seed);
        Path broken = folder.resolve("broken" + seed + ".parquet");
        for (String codec : List.of("uncompressed", "snappy", "zstd", "gzip", "lz4_raw", "brotli")) {
            for (String version : List.of("V1", "V2")) {
                byte[] good = Files.readAllBytes(file(codec, version));
                for (int round = 0; round < 12; round++) {
                    byte[] bytes = good.clone();
                    int changes = random.between(1, 4);
                    for (int i = 0; i < changes; i++) {
                        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                    }
                    Files.write(broken, bytes);
                    List<ScanFilter> filters =
                            round % 2 == 0 ? List.of() : List.of(HashFilter.random(random, FILTERED_COLUMNS));
                    int batchSize = random.between(1, 4096);
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(30), () -> readOrFail(broken, filters, batchSize, allocator));
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void survivesRandomBytesOfNestedColumns(long seed, BufferAllocator allocator) throws Exception {
        Randomness random = Randomness.ofSeed(seed);
        Path broken = folder.resolve("nested" + seed + ".parquet");
        String rows = "SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE range(i % 5) END AS l, "
                + "{'a': i, 'b': ['x' || i, NULL], 'c': CASE WHEN i % 3 > 0 THEN {'d': i / 3.0} END} AS s, "
                + "MAP {i: [i % 2 = 0], i + 1: []} AS m FROM range(1000) t(i)";
        for (String version : List.of("V1", "V2")) {
            Path file = folder.resolve("nested" + seed + version + ".parquet");
            try (DuckRows duck = new DuckRows()) {
                duck.execute("COPY (" + rows + ") TO " + DuckRows.quoted(file)
                        + " (FORMAT parquet, CODEC 'uncompressed', PARQUET_VERSION '" + version + "')");
            }
            byte[] good = Files.readAllBytes(file);
            for (int round = 0; round < 40; round++) {
                byte[] bytes = good.clone();
                for (int i = random.between(1, 4); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                Files.write(broken, bytes);
                int batchSize = random.between(1, 700);
                assertTimeoutPreemptively(
                        Duration.ofSeconds(30), () -> readOrFail(broken, List.of(), batchSize, allocator));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "11", "12", "100", "5000"})
    void refusesTruncatedFiles(int length, BufferAllocator allocator) throws Exception {
        Path truncated = folder.resolve("truncated" + length + ".parquet");
        byte[] good = Files.readAllBytes(file("snappy", "V1"));
        Files.write(truncated, java.util.Arrays.copyOf(good, length));
        assertEquals(ErrorCode.HIVE_BAD_DATA, readOrFail(truncated, allocator));
    }

    @Test
    void refusesWhatIsNoParquetFile(BufferAllocator allocator) throws Exception {
        Path text = Files.writeString(folder.resolve("text.parquet"), "this is a text and no Parquet file at all");
        assertEquals(ErrorCode.HIVE_BAD_DATA, readOrFail(text, allocator));
    }

    /** Reads all that can be read; returns the code that it fails with, or null. */
    private static ErrorCode readOrFail(Path path, BufferAllocator allocator) {
        return readOrFail(path, List.of(), 1000, allocator);
    }

    private static ErrorCode readOrFail(Path path, List<ScanFilter> filters, int batchSize, BufferAllocator allocator) {
        try {
            var metadata = ParquetRows.metadata(path);
            for (int group = 0; group < metadata.rowGroupCount(); group++) {
                for (var column : metadata.columns()) {
                    metadata.statistics(group, column.name());
                }
            }
            var columns = ParquetRows.readable(metadata);
            boolean filtered = columns.size() >= FILTERED_COLUMNS;
            ParquetRows.read(path, columns, filtered ? filters : List.of(), batchSize, allocator);
            return null;
        } catch (TarnException e) {
            assertTrue(CODES.contains(e.code()), () -> "unexpected: " + e);
            assertTrue(e.position().orElseThrow() instanceof ErrorPosition.InFile, e.getMessage());
            return e.code();
        } catch (OutOfMemoryException e) {
            return ErrorCode.EXCEEDED_MEMORY_LIMIT;
        }
    }
}
