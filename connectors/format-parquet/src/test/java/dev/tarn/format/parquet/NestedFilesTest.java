package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with nested columns of random shapes that DuckDB writes read as DuckDB reads them. */
@ExtendWith(AllocatorExtension.class)
class NestedFilesTest {
    private static final int ROWS = 3_000;

    /** Values of a leaf from h, a number that follows from the row and where the leaf is. */
    private static final List<String> LEAVES = List.of(
            "h % 2 = 0",
            "(h % 200 - 100)::TINYINT",
            "(h % 4294967296 - 2147483648)::INTEGER",
            "(h - 9223372036854775808)::BIGINT",
            "h::UBIGINT",
            "(h % 1000) / 7",
            "((h % 1999999999 - 999999999) / 100)::DECIMAL(9, 2)",
            "((h - 9223372036854775808)::DECIMAL(38, 0) * 1234567890)::DECIMAL(38, 2)",
            "DATE '1950-01-01' + (h % 40000)::INTEGER",
            // At noon: the driver makes a time in the JVM's zone of it, where at night an hour may be missing.
            "make_timestamp(((h % 20000) * 86400000000 + 43200000000 + h % 1000000)::BIGINT)",
            "'Łódź ' || (h % 30)",
            "repeat('x', (h % 60)::INTEGER) || h",
            "(h::VARCHAR)::BLOB",
            "md5(h::VARCHAR)::UUID");

    @TempDir
    static Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsAsDuckDbDoes(long seed, BufferAllocator allocator) throws Exception {
        Randomness random = Randomness.ofSeed(seed);
        Path path = folder.resolve("file" + seed + ".parquet");
        try (DuckRows duck = new DuckRows()) {
            duck.execute(copy(random, path));
            List<ScanColumn> columns = ParquetRows.readable(ParquetRows.metadata(path));
            List<List<String>> expected =
                    duck.read(path, columns.stream().map(ScanColumn::name).toList());
            for (int batchSize : List.of(1, 13, 1000, 4096)) {
                assertRows(expected, ParquetRows.read(path, columns, List.of(), batchSize, allocator));
            }
            for (int round = 0; round < 6; round++) {
                ScanFilter filter = HashFilter.random(random, 1);
                List<List<String>> left =
                        expected.stream().filter(((HashFilter) filter)::keeps).toList();
                assertRows(left, ParquetRows.read(path, columns, List.of(filter), random.between(1, 2000), allocator));
            }
        }
    }

    private static void assertRows(List<List<String>> expected, List<List<String>> actual) {
        assertEquals(expected.size(), actual.size(), "rows");
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i), "row " + i);
        }
    }

    private static String copy(Randomness random, Path path) {
        List<String> columns = new ArrayList<>(List.of("i AS id"));
        for (int i = 0; i < 5; i++) {
            columns.add(value(random, 3, i * 1_000 + 1) + " AS c" + i);
        }
        String codec = List.of("uncompressed", "snappy", "zstd").get(random.nextInt(3));
        String version = random.nextBoolean() ? "V1" : "V2";
        String dictionary = random.nextInt(2) == 0 ? ", DICTIONARY_SIZE_LIMIT 1" : "";
        return "COPY (SELECT " + String.join(", ", columns) + " FROM (SELECT i, 0 AS e FROM range(" + ROWS
                + ") t(i))) TO " + DuckRows.quoted(path) + " (FORMAT parquet, CODEC '" + codec
                + "', PARQUET_VERSION '" + version + "', ROW_GROUP_SIZE 2048" + dictionary + ")";
    }

    /** Makes an expression of a value that follows from i, the row, and e, where in lists it is. */
    private static String value(Randomness random, int depth, int salt) {
        String h = "hash(i, e, " + salt + ")";
        String value =
                switch (depth == 0 ? 0 : random.nextInt(4)) {
                    case 1 ->
                        "list_transform(range((" + h + " % 4)::BIGINT), lambda v" + salt + ": "
                                + value(random, depth - 1, salt * 7 + 1).replace("(i, e,", "(i, e + v" + salt + " + 1,")
                                + ")";
                    case 2 ->
                        "{'a': " + value(random, depth - 1, salt * 7 + 2) + ", 'b': "
                                + value(random, depth - 1, salt * 7 + 3) + "}";
                    case 3 ->
                        "map_from_entries(list_transform(range((" + h + " % 3)::BIGINT), lambda v" + salt + ": {'k': v"
                                + salt + ", 'v': "
                                + value(random, depth - 1, salt * 7 + 4).replace("(i, e,", "(i, e + v" + salt + " + 1,")
                                + "}))";
                    default ->
                        LEAVES.get(random.nextInt(LEAVES.size()))
                                .replaceAll("\\bh\\b", "(" + h.replace("$", "\\$") + "::HUGEINT)");
                };
        int nulls = random.nextInt(3);
        return nulls == 0
                ? value
                : "CASE WHEN hash(i, e, " + (salt + 500) + ") % " + (nulls == 1 ? 2 : 50) + " = 0 THEN NULL ELSE "
                        + value + " END";
    }

    @Test
    void readsWhatIsAskedOfDeepColumns(BufferAllocator allocator) throws Exception {
        Path path = folder.resolve("deep.parquet");
        try (DuckRows duck = new DuckRows()) {
            duck.execute(
                    "COPY (SELECT CASE WHEN i % 5 = 0 THEN NULL ELSE {'A': i::INTEGER, 'b': {'c': 'text ' || (i % 3), "
                            + "'d': [i, i + 1]}} END AS s, [{'x': i, 'y': 'y' || i}] AS l FROM range(10) t(i)) TO "
                            + DuckRows.quoted(path) + " (FORMAT parquet)");
        }
        Type pruned = Type.row(new TypeField("b", Type.row(new TypeField("c", Type.VARCHAR))));
        Type list = Type.array(Type.row(new TypeField("none", Type.DATE), new TypeField("x", Type.decimal(20, 1))));
        List<ScanColumn> columns = List.of(
                ScanColumn.of("s", pruned),
                new ScanColumn("s", List.of("b", "C"), Type.VARCHAR, Type.VARCHAR.defaultLayout()),
                new ScanColumn("s", List.of("a"), Type.VARCHAR, Type.VARCHAR.defaultLayout()),
                new ScanColumn("s", List.of("b", "d"), Type.array(Type.DOUBLE), Type.VARCHAR.defaultLayout()),
                new ScanColumn("s", List.of("b", "missing"), Type.BIGINT, Type.BIGINT.defaultLayout()),
                ScanColumn.of("l", list),
                ScanColumn.of("l", Type.array(Type.row(new TypeField("none", Type.DATE)))));
        List<List<String>> rows = ParquetRows.read(path, columns, List.of(), 3, allocator);
        assertEquals(
                List.of("NULL", "NULL", "NULL", "NULL", "NULL", "[(none: NULL, x: 5.0)]", "[(none: NULL)]"),
                rows.get(5));
        assertEquals(
                List.of(
                        "(b: (c: text 1))",
                        "text 1",
                        "7",
                        "[7.0, 8.0]",
                        "NULL",
                        "[(none: NULL, x: 7.0)]",
                        "[(none: NULL)]"),
                rows.get(7));
    }
}
