package dev.tarn.format.orc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.FormatRows;
import dev.tarn.testkit.MemoryFile;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type and codec, and the types that stored values widen to. */
@ExtendWith(AllocatorExtension.class)
class TypesTest {
    private static List<List<Object>> readAs(byte[] file, BufferAllocator allocator, ScanColumn... columns) {
        return OrcFiles.ROWS.read(
                file, OrcFiles.ROWS.metadata(file), FormatRows.request(List.of(columns), allocator, 4096));
    }

    private static List<Object> second(byte[] file, BufferAllocator allocator, ScanColumn... columns) {
        return readAs(file, allocator, columns).get(1);
    }

    @ParameterizedTest
    @MethodSource("dev.tarn.format.orc.AllTypes#codecs")
    void readsEveryTypeWithEveryCodec(CompressionKind codec, BufferAllocator allocator) throws IOException {
        byte[] file = AllTypes.write(2500, codec, OrcFile.Version.V_0_12, 1000);
        List<List<Object>> expected = AllTypes.rows(2500);
        for (int batchSize : new int[] {1, 7, 1024, 100_000}) {
            assertEquals(expected, OrcFiles.ROWS.read(file, allocator, batchSize));
        }
    }

    @Test
    void readsTheFirstVersionOfTheFormat(BufferAllocator allocator) throws IOException {
        byte[] file = AllTypes.write(2500, CompressionKind.ZLIB, OrcFile.Version.V_0_11, 1000);
        assertEquals(AllTypes.rows(2500), OrcFiles.ROWS.read(file, allocator, 1000));
    }

    @Test
    void keepsDictionariesAndConstants(BufferAllocator allocator) throws IOException {
        byte[] file = OrcFiles.write("struct<few:string,one:string,n:int>", 5000, options -> {}, (batch, first) -> {
            for (int i = 0; i < batch.size; i++) {
                byte[] few = ("value " + (first + i) % 10).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                ((BytesColumnVector) batch.cols[0]).setRef(i, few, 0, few.length);
                ((BytesColumnVector) batch.cols[1]).setRef(i, new byte[] {'x'}, 0, 1);
                ((LongColumnVector) batch.cols[2]).vector[i] = 7;
            }
        });
        List<ScanColumn> columns = List.of(
                ScanColumn.of("few", Type.VARCHAR),
                ScanColumn.of("one", Type.VARCHAR),
                ScanColumn.of("n", Type.INTEGER));
        FileMetadata metadata = OrcFiles.ROWS.metadata(file);
        try (BatchSource source = OrcFiles.FORMAT.open(
                new MemoryFile("f", file), metadata, 0, FormatRows.request(columns, allocator, 1000))) {
            Batch batch = source.next();
            assertEquals(Encoding.DICTIONARY, batch.column(0).encoding());
            assertEquals(10, batch.column(0).dictionary().rowCount());
            assertEquals(Encoding.CONSTANT, batch.column(1).encoding());
            assertEquals(Encoding.CONSTANT, batch.column(2).encoding());
            long id = batch.column(0).dictionaryId();
            assertEquals(id, source.next().column(0).dictionaryId());
        }
    }

    @Test
    void widensWhatIsStored(BufferAllocator allocator) throws IOException {
        byte[] file = AllTypes.write(2, CompressionKind.NONE, OrcFile.Version.V_0_12, 1000);
        List<Object> row = AllTypes.row(1);
        assertEquals(
                Arrays.asList(
                        7L,
                        -1000003L,
                        (double) 0x9E3779B97F4A7C15L,
                        0.125,
                        "-1000003",
                        "false",
                        "3.333333333333333E-1",
                        "1.25E-1",
                        "-498765432.109",
                        "1850-02-01"),
                second(
                        file,
                        allocator,
                        ScanColumn.of("ti", Type.SMALLINT),
                        ScanColumn.of("i", Type.BIGINT),
                        ScanColumn.of("l", Type.DOUBLE),
                        ScanColumn.of("f", Type.DOUBLE),
                        ScanColumn.of("i", Type.VARCHAR),
                        ScanColumn.of("bo", Type.VARCHAR),
                        ScanColumn.of("d", Type.VARCHAR),
                        ScanColumn.of("f", Type.VARCHAR),
                        ScanColumn.of("d18", Type.VARCHAR),
                        ScanColumn.of("dt", Type.VARCHAR)));
        assertEquals(
                Arrays.asList(
                        "1931-02-04 04:05:05.789123", "te", "c1", -4.98765432109E8, "-1000003.00", "-498765432.10900"),
                second(
                                file,
                                allocator,
                                ScanColumn.of("ts", Type.VARCHAR),
                                ScanColumn.of("s", Type.varchar(2)),
                                ScanColumn.of("ch", Type.VARCHAR),
                                ScanColumn.of("d18", Type.DOUBLE),
                                ScanColumn.of("i", Type.decimal(38, 2)),
                                ScanColumn.of("d18", Type.decimal(30, 5)))
                        .stream()
                        .map(value -> value instanceof java.math.BigDecimal decimal ? decimal.toPlainString() : value)
                        .map(value -> value instanceof String text ? text.strip() : value)
                        .toList());
        assertEquals(
                LocalDateTime.of(1931, 2, 4, 4, 5, 5, 789_000_000),
                second(file, allocator, ScanColumn.of("ts", Type.TIMESTAMP)).get(0));
        assertEquals(
                row.get(14),
                second(file, allocator, ScanColumn.of("d18", Type.decimal(18, 3)))
                        .get(0));
    }

    @Test
    void refusesWhatDoesNotWiden(BufferAllocator allocator) throws IOException {
        byte[] file = AllTypes.write(1, CompressionKind.NONE, OrcFile.Version.V_0_12, 1000);
        List<ScanColumn> narrower = List.of(
                ScanColumn.of("l", Type.INTEGER),
                ScanColumn.of("s", Type.BIGINT),
                ScanColumn.of("d", Type.REAL),
                ScanColumn.of("d18", Type.decimal(18, 2)),
                ScanColumn.of("li", Type.map(Type.INTEGER, Type.INTEGER)),
                ScanColumn.of("li", Type.array(Type.DATE)),
                ScanColumn.of("st", Type.VARCHAR),
                ScanColumn.of("i", Type.row(new TypeField("a", Type.INTEGER))));
        for (ScanColumn column : narrower) {
            TarnException failure = assertThrows(TarnException.class, () -> readAs(file, allocator, column));
            assertEquals(ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH, failure.code(), column.toString());
        }
    }

    @Test
    void readsFieldsByName(BufferAllocator allocator) throws IOException {
        byte[] file = AllTypes.write(300, CompressionKind.ZLIB, OrcFile.Version.V_0_12, 1000);
        Type pruned = Type.row(new TypeField("none", Type.DATE), new TypeField("A", Type.BIGINT));
        List<ScanColumn> columns = List.of(
                new ScanColumn("st", List.of("a"), Type.INTEGER, Layout.INT),
                new ScanColumn("st", List.of("C", "y"), Type.VARCHAR, Layout.BYTES),
                new ScanColumn("st", List.of("missing"), Type.VARCHAR, Layout.BYTES),
                new ScanColumn("u", List.of("tag"), Type.TINYINT, Layout.INT),
                new ScanColumn("u", List.of("field1"), Type.VARCHAR, Layout.BYTES),
                ScanColumn.of("st", pruned));
        List<List<Object>> rows = readAs(file, allocator, columns.toArray(new ScanColumn[0]));
        for (int n = 0; n < 300; n++) {
            List<?> struct = (List<?>) AllTypes.row(n).get(19);
            List<?> union = (List<?>) AllTypes.row(n).get(20);
            List<?> inner = struct == null ? null : (List<?>) struct.get(2);
            assertEquals(
                    Arrays.asList(
                            struct == null ? null : struct.get(0),
                            inner == null ? null : inner.get(1),
                            null,
                            union == null ? null : union.get(0),
                            union == null ? null : union.get(2),
                            struct == null ? null : Arrays.asList(null, struct.get(0))),
                    rows.get(n));
        }
    }

    @Test
    void readsTheBytesOfWhatIsAskedForAlone(BufferAllocator allocator) throws IOException {
        byte[] file = AllTypes.write(2000, CompressionKind.NONE, OrcFile.Version.V_0_12, 10_000);
        FileMetadata metadata = OrcFiles.ROWS.metadata(file);
        long whole = bytesRead(
                file, metadata, ScanColumn.of("st", metadata.columns().get(19).type()), allocator);
        long leaf = bytesRead(file, metadata, new ScanColumn("st", List.of("a"), Type.INTEGER, Layout.INT), allocator);
        long row =
                bytesRead(file, metadata, ScanColumn.of("st", Type.row(new TypeField("a", Type.INTEGER))), allocator);
        assertTrue(leaf < whole / 4, leaf + " of " + whole);
        assertEquals(leaf, row);
    }

    private static long bytesRead(byte[] bytes, FileMetadata metadata, ScanColumn column, BufferAllocator allocator) {
        MemoryFile file = new MemoryFile("f", bytes);
        try (BatchSource source =
                OrcFiles.FORMAT.open(file, metadata, 0, FormatRows.request(List.of(column), allocator, 4096))) {
            while (source.next() != null) {
                // Nothing is looked at.
            }
        }
        return file.reads().stream()
                .skip(1)
                .mapToLong(MemoryFile.ReadRange::length)
                .sum();
    }

    @Test
    void mapsColumnsByPositionWhereAskedOrNameless(BufferAllocator allocator) throws IOException {
        FormatOptions declared = new FormatOptions(
                null,
                Map.of("orc.column.index.access", "true"),
                List.of(ColumnSchema.of("b", Type.BIGINT), ColumnSchema.of("a", Type.BIGINT)));
        FormatOptions byName = new FormatOptions(null, Map.of(), declared.columns());
        byte[] named = numbers("struct<a:bigint,b:bigint>");
        byte[] nameless = numbers("struct<_col0:bigint,_col1:bigint>");
        assertEquals(List.of(0L, 100L), readBy(named, byName, allocator));
        assertEquals(List.of(100L, 0L), readBy(named, declared, allocator));
        assertEquals(List.of(100L, 0L), readBy(nameless, byName, allocator));
    }

    private static byte[] numbers(String schema) throws IOException {
        return OrcFiles.write(schema, 1, options -> {}, (batch, first) -> {
            ((LongColumnVector) batch.cols[0]).vector[0] = 0;
            ((LongColumnVector) batch.cols[1]).vector[0] = 100;
        });
    }

    private static List<Object> readBy(byte[] file, FormatOptions options, BufferAllocator allocator) {
        FileMetadata metadata = OrcFiles.FORMAT.readMetadata(new MemoryFile("f", file), options, new ScanMetrics());
        List<ScanColumn> columns = List.of(ScanColumn.of("a", Type.BIGINT), ScanColumn.of("b", Type.BIGINT));
        return OrcFiles.ROWS
                .read(file, metadata, FormatRows.request(columns, allocator, 10))
                .get(0);
    }

    @Test
    void keepsTheNamesOfDaysOfTheJulianCalendar(BufferAllocator allocator) throws IOException {
        for (boolean proleptic : new boolean[] {false, true}) {
            byte[] file = OrcFiles.write(
                    "struct<d:date,t:timestamp>",
                    3,
                    options -> options.setProlepticGregorian(proleptic),
                    (batch, first) -> {
                        long[] days = {
                            LocalDate.of(1900, 1, 1).toEpochDay(),
                            -141_427,
                            LocalDate.of(1500, 3, 1).toEpochDay()
                        };
                        for (int i = 0; i < 3; i++) {
                            ((LongColumnVector) batch.cols[0]).vector[i] = days[i];
                            TimestampColumnVector times = (TimestampColumnVector) batch.cols[1];
                            times.setIsUTC(true);
                            times.time[i] = days[i] * 86_400_000L + 1500;
                            times.nanos[i] = 500_000_000;
                        }
                        ((org.apache.hadoop.hive.ql.exec.vector.DateColumnVector) batch.cols[0])
                                .changeCalendar(true, false);
                        ((TimestampColumnVector) batch.cols[1]).changeCalendar(true, false);
                    });
            List<List<Object>> rows = OrcFiles.ROWS.read(file, allocator, 100);
            List<LocalDate> days =
                    List.of(LocalDate.of(1900, 1, 1), LocalDate.of(1582, 10, 15), LocalDate.of(1500, 3, 1));
            List<List<Object>> expected = new ArrayList<>();
            days.forEach(day -> expected.add(List.of(day, day.atTime(0, 0, 1, 500_000_000))));
            assertEquals(expected, rows);
        }
    }
}
