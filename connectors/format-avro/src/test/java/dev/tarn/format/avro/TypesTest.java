package dev.tarn.format.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.FormatRows;
import dev.tarn.testkit.MemoryFile;
import dev.tarn.testkit.Randomness;
import dev.tarn.testkit.RandomnessExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type and codec, the types that values widen to, and broken files. */
@ExtendWith({AllocatorExtension.class, RandomnessExtension.class})
class TypesTest {
    private static final int ROUNDS = Boolean.getBoolean("tarn.test.full") ? 5000 : 400;
    private static final Schema ALL = AvroFiles.schema("{'type':'record','name':'all','fields':["
            + "{'name':'bo','type':'boolean'},"
            + "{'name':'i','type':'int'},"
            + "{'name':'l','type':['long','null']},"
            + "{'name':'f','type':'float'},"
            + "{'name':'d','type':'double'},"
            + "{'name':'by','type':'bytes'},"
            + "{'name':'s','type':['null','string']},"
            + "{'name':'e','type':{'type':'enum','name':'suit','symbols':['HEARTS','SPADES']}},"
            + "{'name':'fx','type':{'type':'fixed','name':'two','size':2}},"
            + "{'name':'dec','type':{'type':'bytes','logicalType':'decimal','precision':12,'scale':3}},"
            + "{'name':'wide','type':{'type':'fixed','name':'sixteen','size':16,'logicalType':'decimal','precision':38,'scale':4}},"
            + "{'name':'dt','type':{'type':'int','logicalType':'date'}},"
            + "{'name':'tm','type':{'type':'int','logicalType':'time-millis'}},"
            + "{'name':'tu','type':{'type':'long','logicalType':'time-micros'}},"
            + "{'name':'ts','type':{'type':'long','logicalType':'timestamp-millis'}},"
            + "{'name':'us','type':{'type':'long','logicalType':'timestamp-micros'}},"
            + "{'name':'ns','type':{'type':'long','logicalType':'local-timestamp-nanos'}},"
            + "{'name':'uu','type':{'type':'fixed','name':'id','size':16,'logicalType':'uuid'}},"
            + "{'name':'du','type':{'type':'fixed','name':'span','size':12,'logicalType':'duration'}},"
            + "{'name':'li','type':{'type':'array','items':['null','int']}},"
            + "{'name':'m','type':{'type':'map','values':'long'}},"
            + "{'name':'r','type':['null',{'type':'record','name':'inner','fields':[{'name':'a','type':'int'},"
            + "{'name':'b','type':{'type':'array','items':'string'}}]}]},"
            + "{'name':'num','type':['int','null','double']},"
            + "{'name':'un','type':['null','string',{'type':'array','items':'int'},'boolean']},"
            + "{'name':'nu','type':'null'}]}");

    private static Object record(int n) {
        GenericData.Record row = new GenericData.Record(ALL);
        row.put("bo", n % 2 == 0);
        row.put("i", -n * 1001);
        row.put("l", n % 5 == 0 ? null : n * 0x9E3779B97F4A7C15L);
        row.put("f", n / 4f);
        row.put("d", n / 3.0);
        row.put("by", ByteBuffer.wrap(new byte[] {(byte) n, 1}));
        row.put("s", n % 7 == 0 ? null : "text Łó " + n);
        row.put("e", new GenericData.EnumSymbol(ALL.getField("e").schema(), n % 2 == 0 ? "HEARTS" : "SPADES"));
        row.put("fx", new GenericData.Fixed(ALL.getField("fx").schema(), new byte[] {(byte) n, 2}));
        row.put("dec", ByteBuffer.wrap(BigInteger.valueOf(n * 123L - 5000).toByteArray()));
        row.put("wide", new GenericData.Fixed(ALL.getField("wide").schema(), sixteen(wide(n).unscaledValue())));
        row.put("dt", n - 30_000);
        row.put("tm", n * 1000 + 1);
        row.put("tu", n * 1_000_000L + 7);
        row.put("ts", n * 86_399_999L - 5_000_000_000_000L);
        row.put("us", n * 86_399_999_999L);
        row.put("ns", n * 1_000_000_007L - 999);
        row.put("uu", new GenericData.Fixed(ALL.getField("uu").schema(), sixteen(BigInteger.valueOf(n))));
        byte[] span = {(byte) n, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, (byte) 0x80};
        row.put("du", new GenericData.Fixed(ALL.getField("du").schema(), span));
        row.put("li", n % 3 == 0 ? List.of() : Arrays.asList(n, null, 3));
        row.put("m", n % 3 == 1 ? Map.of() : Map.of("k", (long) n));
        if (n % 4 != 0) {
            GenericData.Record inner =
                    new GenericData.Record(ALL.getField("r").schema().getTypes().get(1));
            inner.put("a", n);
            inner.put("b", List.of("x", "y" + n));
            row.put("r", inner);
        }
        row.put("num", n % 3 == 0 ? (Object) n : n % 3 == 1 ? null : (Object) (n + 0.5));
        row.put("un", n % 4 == 0 ? null : n % 4 == 1 ? "u" + n : n % 4 == 2 ? List.of(n) : (Object) true);
        return row;
    }

    private static BigDecimal wide(int n) {
        return new BigDecimal(
                BigInteger.TEN.pow(30).multiply(BigInteger.valueOf(n - 20L)).add(BigInteger.ONE), 4);
    }

    private static byte[] sixteen(BigInteger value) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 16; i++) {
            bytes[15 - i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static List<Object> expected(int n) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (n % 3 != 1) {
            map.put("k", (long) n);
        }
        List<Object> union = n % 4 == 0
                ? null
                : Arrays.asList(
                        n % 4 - 1L,
                        n % 4 == 1 ? "u" + n : null,
                        n % 4 == 2 ? List.of((long) n) : null,
                        n % 4 == 3 ? true : null);
        return Arrays.asList(
                n % 2 == 0,
                -n * 1001L,
                n % 5 == 0 ? null : n * 0x9E3779B97F4A7C15L,
                n / 4f,
                n / 3.0,
                Arrays.toString(new byte[] {(byte) n, 1}),
                n % 7 == 0 ? null : "text Łó " + n,
                n % 2 == 0 ? "HEARTS" : "SPADES",
                Arrays.toString(new byte[] {(byte) n, 2}),
                new BigDecimal(BigInteger.valueOf(n * 123L - 5000), 3),
                wide(n),
                LocalDate.ofEpochDay(n - 30_000),
                n * 1_000_000L + 1000,
                n * 1_000_000L + 7,
                time(Math.multiplyExact(n * 86_399_999L - 5_000_000_000_000L, 1000)),
                time(n * 86_399_999_999L),
                time(Math.floorDiv(n * 1_000_000_007L - 999, 1000L)),
                String.format(java.util.Locale.ROOT, "00000000-0000-0000-0000-%012x", n),
                Arrays.asList(n & 0xFFL, 2L, 0x80000003L),
                n % 3 == 0 ? List.of() : Arrays.asList((long) n, null, 3L),
                map,
                n % 4 == 0 ? null : Arrays.asList((long) n, List.of("x", "y" + n)),
                n % 3 == 0 ? (Object) (double) n : n % 3 == 1 ? null : (Object) (n + 0.5),
                union,
                null);
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
    }

    private static byte[] all(String codec, int rows) throws IOException {
        return AvroFiles.write(ALL, codec, rows, TypesTest::record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "zstandard", "bzip2", "xz"})
    void readsEveryTypeWithEveryCodec(String codec, BufferAllocator allocator) throws IOException {
        byte[] file = all(codec, 1000);
        List<List<Object>> rows = new ArrayList<>();
        for (int n = 0; n < 1000; n++) {
            rows.add(expected(n));
        }
        assertTrue(AvroFiles.ROWS.metadata(file).rowGroupCount() > 1);
        for (int batchSize : new int[] {1, 77, 4096}) {
            assertEquals(rows, AvroFiles.ROWS.read(file, allocator, batchSize));
        }
    }

    @Test
    void knowsTypes() throws IOException {
        List<Type> types = AvroFiles.ROWS.metadata(all("null", 1)).columns().stream()
                .map(column -> column.type())
                .toList();
        assertEquals(Type.decimal(12, 3), types.get(9));
        assertEquals(new Type(TypeKind.TIME, 3, 0), types.get(12));
        assertEquals(Type.TIMESTAMP, types.get(14));
        assertEquals(Type.array(Type.INTEGER), types.get(19));
        assertEquals(Type.DOUBLE, types.get(22));
        assertEquals(
                Type.row(
                        new TypeField("tag", Type.TINYINT),
                        new TypeField("field0", Type.VARCHAR),
                        new TypeField("field1", Type.array(Type.INTEGER)),
                        new TypeField("field2", Type.BOOLEAN)),
                types.get(23));
        assertEquals(Type.UNKNOWN, types.get(24));
    }

    private static List<Object> second(byte[] file, FormatOptions options, BufferAllocator a, ScanColumn... columns) {
        FileMetadata metadata = AvroFiles.FORMAT.readMetadata(new MemoryFile("f", file), options, new ScanMetrics());
        return AvroFiles.ROWS
                .read(file, metadata, FormatRows.request(List.of(columns), a, 10))
                .get(1);
    }

    @Test
    void widensWhatIsStored(BufferAllocator allocator) throws IOException {
        byte[] file = all("null", 3);
        assertEquals(
                Arrays.asList(
                        -1001L,
                        -1001L,
                        -1001.0,
                        new BigDecimal("-1001.00"),
                        "-1001",
                        "false",
                        "2.5E-1",
                        "-4.877",
                        "1887-11-13",
                        "00:00:01.001",
                        "1970-01-01 23:59:59.999999",
                        -4.877,
                        "te",
                        "SPAD",
                        LocalDateTime.of(1970, 1, 2, 0, 0)),
                second(
                        file,
                        FormatOptions.NONE,
                        allocator,
                        ScanColumn.of("i", Type.SMALLINT),
                        ScanColumn.of("i", Type.BIGINT),
                        ScanColumn.of("i", Type.DOUBLE),
                        ScanColumn.of("i", Type.decimal(20, 2)),
                        ScanColumn.of("i", Type.VARCHAR),
                        ScanColumn.of("bo", Type.VARCHAR),
                        ScanColumn.of("f", Type.VARCHAR),
                        ScanColumn.of("dec", Type.VARCHAR),
                        ScanColumn.of("dt", Type.VARCHAR),
                        ScanColumn.of("tm", Type.VARCHAR),
                        ScanColumn.of("us", Type.VARCHAR),
                        ScanColumn.of("dec", Type.DOUBLE),
                        ScanColumn.of("s", Type.varchar(2)),
                        ScanColumn.of("e", Type.charType(4)),
                        ScanColumn.of("us", Type.TIMESTAMP)));
        for (ScanColumn narrower : List.of(
                ScanColumn.of("l", Type.INTEGER),
                ScanColumn.of("s", Type.BIGINT),
                ScanColumn.of("d", Type.REAL),
                ScanColumn.of("dec", Type.decimal(12, 2)),
                ScanColumn.of("li", Type.array(Type.DATE)),
                ScanColumn.of("r", Type.VARCHAR),
                ScanColumn.of("un", Type.VARCHAR))) {
            TarnException failure = assertThrows(
                    TarnException.class,
                    () -> second(file, FormatOptions.NONE, allocator, narrower),
                    narrower.toString());
            assertEquals(ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH, failure.code());
        }
    }

    @Test
    void readsFieldsByName(BufferAllocator allocator) throws IOException {
        Type pruned = Type.row(new TypeField("none", Type.DATE), new TypeField("A", Type.BIGINT));
        assertEquals(
                Arrays.asList(1L, List.of("x", "y1"), Arrays.asList(null, 1L), null, 0L, "u1", 0x80000003L),
                second(
                        all("null", 3),
                        FormatOptions.NONE,
                        allocator,
                        new ScanColumn("r", List.of("a"), Type.INTEGER, Layout.INT),
                        new ScanColumn("r", List.of("B"), Type.array(Type.VARCHAR), Layout.BYTES),
                        ScanColumn.of("r", pruned),
                        new ScanColumn("r", List.of("missing"), Type.VARCHAR, Layout.BYTES),
                        new ScanColumn("un", List.of("tag"), Type.TINYINT, Layout.INT),
                        new ScanColumn("un", List.of("field0"), Type.VARCHAR, Layout.BYTES),
                        new ScanColumn("du", List.of("millis"), Type.BIGINT, Layout.LONG)));
    }

    @Test
    void takesDefaultsAndAliasesFromTheTablesSchema(BufferAllocator allocator) throws IOException {
        String reader = ("{'type':'record','name':'t','fields':[{'name':'renamed','type':'int','aliases':['i']},"
                        + "{'name':'added','type':'string','default':'new'},{'name':'list','type':{'type':'array',"
                        + "'items':'int'},'default':[1,2]},{'name':'bare','type':'int'}]}")
                .replace('\'', '"');
        FormatOptions options = new FormatOptions(null, Map.of("avro.schema.literal", reader), List.of());
        assertEquals(
                Arrays.asList(-1001L, "new", List.of(1L, 2L), null),
                second(
                        all("null", 3),
                        options,
                        allocator,
                        ScanColumn.of("renamed", Type.INTEGER),
                        ScanColumn.of("added", Type.VARCHAR),
                        ScanColumn.of("list", Type.array(Type.INTEGER)),
                        ScanColumn.of("bare", Type.INTEGER)));
        FormatOptions wrong = new FormatOptions(null, Map.of("avro.schema.literal", "{"), List.of());
        TarnException failure = assertThrows(TarnException.class, () -> second(all("null", 3), wrong, allocator));
        assertEquals(ErrorCode.INVALID_PROPERTY, failure.code());
    }

    @Test
    void namesWhatItCannotRead() throws IOException {
        Schema tree = AvroFiles.schema("{'type':'record','name':'tree','fields':[{'name':'n','type':'int'},"
                + "{'name':'next','type':['null','tree']}]}");
        byte[] file = AvroFiles.write(tree, "null", 1, i -> {
            GenericData.Record row = new GenericData.Record(tree);
            row.put("n", 1);
            return row;
        });
        FileMetadata metadata = AvroFiles.ROWS.metadata(file);
        assertEquals(Type.INTEGER, metadata.columns().get(0).type());
        assertTrue(metadata.columns().get(1).unsupported().contains("contains itself"));
    }

    @Test
    void survivesFlippedBytes(Randomness random) throws IOException {
        for (String codec : List.of("null", "deflate", "snappy", "zstandard", "xz")) {
            byte[] whole = all(codec, 100);
            for (int round = 0; round < ROUNDS / 5; round++) {
                byte[] broken = whole.clone();
                int flips = 1 + random.nextInt(4);
                for (int i = 0; i < flips; i++) {
                    // The header's text is long and of no interest.
                    int from = random.nextInt(4) == 0 ? 0 : broken.length / 3;
                    broken[from + random.nextInt(broken.length - from)] ^= (byte) (1 << random.nextInt(8));
                }
                try (BufferAllocator allocator = new RootAllocator(256 << 20)) {
                    try {
                        AvroFiles.ROWS.read(broken, allocator, 100);
                    } catch (TarnException e) {
                        assertTrue(e.code() != ErrorCode.INTERNAL_ERROR, e.toString());
                    } catch (OutOfMemoryException e) {
                        assertTrue(e.getMessage() != null);
                    }
                    assertEquals(0, allocator.getAllocatedMemory());
                }
            }
        }
    }
}
