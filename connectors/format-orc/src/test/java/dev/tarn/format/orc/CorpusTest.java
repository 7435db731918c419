package dev.tarn.format.orc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.shaded.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.hadoop.shaded.com.fasterxml.jackson.databind.JsonNode;
import org.apache.hadoop.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the example files of ORC's own project, where they lie beside the repository. */
@ExtendWith(AllocatorExtension.class)
class CorpusTest {
    private static final Path EXAMPLES = examples();
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** An empty file, and one of a version of the format that nobody knows. */
    private static final Map<String, ErrorCode> REFUSED =
            Map.of("zero.orc", ErrorCode.HIVE_BAD_DATA, "version1999.orc", ErrorCode.NOT_SUPPORTED);

    private static Path examples() {
        Path root = Path.of(System.getProperty("tarn.test.root", "."));
        for (Path from = root.toAbsolutePath(); from != null; from = from.getParent()) {
            Path folder = from.resolve("shared/corpus/orc-examples/examples");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }

    static Stream<String> expected() throws IOException {
        if (EXAMPLES == null) {
            return Stream.of("absent");
        }
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("expected"))) {
            return files.map(file -> file.getFileName().toString().replace(".jsn.gz", "")).sorted().toList().stream();
        }
    }

    static Stream<String> all() throws IOException {
        return names(EXAMPLES);
    }

    static Stream<String> corrupt() throws IOException {
        return names(EXAMPLES == null ? null : EXAMPLES.resolve("corrupt"));
    }

    static Stream<String> encrypted() throws IOException {
        return names(EXAMPLES == null ? null : EXAMPLES.resolve("encrypted"));
    }

    private static Stream<String> names(Path folder) throws IOException {
        if (folder == null) {
            return Stream.of("absent");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".orc"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static byte[] bytes(String name) throws IOException {
        assumeTrue(EXAMPLES != null, "the corpus is not here");
        return Files.readAllBytes(EXAMPLES.resolve(name));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void readsTheExpectedRows(String name, BufferAllocator allocator) throws IOException {
        byte[] file = bytes(name + ".orc");
        FileMetadata metadata = OrcFiles.ROWS.metadata(file);
        List<List<Object>> rows = OrcFiles.ROWS.read(file, allocator, 1000);
        int index = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(EXAMPLES.resolve("expected/" + name + ".jsn.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine(), index++) {
                JsonNode json = JSON.readTree(line);
                for (int i = 0; i < metadata.columns().size(); i++) {
                    String column = metadata.columns().get(i).name();
                    Type type = metadata.columns().get(i).type();
                    Object value = rows.get(index).get(i);
                    Object wanted = value(json.isObject() ? json.get(column) : json, type);
                    if (!same(wanted, value)) {
                        fail(name + " row " + index + " " + column + ": " + wanted + " but was " + value);
                    }
                }
            }
        }
        assertEquals(index, rows.size());
        assertEquals(index, metadata.rowCount());
    }

    private static Object value(JsonNode json, Type type) {
        if (json == null || json.isNull()) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> json.asBoolean();
            case TINYINT, SMALLINT, INTEGER, BIGINT -> json.longValue();
            case REAL -> json.floatValue();
            case DOUBLE -> json.doubleValue();
            case DECIMAL -> json.decimalValue();
            case DATE -> LocalDate.parse(json.textValue());
            case TIMESTAMP -> time(json.textValue());
            case VARBINARY -> {
                byte[] bytes = new byte[json.size()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) json.get(i).intValue();
                }
                yield Arrays.toString(bytes);
            }
            case CHAR, VARCHAR -> json.textValue();
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.forEach(element -> list.add(value(element, type.fieldType(0))));
                yield list;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                json.forEach(entry -> map.put(
                        value(entry.get("key"), type.fieldType(0)), value(entry.get("value"), type.fieldType(1))));
                yield map;
            }
            default -> row(json, type);
        };
    }

    private static LocalDateTime time(String text) {
        LocalDateTime exact = LocalDateTime.parse(text.replace(' ', 'T'));
        return exact.withNano(exact.getNano() / 1000 * 1000);
    }

    private static List<Object> row(JsonNode json, Type type) {
        List<Object> row = new ArrayList<>();
        boolean union = type.fieldIndex("tag") == 0;
        for (int i = 0; i < type.fields().size(); i++) {
            if (union) {
                int tag = json.get("tag").intValue();
                row.add(
                        i == 0
                                ? (Object) (long) tag
                                : i == tag + 1 ? value(json.get("value"), type.fieldType(i)) : null);
            } else {
                row.add(value(json.get(type.fields().get(i).name()), type.fieldType(i)));
            }
        }
        return row;
    }

    private static boolean same(Object wanted, Object value) {
        if (wanted == null || value == null) {
            return wanted == value;
        }
        // The expectations have as many digits as C prints by default.
        if (wanted instanceof Float number) {
            return Math.abs(number - (Float) value) <= 1e-6 * Math.abs(number);
        }
        if (wanted instanceof Double number) {
            return Math.abs(number - (Double) value) <= 1e-12 * Math.abs(number);
        }
        // And those of the oldest file's decimals are cut to six fractional digits.
        if (wanted instanceof BigDecimal number) {
            BigDecimal exact = (BigDecimal) value;
            return number.compareTo(exact) == 0
                    || number.scale() == 6 && number.compareTo(exact.setScale(6, java.math.RoundingMode.DOWN)) == 0;
        }
        if (wanted instanceof List<?> list) {
            List<?> other = (List<?>) value;
            boolean same = list.size() == other.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = same(list.get(i), other.get(i));
            }
            return same;
        }
        if (wanted instanceof Map<?, ?> map) {
            Map<?, ?> other = (Map<?, ?>) value;
            return map.size() == other.size()
                    && map.entrySet().stream().allMatch(entry -> same(entry.getValue(), other.get(entry.getKey())));
        }
        return wanted.equals(value);
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsEveryFile(String name, BufferAllocator allocator) throws IOException {
        byte[] file = bytes(name);
        if (REFUSED.containsKey(name)) {
            assertEquals(
                    REFUSED.get(name),
                    assertThrows(TarnException.class, () -> OrcFiles.ROWS.metadata(file))
                            .code());
            return;
        }
        FileMetadata metadata = OrcFiles.ROWS.metadata(file);
        assertEquals(
                metadata.rowCount(), OrcFiles.ROWS.read(file, allocator, 4096).size());
    }

    @ParameterizedTest
    @MethodSource("corrupt")
    void refusesCorruptFiles(String name, BufferAllocator allocator) throws IOException {
        byte[] file = bytes("corrupt/" + name);
        TarnException failure = assertThrows(TarnException.class, () -> OrcFiles.ROWS.read(file, allocator, 4096));
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
    }

    @ParameterizedTest
    @MethodSource("encrypted")
    void namesEncryptedFiles(String name) throws IOException {
        byte[] file = bytes("encrypted/" + name);
        TarnException failure = assertThrows(TarnException.class, () -> OrcFiles.ROWS.metadata(file));
        assertEquals(ErrorCode.NOT_SUPPORTED, failure.code());
    }

    @Test
    void namesThePlaceOfAnError(BufferAllocator allocator) throws IOException {
        byte[] file = bytes("corrupt/missing_blob_stream_in_string_dict.orc");
        TarnException failure = assertThrows(TarnException.class, () -> OrcFiles.ROWS.read(file, allocator, 4096));
        ErrorPosition.InFile place = (ErrorPosition.InFile) failure.position().orElseThrow();
        assertEquals("memory://file.orc", place.path());
        assertEquals(0, place.rowGroup());
        assertEquals("string_col", place.column());
    }
}
