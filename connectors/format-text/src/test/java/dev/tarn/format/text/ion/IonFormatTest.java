package dev.tarn.format.text.ion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazon.ion.IonSystem;
import com.amazon.ion.IonWriter;
import com.amazon.ion.system.IonBinaryWriterBuilder;
import com.amazon.ion.system.IonSystemBuilder;
import dev.tarn.format.text.record.TextTable;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.Recognition;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of Ion, in both of its forms. */
@ExtendWith(AllocatorExtension.class)
class IonFormatTest {
    private static final String RECORDS =
            "{id:1, Name:\"x\", price:1.50, f:2e0, yes:true, t:2024-01-02T03:04:05.678+01:00,"
                    + " b:{{aGk=}}, list:[1,2], inner:{a:'sym',b:null.int}, big:12345678901234567890, mixed:1}\n"
                    + "{id:-2, Name:null, price:10, f:1.5e0, t:2024-01-02T, list:[], inner:{a:\"y\"}, mixed:{z:[true]}}\n";

    private static byte[] binary(String text) throws IOException {
        IonSystem system = IonSystemBuilder.standard().build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (IonWriter writer = IonBinaryWriterBuilder.standard().build(out)) {
            writer.writeValues(system.newReader(text));
        }
        return out.toByteArray();
    }

    private static TextTable table(String content) {
        return new TextTable(new IonFormat(), "x.ion", content);
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static TarnException failure(TextTable table, BufferAllocator allocator) {
        return assertThrows(TarnException.class, () -> table.rows(allocator));
    }

    @Test
    void aSampleShowsTheColumns(BufferAllocator allocator) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(binary(RECORDS));
        }
        for (byte[] content :
                List.of(RECORDS.getBytes(StandardCharsets.UTF_8), binary(RECORDS), packed.toByteArray())) {
            TextTable table = new TextTable(new IonFormat(), "x.10n", content);
            assertEquals(
                    "{id=bigint, Name=varchar, price=decimal(38,18), f=double, yes=boolean, t=timestamp(6),"
                            + " b=varbinary, list=array(bigint), inner=row(a varchar, b unknown), big=decimal(38,0),"
                            + " mixed=varchar}",
                    table.inferred().toString());
        }
        assertEquals(Recognition.SIGNATURE, new IonFormat().recognizes(binary(RECORDS)));
        assertEquals(Recognition.NO, new IonFormat().recognizes(new byte[] {1}));
    }

    @Test
    void tablesOfEveryType(BufferAllocator allocator) throws IOException {
        List<List<Object>> expected = List.of(
                row(
                        1,
                        "x",
                        new BigDecimal("1.5"),
                        2.0f,
                        true,
                        LocalDateTime.of(2024, 1, 2, 2, 4, 5, 678_000_000),
                        LocalDate.of(2024, 1, 2),
                        ByteBuffer.wrap("hi".getBytes(StandardCharsets.UTF_8)),
                        List.of(new BigDecimal("1.00"), new BigDecimal("2.00")),
                        row("sym", null),
                        "12345678901234567890",
                        "1"),
                row(
                        -2,
                        null,
                        new BigDecimal("10.0"),
                        1.5f,
                        null,
                        LocalDateTime.of(2024, 1, 2, 0, 0),
                        LocalDate.of(2024, 1, 2),
                        null,
                        List.of(),
                        row("y", null),
                        null,
                        "{z:[true]}"));
        for (byte[] content : List.of(RECORDS.getBytes(StandardCharsets.UTF_8), binary(RECORDS))) {
            TextTable table = new TextTable(new IonFormat(), "x.ion", content)
                    .serde(IonFormat.SERDE)
                    .property("ion.day.path_extractor", "(t)")
                    .column("id", Type.INTEGER)
                    .column("name", Type.varchar(3))
                    .column("price", Type.decimal(5, 1))
                    .column("f", Type.REAL)
                    .column("yes", Type.BOOLEAN)
                    .column("t", Type.TIMESTAMP)
                    .column("day", Type.DATE)
                    .column("b", Type.VARBINARY)
                    .column("list", Type.array(Type.decimal(20, 2)))
                    .column("inner", Type.row(new TypeField("a", Type.VARCHAR), new TypeField("b", Type.BIGINT)))
                    .column("big", Type.VARCHAR)
                    .column("mixed", Type.VARCHAR);
            assertEquals(expected, table.batchSize(1).rows(allocator));
        }
    }

    @Test
    void pathsNamesAndMaps(BufferAllocator allocator) {
        assertEquals(
                List.of(row(2L, "sym", null, Map.of("a", "sym", "c", "1"))),
                table("{inner:{a:sym, c:1}, list:[1,2], Name:x}")
                        .property("ion.second.path_extractor", "(list 1)")
                        .property("ion.a.path_extractor", "('inner' \"a\")")
                        .property("ion.path_extractor.case_sensitive", "true")
                        .column("second", Type.BIGINT)
                        .column("a", Type.VARCHAR)
                        .column("name", Type.VARCHAR)
                        .column("inner", Type.map(Type.VARCHAR, Type.VARCHAR))
                        .rows(allocator));
        TextTable wild = table("{}").property("ion.a.path_extractor", "(*)").column("a", Type.BIGINT);
        assertEquals(ErrorCode.NOT_SUPPORTED, failure(wild, allocator).code());
        TextTable broken = table("{}").property("ion.a.path_extractor", "a").column("a", Type.BIGINT);
        assertEquals(ErrorCode.INVALID_PROPERTY, failure(broken, allocator).code());
    }

    @Test
    void overflowsAndMisfits(BufferAllocator allocator) {
        String content = "{a:300,b:1e3,c:1d1000000000}";
        TextTable failing = table(content).column("a", Type.TINYINT);
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure(failing, allocator).code());
        TextTable nulls = table(content)
                .column("a", Type.TINYINT)
                .column("c", Type.decimal(38, 0))
                .property("ion.fail_on_overflow", "false");
        assertEquals(List.of(row(null, null)), nulls.rows(allocator));
        TextTable one = table(content)
                .column("a", Type.TINYINT)
                .column("c", Type.decimal(38, 0))
                .property("ion.a.fail_on_overflow", "false");
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure(one, allocator).code());
        TextTable misfit = table(content).column("b", Type.BIGINT).property("bad_records", "null");
        assertEquals(List.of(row((Object) null)), misfit.rows(allocator));
        assertEquals(
                List.of(row(1L)),
                table("5 {a:1} null")
                        .column("a", Type.BIGINT)
                        .property("bad_records", "skip")
                        .rows(allocator));
    }

    @Test
    void whatOnlyBrokenFilesHave(BufferAllocator allocator) throws IOException {
        byte[] unknownSymbol = {(byte) 0xE0, 1, 0, (byte) 0xEA, (byte) 0xD3, (byte) 0x84, 0x71, 0x63};
        byte[] nothingButGzip = {0x1F, (byte) 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
        String digits = "{id:2024-01-02T03:04:05." + "1".repeat(20_000) + "Z}";
        for (byte[] content : List.of(
                "{id:1} {id:$99}".getBytes(StandardCharsets.UTF_8),
                "{$99:1}".getBytes(StandardCharsets.UTF_8),
                unknownSymbol,
                nothingButGzip,
                digits.getBytes(StandardCharsets.UTF_8))) {
            TextTable inferred = new TextTable(new IonFormat(), "x.ion", content);
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure(inferred, allocator).code());
            TextTable declared = new TextTable(new IonFormat(), "x.ion", content).column("id", Type.VARCHAR);
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure(declared, allocator).code());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void brokenBytesEndInRowsOrErrors(long seed, BufferAllocator allocator) throws IOException {
        Randomness random = Randomness.ofSeed(seed);
        byte[] binary = binary(RECORDS);
        for (int i = 0; i < 60; i++) {
            byte[] content = random.nextBoolean() ? binary.clone() : RECORDS.getBytes(StandardCharsets.UTF_8);
            for (int flips = random.between(1, 4); flips > 0; flips--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt();
            }
            byte[] cut = random.nextBoolean() ? content : Arrays.copyOf(content, random.nextInt(content.length));
            try {
                new TextTable(new IonFormat(), "x.ion", cut).rows(allocator);
            } catch (TarnException e) {
                assertTrue(e.code() == ErrorCode.HIVE_BAD_DATA, e.getMessage());
            }
        }
        String deep = "{a:" + "[".repeat(1000) + "]".repeat(1000) + "}";
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure(table(deep), allocator).code());
    }
}
