package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.format.parquet.HandMadeFile.Entry;
import dev.tarn.format.parquet.HandMadeFile.Leaf;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.MemoryFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.VariantType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All spellings of lists and maps, rows that go on from page to page, and VARIANT, from files made by hand. */
@ExtendWith(AllocatorExtension.class)
class NestedShapesTest {
    private static final org.apache.parquet.format.Type INT32 = org.apache.parquet.format.Type.INT32;
    private static final org.apache.parquet.format.Type BYTES = org.apache.parquet.format.Type.BYTE_ARRAY;
    private static final FieldRepetitionType REQUIRED = FieldRepetitionType.REQUIRED;
    private static final FieldRepetitionType OPTIONAL = FieldRepetitionType.OPTIONAL;
    private static final FieldRepetitionType REPEATED = FieldRepetitionType.REPEATED;

    private static SchemaElement group(
            String name, FieldRepetitionType repetition, int children, ConvertedType converted) {
        SchemaElement element = new SchemaElement(name);
        element.setRepetition_type(repetition);
        element.setNum_children(children);
        if (converted != null) {
            element.setConverted_type(converted);
        }
        return element;
    }

    private static SchemaElement leaf(
            String name, FieldRepetitionType repetition, org.apache.parquet.format.Type type) {
        SchemaElement element = new SchemaElement(name);
        element.setRepetition_type(repetition);
        element.setType(type);
        return element;
    }

    private static Leaf ints(int maxRepetition, int maxDefinition, int... levelsAndValues) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < levelsAndValues.length; i += 3) {
            boolean hasValue = levelsAndValues[i + 1] == maxDefinition;
            entries.add(new Entry(
                    levelsAndValues[i],
                    levelsAndValues[i + 1],
                    hasValue ? HandMadeFile.le(levelsAndValues[i + 2]) : null));
        }
        return new Leaf(INT32, List.of("x"), maxRepetition, maxDefinition, entries, 100, false, false, null);
    }

    private static List<String> read(byte[] file, BufferAllocator allocator) throws Exception {
        return read(file, FormatOptions.NONE, null, 100, allocator).stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static List<List<String>> read(
            byte[] bytes, FormatOptions options, List<ScanColumn> asked, int batchSize, BufferAllocator allocator)
            throws Exception {
        ParquetFormat format = new ParquetFormat();
        FileMetadata metadata = format.readMetadata(new MemoryFile("f", bytes), options, new ScanMetrics());
        List<ScanColumn> columns = asked == null ? ParquetRows.readable(metadata) : asked;
        ScanContext context = new ScanContext(allocator, Runnable::run, batchSize, new ScanMetrics());
        List<List<String>> rows = new ArrayList<>();
        try (BatchSource source =
                format.open(new MemoryFile("f", bytes), metadata, 0, new ScanRequest(columns, List.of(), context))) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                ParquetRows.append(batch, rows);
            }
        }
        return rows;
    }

    private static String type(byte[] bytes) {
        return new ParquetFormat()
                .readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics())
                .columns()
                .get(0)
                .type()
                .toString();
    }

    @Test
    void knowsListsOfTwoLevels(BufferAllocator allocator) throws Exception {
        Leaf values = ints(1, 2, 0, 2, 1, 1, 2, 2, 0, 1, 0, 0, 0, 0);
        byte[] plain = new HandMadeFile(3)
                .column(group("l", OPTIONAL, 1, ConvertedType.LIST), leaf("element", REPEATED, INT32))
                .leaf(values)
                .write();
        assertEquals("array(integer)", type(plain));
        assertEquals(List.of("[1, 2]", "[]", "NULL"), read(plain, allocator));
        for (String name : List.of("array", "l_tuple")) {
            byte[] tuple = new HandMadeFile(3)
                    .column(
                            group("l", OPTIONAL, 1, ConvertedType.LIST),
                            group(name, REPEATED, 1, null),
                            leaf("x", REQUIRED, INT32))
                    .leaf(values)
                    .write();
            assertEquals("array(row(x integer))", type(tuple));
            assertEquals(List.of("[(x: 1), (x: 2)]", "[]", "NULL"), read(tuple, allocator));
        }
        byte[] pair = new HandMadeFile(3)
                .column(
                        group("l", OPTIONAL, 1, ConvertedType.LIST),
                        group("element", REPEATED, 2, null),
                        leaf("x", REQUIRED, INT32),
                        leaf("y", REQUIRED, INT32))
                .leaf(values)
                .leaf(values)
                .write();
        assertEquals(List.of("[(x: 1, y: 1), (x: 2, y: 2)]", "[]", "NULL"), read(pair, allocator));
    }

    @Test
    void knowsListsOfThreeLevelsOfAnyName(BufferAllocator allocator) throws Exception {
        byte[] file = new HandMadeFile(4)
                .column(
                        group("l", OPTIONAL, 1, ConvertedType.LIST),
                        group("bag", REPEATED, 1, null),
                        leaf("array_element", OPTIONAL, INT32))
                .leaf(ints(1, 3, 0, 3, 1, 1, 2, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0))
                .write();
        assertEquals(List.of("[1, NULL]", "[]", "NULL", "[NULL]"), read(file, allocator));
    }

    @Test
    void knowsRepeatedFieldsWithoutAnnotation(BufferAllocator allocator) throws Exception {
        Leaf values = ints(1, 1, 0, 1, 1, 1, 1, 2, 0, 0, 0);
        byte[] primitive = new HandMadeFile(2)
                .column(leaf("l", REPEATED, INT32))
                .leaf(values)
                .write();
        assertEquals(List.of("[1, 2]", "[]"), read(primitive, allocator));
        byte[] groups = new HandMadeFile(2)
                .column(group("l", REPEATED, 1, null), leaf("x", REQUIRED, INT32))
                .leaf(values)
                .write();
        assertEquals(List.of("[(x: 1), (x: 2)]", "[]"), read(groups, allocator));
    }

    @Test
    void knowsOldMapsAndTakesTheLastOfEqualKeys(BufferAllocator allocator) throws Exception {
        SchemaElement[] schema = {
            group("m", OPTIONAL, 1, ConvertedType.MAP_KEY_VALUE),
            group("map", REPEATED, 2, ConvertedType.MAP_KEY_VALUE),
            leaf("id", OPTIONAL, INT32),
            leaf("what", OPTIONAL, INT32)
        };
        byte[] file = new HandMadeFile(3)
                .column(schema)
                .leaf(ints(1, 3, 0, 3, 7, 1, 3, 8, 1, 3, 7, 0, 1, 0, 0, 0, 0))
                .leaf(ints(1, 3, 0, 3, 1, 1, 3, 2, 1, 2, 0, 0, 1, 0, 0, 0, 0))
                .write();
        assertEquals("map(integer, integer)", type(file));
        assertEquals(List.of("{8=2, 7=NULL}", "{}", "NULL"), read(file, allocator));
        byte[] nullKey = new HandMadeFile(1)
                .column(schema)
                .leaf(ints(1, 3, 0, 2, 0))
                .leaf(ints(1, 3, 0, 3, 1))
                .write();
        TarnException failure = assertThrows(TarnException.class, () -> read(nullKey, allocator));
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
    }

    @Test
    void putsRowsTogetherThatGoOnFromPageToPage(BufferAllocator allocator) throws Exception {
        List<Entry> entries = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            List<String> outer = new ArrayList<>();
            int lists = i % 4;
            for (int k = 0; k < lists; k++) {
                List<String> inner = new ArrayList<>();
                int count = (i + k) % 3;
                for (int e = 0; e < count; e++) {
                    inner.add(Integer.toString(i * 10 + e));
                    int repetition = e > 0 ? 2 : k > 0 ? 1 : 0;
                    entries.add(new Entry(repetition, 2, HandMadeFile.le(i * 10 + e)));
                }
                if (count == 0) {
                    entries.add(new Entry(k > 0 ? 1 : 0, 1, null));
                }
                outer.add(inner.toString());
            }
            if (lists == 0) {
                entries.add(new Entry(0, 0, null));
            }
            expected.add(List.of(outer.toString()));
        }
        for (int perPage : new int[] {-1, -7, -100, 30}) {
            byte[] file = new HandMadeFile(500)
                    .column(
                            group("l", REQUIRED, 1, ConvertedType.LIST),
                            group("array", REPEATED, 1, ConvertedType.LIST),
                            leaf("array", REPEATED, INT32))
                    .leaf(new Leaf(INT32, List.of("l"), 2, 2, entries, perPage, false, perPage == -7, null))
                    .write();
            assertEquals("array(array(integer))", type(file));
            for (int batchSize : new int[] {1, 10, 333, 1000}) {
                assertEquals(expected, read(file, FormatOptions.NONE, null, batchSize, allocator));
            }
        }
    }

    @Test
    void writesVariantAsJson(BufferAllocator allocator) throws Exception {
        SchemaElement variant = group("v", OPTIONAL, 3, null);
        variant.setLogicalType(LogicalType.VARIANT(new VariantType()));
        SchemaElement typed = leaf("typed_value", OPTIONAL, INT32);
        typed.setLogicalType(LogicalType.INTEGER(new IntType((byte) 32, true)));
        byte[] names = hex("11 02 00 01 02 61 62");
        List<byte[]> values = new ArrayList<>();
        values.add(hex("02 02 00 01 00 02 05 0C 01 09 68 69"));
        values.add(null);
        values.add(hex("03 02 00 01 02 04 00"));
        values.add(hex("00"));
        values.add(hex("20 02 40 E2 01 00"));
        values.add(hex("1C 00 00 00 00 00 00 F8 3F"));
        values.add(hex("40 04 00 00 00 22 5C 0A 01"));
        values.add(hex("2C 01 00 00 00"));
        List<Entry> metadata = new ArrayList<>();
        List<Entry> value = new ArrayList<>();
        List<Entry> typedValue = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            byte[] bytes = values.get(i);
            metadata.add(new Entry(0, 1, names));
            value.add(new Entry(0, bytes == null ? 1 : 2, bytes));
            typedValue.add(new Entry(0, i == 1 ? 2 : 1, i == 1 ? HandMadeFile.le(42) : null));
        }
        metadata.add(new Entry(0, 0, null));
        value.add(new Entry(0, 0, null));
        typedValue.add(new Entry(0, 0, null));
        byte[] file = new HandMadeFile(values.size() + 1)
                .column(variant, leaf("metadata", REQUIRED, BYTES), leaf("value", OPTIONAL, BYTES), typed)
                .leaf(new Leaf(BYTES, List.of("v", "metadata"), 0, 1, metadata, 3, false, true, null))
                .leaf(new Leaf(BYTES, List.of("v", "value"), 0, 2, value, 4, false, false, null))
                .leaf(new Leaf(INT32, List.of("v", "typed_value"), 0, 2, typedValue, 100, true, false, null))
                .write();
        assertEquals("varchar", type(file));
        assertEquals(
                List.of(
                        "{\"a\":1,\"b\":\"hi\"}",
                        "42",
                        "[true,null]",
                        "null",
                        "1234.56",
                        "1.5",
                        "\"\\\"\\\\\\n\\u0001\"",
                        "\"1970-01-02\"",
                        "NULL"),
                read(file, allocator));
    }

    private static byte[] hex(String bytes) {
        return HexFormat.ofDelimiter(" ").parseHex(bytes);
    }

    @Test
    void putsShreddedObjectsTogether(BufferAllocator allocator) throws Exception {
        SchemaElement variant = group("v", REQUIRED, 3, null);
        variant.setLogicalType(LogicalType.VARIANT(new VariantType()));
        byte[] names = hex("11 02 00 01 02 61 62");
        byte[] restOfObject = hex("02 01 01 00 03 09 68 69");
        List<Entry> metadata = List.of(new Entry(0, 0, names), new Entry(0, 0, names), new Entry(0, 0, names));
        byte[] file = new HandMadeFile(3)
                .column(
                        variant,
                        leaf("metadata", REQUIRED, BYTES),
                        leaf("value", OPTIONAL, BYTES),
                        group("typed_value", OPTIONAL, 1, null),
                        group("a", REQUIRED, 2, null),
                        leaf("value", OPTIONAL, BYTES),
                        leaf("typed_value", OPTIONAL, INT32))
                .leaf(new Leaf(BYTES, List.of("m"), 0, 0, metadata, 3, false, false, null))
                .leaf(new Leaf(
                        BYTES,
                        List.of("v"),
                        0,
                        1,
                        List.of(new Entry(0, 1, restOfObject), new Entry(0, 0, null), new Entry(0, 1, hex("0C 05"))),
                        3,
                        false,
                        false,
                        null))
                .leaf(new Leaf(
                        BYTES,
                        List.of("av"),
                        0,
                        2,
                        List.of(new Entry(0, 1, null), new Entry(0, 2, hex("04")), new Entry(0, 0, null)),
                        3,
                        false,
                        false,
                        null))
                .leaf(new Leaf(
                        INT32,
                        List.of("at"),
                        0,
                        2,
                        List.of(new Entry(0, 2, HandMadeFile.le(9)), new Entry(0, 1, null), new Entry(0, 0, null)),
                        3,
                        false,
                        false,
                        null))
                .write();
        assertEquals(List.of("{\"a\":9,\"b\":\"hi\"}", "{\"a\":true}", "5"), read(file, allocator));
    }

    @Test
    void readsColumnsWithoutAnyValueAsAnyType(BufferAllocator allocator) throws Exception {
        SchemaElement nothing = leaf("n", OPTIONAL, INT32);
        nothing.setLogicalType(LogicalType.UNKNOWN(new NullType()));
        SchemaElement element = leaf("element", OPTIONAL, INT32);
        element.setLogicalType(LogicalType.UNKNOWN(new NullType()));
        byte[] file = new HandMadeFile(2)
                .column(nothing)
                .column(group("l", OPTIONAL, 1, ConvertedType.LIST), group("list", REPEATED, 1, null), element)
                .leaf(ints(0, 1, 0, 0, 0, 0, 0, 0))
                .leaf(ints(1, 3, 0, 2, 0, 1, 2, 0, 0, 1, 0))
                .write();
        assertEquals("unknown", type(file));
        List<ScanColumn> columns = List.of(
                ScanColumn.of("n", Type.VARCHAR),
                ScanColumn.of("l", Type.array(Type.VARCHAR)),
                ScanColumn.of("n", Type.DATE),
                ScanColumn.of("l", Type.array(Type.decimal(30, 1))));
        assertEquals(
                List.of(List.of("NULL", "[NULL, NULL]", "NULL", "[NULL, NULL]"), List.of("NULL", "[]", "NULL", "[]")),
                read(file, FormatOptions.NONE, columns, 10, allocator));
    }

    @Test
    void writesIntervalsAsDurations(BufferAllocator allocator) throws Exception {
        SchemaElement interval = leaf("i", REQUIRED, org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY);
        interval.setType_length(12);
        interval.setConverted_type(ConvertedType.INTERVAL);
        byte[] file = new HandMadeFile(1)
                .column(interval)
                .leaf(new Leaf(
                        org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY,
                        List.of("i"),
                        0,
                        0,
                        List.of(new Entry(0, 0, hex("0E 00 00 00 03 00 00 00 4C 1D 00 00"))),
                        10,
                        false,
                        false,
                        null))
                .write();
        assertEquals(List.of("P14M3DT7.500S"), read(file, allocator));
    }

    @Test
    void findsColumnsByIndexWhereTheTableSaysSo(BufferAllocator allocator) throws Exception {
        byte[] file = new HandMadeFile(1)
                .column(leaf("x", REQUIRED, INT32))
                .column(leaf("y", REQUIRED, INT32))
                .leaf(ints(0, 0, 0, 0, 1))
                .leaf(ints(0, 0, 0, 0, 2))
                .write();
        List<ColumnSchema> declared = List.of(
                ColumnSchema.of("y", Type.BIGINT),
                ColumnSchema.of("other", Type.INTEGER),
                ColumnSchema.of("z", Type.DATE));
        List<ScanColumn> columns = declared.stream()
                .map(column -> ScanColumn.of(column.name(), column.type()))
                .toList();
        FormatOptions byIndex = new FormatOptions(null, Map.of("parquet.column.index.access", "true"), declared);
        assertEquals(List.of(List.of("1", "2", "NULL")), read(file, byIndex, columns, 10, allocator));
        FormatOptions byName = new FormatOptions(null, Map.of("parquet.column.index.access", "false"), declared);
        assertEquals(List.of(List.of("2", "NULL", "NULL")), read(file, byName, columns, 10, allocator));
        FormatOptions wrong = new FormatOptions(null, Map.of("parquet.column.index.access", "perhaps"), declared);
        TarnException failure = assertThrows(TarnException.class, () -> read(file, wrong, columns, 10, allocator));
        assertEquals(ErrorCode.INVALID_PROPERTY, failure.code());
    }

    @Test
    void namesItselfByItsFirstBytes() {
        assertEquals(
                dev.tarn.spi.format.Recognition.SIGNATURE,
                new ParquetFormat().recognizes("PAR1....".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                dev.tarn.spi.format.Recognition.NO,
                new ParquetFormat().recognizes("PA".getBytes(StandardCharsets.US_ASCII)));
    }
}
