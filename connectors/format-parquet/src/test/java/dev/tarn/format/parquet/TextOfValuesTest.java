package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Columns that a table declares as text or as DOUBLE, and the file has as something else. */
@ExtendWith(AllocatorExtension.class)
class TextOfValuesTest {
    @TempDir
    static Path folder;

    @Test
    void printsAsCastDoes(BufferAllocator allocator) throws Exception {
        Path path = folder.resolve("values.parquet");
        try (DuckRows duck = new DuckRows()) {
            duck.execute("COPY (SELECT * FROM (VALUES (true, -5::TINYINT, 1234567890123, 1.5::FLOAT, 1e100::DOUBLE, "
                    + "1.50::DECIMAL(5, 2), -12345678901234567890.5::DECIMAL(38, 1), DATE '2020-02-03', "
                    + "TIMESTAMP '2020-02-03 04:05:06.789', TIME '01:02:03.5', 18446744073709551615::UBIGINT), "
                    + "(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)) "
                    + "t(a, b, c, d, e, f, g, h, i, j, k)) TO " + DuckRows.quoted(path) + " (FORMAT parquet)");
        }
        List<ScanColumn> columns = "abcdefghijk"
                .chars()
                .mapToObj(name -> ScanColumn.of(Character.toString(name), Type.VARCHAR))
                .toList();
        List<List<String>> rows = ParquetRows.read(path, columns, List.of(), 100, allocator);
        assertEquals(
                List.of(
                        "true",
                        "-5",
                        "1234567890123",
                        "1.5E0",
                        "1.0E100",
                        "1.50",
                        "-12345678901234567890.5",
                        "2020-02-03",
                        "2020-02-03 04:05:06.789000",
                        "01:02:03.500000",
                        "18446744073709551615"),
                rows.get(0));
        assertEquals(11, rows.get(1).stream().filter("NULL"::equals).count());
        List<ScanColumn> cut = List.of(ScanColumn.of("h", Type.varchar(4)), ScanColumn.of("c", Type.charType(3)));
        assertEquals(
                List.of("2020", "123"),
                ParquetRows.read(path, cut, List.of(), 100, allocator).get(0));
        List<ScanColumn> doubles = List.of("b", "c", "d", "f", "g", "k").stream()
                .map(name -> ScanColumn.of(name, Type.DOUBLE))
                .toList();
        assertEquals(
                List.of("-5.0", "1.234567890123E12", "1.5", "1.5", "-1.2345678901234567E19", "1.8446744073709552E19"),
                ParquetRows.read(path, doubles, List.of(), 100, allocator).get(0));
    }
}
