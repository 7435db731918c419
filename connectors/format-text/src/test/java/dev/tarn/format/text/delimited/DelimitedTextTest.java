package dev.tarn.format.text.delimited;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.format.text.Reading;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.MemoryFile;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AllocatorExtension.class)
class DelimitedTextTest {
    private static final FileFormat LAZY = new DelimitedTextFormat();
    private static final FileFormat CSV = new CsvFormat();

    private BufferAllocator allocator;
    private Reading last;

    @BeforeEach
    void setUp(BufferAllocator given) {
        allocator = given;
    }

    private List<List<Object>> read(FileFormat format, String text, Map<String, String> properties, Object... columns) {
        return read(format, text.getBytes(StandardCharsets.UTF_8), properties, columns);
    }

    private List<List<Object>> read(FileFormat format, byte[] text, Map<String, String> properties, Object... columns) {
        List<ColumnSchema> schema = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            schema.add(ColumnSchema.of("c" + i, (Type) columns[i]));
        }
        last = new Reading(allocator, format);
        return last.rows("x.txt", text, new FormatOptions(null, properties, schema));
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static TarnException failure(org.junit.jupiter.api.function.Executable code) {
        return assertThrows(TarnException.class, code);
    }

    @Test
    void readsTypesAsLazySimpleSerDeDoes() {
        List<List<Object>> rows = read(
                LAZY,
                "1\t2.5\ttrue\t2020-02-29\t2020-02-29 10:11:12.5\t12.345\tx\n"
                        + "x\tx\tx\tx\tx\tx\t\n"
                        + "\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n"
                        + "7\n"
                        + "\n"
                        + "8\t1\tFALSE\t2020-01-01\t2020-01-01T00:00:00Z\t-1\ty\textra\n",
                Map.of("field.delim", "\t"),
                Type.INTEGER,
                Type.DOUBLE,
                Type.BOOLEAN,
                Type.DATE,
                Type.TIMESTAMP,
                Type.decimal(10, 2),
                Type.VARCHAR);
        assertEquals(
                List.of(
                        row(1L, 2.5, true, "2020-02-29", 1582971072500000L, new BigDecimal("12.35"), "x"),
                        row(null, null, null, null, null, null, ""),
                        row(null, null, null, null, null, null, null),
                        row(7L, null, null, null, null, null, null),
                        row(null, null, null, null, null, null, null),
                        row(8L, 1.0, false, "2020-01-01", 1577836800000000L, new BigDecimal("-1.00"), "y")),
                rows);
    }

    @Test
    void readsEveryOtherType() {
        List<List<Object>> rows = read(
                LAZY,
                "1,300,1.5,abcdef,abcdef ,aGVsbG8=,12345678901234567890.5,9223372036854775807\n",
                Map.of("field.delim", ","),
                Type.TINYINT,
                Type.SMALLINT,
                Type.REAL,
                Type.varchar(3),
                Type.charType(10),
                Type.VARBINARY,
                Type.decimal(38, 1),
                Type.BIGINT);
        assertEquals(
                List.of(row(
                        1L,
                        300L,
                        1.5,
                        "abc",
                        "abcdef",
                        "hello",
                        new BigDecimal("12345678901234567890.5"),
                        Long.MAX_VALUE)),
                rows);
    }

    @Test
    void takesEscapedLineEndsAndFormatsOfTimestampsAsHiveDoes() {
        assertEquals(
                List.of(row("a\nb\rc\\t,"), row("n")),
                read(LAZY, "a\\nb\\rc\\\\t\\,\nn\n", Map.of("field.delim", ",", "escape.delim", "\\"), Type.VARCHAR));
        assertEquals(
                List.of(row(1582971072000000L), row(1582971072500000L), row(1582971072000000L), row((Object) null)),
                read(
                        LAZY,
                        "29/02/2020 10:11:12\n1582971072500\n2020-02-29 10:11:12\n2020/02/29\n",
                        Map.of("timestamp.formats", "dd/MM/yyyy HH:mm:ss,millis"),
                        Type.TIMESTAMP));
        assertEquals(
                ErrorCode.INVALID_PROPERTY,
                failure(() -> read(LAZY, "x\n", Map.of("timestamp.formats", "bbb"), Type.TIMESTAMP))
                        .code());
    }

    @Test
    void takesDelimitersAsHiveWritesThem() {
        assertEquals(List.of(row("a", "b")), read(LAZY, "a\001b\n", Map.of(), Type.VARCHAR, Type.VARCHAR));
        for (String tab : List.of("\t", "\\t", "9", "\\011", "\\u0009")) {
            assertEquals(
                    List.of(row("a", "b")),
                    read(LAZY, "a\tb\n", Map.of("field.delim", tab), Type.VARCHAR, Type.VARCHAR));
        }
        assertEquals(
                List.of(row("a", "b|c")),
                read(
                        LAZY,
                        "a|b|c\n",
                        Map.of("field.delim", "|", "serialization.last.column.takes.rest", "true"),
                        Type.VARCHAR,
                        Type.VARCHAR));
        assertEquals(
                ErrorCode.INVALID_PROPERTY,
                failure(() -> read(LAZY, "a", Map.of("field.delim", "\n"), Type.VARCHAR))
                        .code());
        assertEquals(
                ErrorCode.INVALID_PROPERTY,
                failure(() -> read(LAZY, "a", Map.of("skip.header.line.count", "-1"), Type.VARCHAR))
                        .code());
        assertEquals(
                ErrorCode.INVALID_PROPERTY,
                failure(() -> read(LAZY, "a", Map.of("bad_records", "ignore"), Type.VARCHAR))
                        .code());
    }

    @Test
    void skipsHeadersAndFooters() {
        Map<String, String> both = Map.of("skip.header.line.count", "2", "skip.footer.line.count", "1");
        assertEquals(List.of(row("a"), row("b")), read(LAZY, "h1\nh2\na\nb\nfooter", both, Type.VARCHAR));
        assertEquals(List.of(), read(LAZY, "h1\nh2\nfooter\n", both, Type.VARCHAR));
        assertEquals(List.of(), read(LAZY, "h1\n", both, Type.VARCHAR));
        StringBuilder text = new StringBuilder();
        List<List<Object>> expected = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            text.append(i).append('\n');
            expected.add(row((long) i));
        }
        text.append("end\nend\n");
        assertEquals(expected, read(LAZY, text.toString(), Map.of("skip.footer.line.count", "2"), Type.BIGINT));
    }

    @Test
    void readsOtherCharacterSets() {
        for (String name : List.of("ISO-8859-1", "UTF-16LE", "UTF-16BE", "windows-1252")) {
            byte[] bytes = "é,x\nä,y\n".getBytes(Charset.forName(name));
            assertEquals(
                    List.of(row("é", "x"), row("ä", "y")),
                    read(
                            LAZY,
                            bytes,
                            Map.of("field.delim", ",", "serialization.encoding", name),
                            Type.VARCHAR,
                            Type.VARCHAR));
        }
        byte[] marked = "\uFEFFé,x\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(row("é", "x")), read(CSV, marked, Map.of(), Type.VARCHAR, Type.VARCHAR));
        byte[] wide = "\uFEFFid;name\n1;é\n2;ü\n".getBytes(StandardCharsets.UTF_16LE);
        assertEquals(
                List.of(row(1L, "é"), row(2L, "ü")),
                new Reading(allocator, CSV).rows("x.csv", wide, FormatOptions.NONE));
        assertEquals(
                ErrorCode.INVALID_PROPERTY,
                failure(() -> read(LAZY, "a", Map.of("serialization.encoding", "utf-9"), Type.VARCHAR))
                        .code());
    }

    @Test
    void readsCsvAsOpenCsvSerDeDoes() {
        assertEquals(
                List.of(
                        row("a", "b,c", "d\"e"),
                        row("line\nbreak", "", " x"),
                        row("q\"q", "C:temp", null),
                        row("a\"b,c\"d", "x", "y")),
                read(
                        CSV,
                        "a,\"b,c\",\"d\"\"e\"\n\"line\nbreak\",, x\n\"q\\\"q\",C:\\temp\na\"b,c\"d,x,y\n",
                        Map.of(),
                        Type.VARCHAR,
                        Type.VARCHAR,
                        Type.VARCHAR));
        assertEquals(
                List.of(row(1L, "1970-01-02", 1000L, null), row(null, "2020-01-01", 1577836800000000L, 1.5)),
                read(
                        CSV,
                        "\"1\",\"1\",\"1\",\"\"\n,2020-01-01,2020-01-01 00:00:00,1.5\n",
                        Map.of(),
                        Type.BIGINT,
                        Type.DATE,
                        Type.TIMESTAMP,
                        Type.DOUBLE));
    }

    @Test
    void saysWhereABadValueIs() {
        TarnException failure = failure(() -> read(CSV, "1,2\n3,4\n5,x\n", Map.of(), Type.BIGINT, Type.BIGINT));
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        InFile place = (InFile) failure.position().orElseThrow();
        assertEquals(3, place.line());
        assertEquals("c1", place.column());
        assertTrue(failure.getMessage().contains("at byte 8: 5,x"), failure.getMessage());
        assertTrue(failure.getMessage().contains("'x' is no bigint"), failure.getMessage());
        assertEquals(
                ErrorCode.HIVE_BAD_DATA,
                failure(() -> read(LAZY, "x\n", Map.of("bad_records", "fail"), Type.BIGINT))
                        .code());
    }

    @Test
    void leavesOutOrBlanksBadRecordsIfAsked() {
        String text = "1,2\n3,x\ny,z\n5,6\n";
        assertEquals(
                List.of(row(1L, 2L), row(5L, 6L)),
                read(CSV, text, Map.of("bad_records", "skip"), Type.BIGINT, Type.BIGINT));
        assertEquals(2, last.metrics.recordsSkipped.sum());
        assertEquals(
                List.of(row(1L, 2L), row(3L, null), row(null, null), row(5L, 6L)),
                read(CSV, text, Map.of("bad_records", "null"), Type.BIGINT, Type.BIGINT));
        assertEquals(
                ErrorCode.HIVE_BAD_DATA,
                failure(() -> read(CSV, "1,\"open\n2,x\n", Map.of(), Type.BIGINT, Type.VARCHAR))
                        .code());
    }

    @Test
    void doesWithBadPartsOfNestedValuesAsThePolicySays() {
        Type array = Type.array(Type.BIGINT);
        Type map = Type.map(Type.BIGINT, Type.DATE);
        Type row = Type.row(new TypeField("a", Type.DOUBLE), new TypeField("b", array));
        List<String> bad = List.of("1\0022\002x\002", "1\0032020-02-30", "k\0032020-02-29", "1.5\0021\003y");
        List<Type> types = List.of(array, map, map, row);
        for (int i = 0; i < bad.size(); i++) {
            String text = "\n" + bad.get(i) + "\n\\N\n";
            Type type = types.get(i);
            TarnException failure = failure(() -> read(LAZY, text, Map.of("bad_records", "fail"), type));
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
            InFile place = (InFile) failure.position().orElseThrow();
            assertEquals(2, place.line());
            assertEquals("c0", place.column());
            String part = List.of("'x' is no bigint", "'2020-02-30' is no date", "'k' is no bigint", "'y' is no bigint")
                    .get(i);
            assertTrue(failure.getMessage().contains(part), failure.getMessage());
            assertTrue(failure.getMessage().contains("at byte 1: "), failure.getMessage());
            assertEquals(
                    2, read(LAZY, text, Map.of("bad_records", "skip"), type).size());
            assertEquals(1, last.metrics.recordsSkipped.sum());
            assertEquals(
                    3, read(LAZY, text, Map.of("bad_records", "null"), type).size());
        }
        // What is empty or NULL, and what a record has too much of, is not bad.
        assertEquals(
                2,
                read(LAZY, "1\002\002\\N\n\002\0021\n", Map.of("bad_records", "fail"), array)
                        .size());
    }

    @Test
    void readsNestedValues() {
        Type array = Type.array(Type.INTEGER);
        Type map = Type.map(Type.VARCHAR, Type.DOUBLE);
        List<List<Object>> rows = read(
                LAZY,
                "1:2:3,a=1.5:b=2\n\\N,\n",
                Map.of("field.delim", ",", "colelction.delim", ":", "mapkey.delim", "="),
                array,
                map);
        assertEquals(2, rows.size());
        assertEquals(null, rows.get(1).get(0));
        assertEquals(
                ErrorCode.NOT_SUPPORTED,
                failure(() -> read(CSV, "1\n", Map.of(), array)).code());
    }

    private FileMetadata sniff(String name, String text) {
        return CSV.readMetadata(
                new MemoryFile(name, text.getBytes(StandardCharsets.UTF_8)), FormatOptions.NONE, new ScanMetrics());
    }

    private static String shown(FileMetadata metadata) {
        StringBuilder text = new StringBuilder();
        metadata.columns().forEach(column -> text.append(column.name())
                .append(' ')
                .append(column.type())
                .append(", "));
        return text.toString();
    }

    @Test
    void findsOutTypes() {
        assertEquals(
                "id bigint, price double, day date, at timestamp(3), fine timestamp(6), ok boolean, name varchar,"
                        + " zip varchar, big decimal(38,0), none unknown, ",
                shown(sniff(
                        "x.csv",
                        "id,price,day,at,fine,ok,name,zip,big,none\n"
                                + "1,1,2020-01-01,2020-01-01 10:00:00,2020-01-01 10:00:00.123456,true,x,01234,1,\n"
                                + "2,1.5,2020-01-02,2020-01-01,2020-01-01 10:00:00,false,,99999,"
                                + "99999999999999999999999,\n")));
    }

    @Test
    void findsOutDialectAndHeader() {
        assertEquals("column0 bigint, column1 bigint, ", shown(sniff("x.csv", "1,2\n3,4\n")));
        assertEquals("a varchar, b varchar, ", shown(sniff("x.tsv", "a\tb\nx\ty\n")));
        assertEquals("a bigint, b varchar, ", shown(sniff("x.psv", "a|b\n1|y,z\n2|u,v\n")));
        assertEquals("a bigint, b bigint, A_1 bigint, ", shown(sniff("x.csv", "a;b;A\n1;2;3\n")));
        assertEquals("text varchar, ", shown(sniff("x.csv", "text\nhello\nworld\n")));
        assertEquals("a bigint, b varchar, ", shown(sniff("x.csv", "a,b\n1,'x,y'\n2,'z'\n")));
        assertEquals("a bigint, b varchar, ", shown(sniff("x.csv", "a,b\n1,\"x\\\"y,\"\n2,\"z\"\n")));
        assertEquals("a bigint, b bigint, ", shown(sniff("x.csv", "a,b\r1,2\r3,4\r")));
    }

    @Test
    void explainsItselfAndDeclaresTheSame() {
        String text = "id;name\n1;\"a;b\"\n2;\n3;\"\"\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Inference inference = sniff("x.csv", text).inference().orElseThrow();
        assertEquals("org.apache.hadoop.hive.serde2.OpenCSVSerde", inference.serde());
        assertEquals(";", inference.properties().get("separatorChar"));
        assertEquals("1", inference.properties().get("skip.header.line.count"));
        assertEquals(
                List.of(
                        "the delimiter is ';': 4 of the first 4 records have 2 fields",
                        "the quote is \", doubled where it stands for itself",
                        "the first record is a header: 'id' is no bigint, as the other values of id are",
                        "the types are those of the first 3 records",
                        "id is bigint: all 3 values of the sample are",
                        "name is varchar: 'a;b' is no timestamp(6)"),
                inference.explanation());
        List<List<Object>> expected = List.of(row(1L, "a;b"), row(2L, null), row(3L, ""));
        assertEquals(expected, new Reading(allocator, CSV).rows("x.csv", bytes, FormatOptions.NONE));
        assertEquals(expected, new Reading(allocator, CSV).rows("x.csv", bytes, inference.options()));
    }

    @Test
    void neverMakesALaterValueNullByItself() {
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 0; i < 200_000; i++) {
            text.append(i).append(',').append(i == 190_000 ? "many" : "7").append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        TarnException failure = failure(() -> new Reading(allocator, CSV).rows("x.csv", bytes, FormatOptions.NONE));
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        assertEquals(190_002, ((InFile) failure.position().orElseThrow()).line());
        String ragged = "a,b\n1,2\n3\n4,5\n";
        failure = failure(() ->
                new Reading(allocator, CSV).rows("x.csv", ragged.getBytes(StandardCharsets.UTF_8), FormatOptions.NONE));
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        assertTrue(failure.getMessage().contains("1 fields where 2 are expected"), failure.getMessage());
    }

    @Test
    void refusesWhatIsNoText() {
        assertEquals(
                ErrorCode.HIVE_BAD_DATA, failure(() -> sniff("x.csv", "a\0b\n")).code());
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure(() -> sniff("x.csv", "")).code());
    }
}
