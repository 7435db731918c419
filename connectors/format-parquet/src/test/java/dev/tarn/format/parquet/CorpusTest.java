package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of apache/parquet-testing: good ones read as DuckDB reads them, bad ones fail by code. Skipped where the folder
 * is absent ({@code -Dtarn.corpus=...} says where it is).
 */
@ExtendWith(AllocatorExtension.class)
class CorpusTest {
    private static final Path CORPUS = Path.of(
                    System.getProperty("tarn.corpus", System.getProperty("tarn.test.root", ".") + "/../shared/corpus"))
            .resolve("parquet-testing");

    /** As the file's own description says, with the wrapping sum that its last value needs. */
    private static final List<String> INT96_FROM_SPARK = List.of(
            "1704141296123456",
            "1704070800000000",
            "253402225200000000",
            "1735599600000000",
            "NULL",
            "9089380393200000000");

    private static final List<List<String>> MAP_NO_VALUE = List.of(
            List.of("{1=NULL, 2=NULL, 3=NULL}", "[1, 2, 3]", "[1, 2, 3]"),
            List.of("{4=NULL, 5=NULL, 6=NULL}", "[4, 5, 6]", "[4, 5, 6]"),
            List.of("{7=NULL, 8=NULL, 9=NULL}", "[7, 8, 9]", "[7, 8, 9]"));

    @TempDir
    static Path folder;

    static Stream<Path> goodFiles() throws IOException {
        return files("data");
    }

    static Stream<Path> badFiles() throws IOException {
        return files("bad_data");
    }

    private static Stream<Path> files(String folder) throws IOException {
        Path path = CORPUS.resolve(folder);
        if (!Files.isDirectory(path)) {
            return Stream.of(path.resolve("absent"));
        }
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(file -> file.toString().contains(".parquet")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void readsAsDuckDbDoes(Path path, BufferAllocator allocator) throws Exception {
        assumeTrue(Files.exists(path), "the corpus is not here: " + CORPUS);
        String name = path.getFileName().toString();
        if (name.endsWith(".encrypted")) {
            expect(ErrorCode.NOT_SUPPORTED, "encrypted", () -> ParquetRows.metadata(path));
            return;
        }
        FileMetadata metadata = ParquetRows.metadata(path);
        for (ColumnSchema column : metadata.columns()) {
            if (column.unsupported() != null) {
                expect(ErrorCode.NOT_SUPPORTED, column.unsupported(), () -> readColumn(path, column, allocator));
            }
        }
        List<ScanColumn> columns = ParquetRows.readable(metadata);
        Callable<List<List<String>>> read = () -> ParquetRows.read(path, columns, List.of(), 1000, allocator);
        if (name.contains("large_string_map")) {
            // Each value takes 1 GiB, more than these tests' memory.
            assertThrows(OutOfMemoryException.class, read::call);
        } else if (name.equals("map_no_value.parquet")) {
            // DuckDB refuses a map without values. The file's description: the keys of both maps are the list's
            // elements.
            assertEquals(MAP_NO_VALUE, read.call());
        } else if (name.contains("checksum")) {
            checksums(path, columns, read, allocator);
        } else if (columns.isEmpty()) {
            assertEquals(metadata.rowCount(), read.call().size());
        } else if (name.equals("int96_from_spark.parquet")) {
            assertEquals(INT96_FROM_SPARK, column(read.call(), 0));
        } else if (name.equals("byte_stream_split_extended.gzip.parquet")) {
            // DuckDB does not read all of it; it has each column twice, in PLAIN and in BYTE_STREAM_SPLIT encoding.
            List<List<String>> rows = read.call();
            for (int i = 0; i < columns.size(); i += 2) {
                assertEquals(
                        column(rows, i), column(rows, i + 1), columns.get(i).name());
            }
        } else {
            try (DuckRows duck = new DuckRows()) {
                List<String> names = columns.stream().map(ScanColumn::name).toList();
                assertEquals(duck.read(path, names), read.call());
            }
        }
    }

    /** Checksums are looked at when that is asked for, and only then. */
    private static void checksums(
            Path path, List<ScanColumn> columns, Callable<List<List<String>>> read, BufferAllocator allocator)
            throws Exception {
        FormatOptions options = new FormatOptions(null, Map.of("parquet.verify_checksums", "true"), List.of());
        Callable<List<List<String>>> verified =
                () -> ParquetRows.read(path, options, columns, List.of(), 1000, allocator, Runnable::run);
        if (path.getFileName().toString().contains("corrupt")) {
            expect(ErrorCode.HIVE_BAD_DATA, "checksum", verified);
            assertEquals(ParquetRows.metadata(path).rowCount(), read.call().size());
        } else {
            try (DuckRows duck = new DuckRows()) {
                List<String> names = columns.stream().map(ScanColumn::name).toList();
                assertEquals(duck.read(path, names), verified.call());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void refusesBadFiles(Path path, BufferAllocator allocator) {
        assumeTrue(Files.exists(path), "the corpus is not here: " + CORPUS);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> refuses(path, allocator));
    }

    private static void refuses(Path path, BufferAllocator allocator) throws Exception {
        Callable<List<List<String>>> read = () ->
                ParquetRows.read(path, ParquetRows.readable(ParquetRows.metadata(path)), List.of(), 1000, allocator);
        switch (path.getFileName().toString()) {
            case "ARROW-GH-43605.parquet" -> {
                // Codes of no bits for a dictionary of one value: odd, but there is only one way to read it.
                try (DuckRows duck = new DuckRows()) {
                    assertEquals(duck.read(path, List.of("min_fl")), read.call());
                }
            }
            default -> expect(ErrorCode.HIVE_BAD_DATA, "", read);
        }
    }

    /** Good files with some bytes changed: right rows where nothing can tell, or an error by code, and never anything else. */
    @ParameterizedTest
    @MethodSource("goodFiles")
    void survivesBrokenBytes(Path path, BufferAllocator allocator) throws Exception {
        assumeTrue(Files.exists(path), "the corpus is not here: " + CORPUS);
        assumeTrue(Files.size(path) < 100_000 && !path.toString().contains("large_string_map"), "too large");
        byte[] good = Files.readAllBytes(path);
        Randomness random = Randomness.ofSeed(good.length);
        Path broken = folder.resolve("broken.parquet");
        for (int round = 0; round < 12; round++) {
            byte[] bytes = good.clone();
            for (int i = random.between(1, 3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(broken, bytes);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    FileMetadata metadata = ParquetRows.metadata(broken);
                    ParquetRows.read(broken, ParquetRows.readable(metadata), List.of(), 777, allocator);
                } catch (TarnException e) {
                    assertTrue(e.code() != ErrorCode.INTERNAL_ERROR, e.getMessage());
                } catch (OutOfMemoryException e) {
                    // Lengths that only more memory could find out about.
                }
            });
        }
    }

    private static Object readColumn(Path path, ColumnSchema column, BufferAllocator allocator) {
        return ParquetRows.read(path, List.of(ScanColumn.of(column.name(), Type.VARCHAR)), List.of(), 1000, allocator);
    }

    private static List<String> column(List<List<String>> rows, int index) {
        return rows.stream().map(row -> row.get(index)).toList();
    }

    private static void expect(ErrorCode code, String detail, Callable<?> action) {
        TarnException failure = assertThrows(TarnException.class, action::call);
        assertEquals(code, failure.code(), failure.getMessage());
        assertTrue(failure.detail().contains(detail), failure.getMessage());
        assertTrue(failure.position().orElseThrow() instanceof ErrorPosition.InFile, failure.getMessage());
    }
}
