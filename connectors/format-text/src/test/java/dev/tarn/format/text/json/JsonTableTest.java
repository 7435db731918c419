package dev.tarn.format.text.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.format.text.cloudtrail.CloudTrailFormat;
import dev.tarn.format.text.record.TextTable;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tables over JSON read, by SerDe and properties, and what a sample shows. */
@ExtendWith(AllocatorExtension.class)
class JsonTableTest {
    private static TextTable table(String content) {
        return new TextTable(new JsonFormat(), "x.json", content);
    }

    private static TextTable openX(String content) {
        return table(content).serde(JsonOptions.OPENX_SERDE);
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static Object value(String json, Type type, BufferAllocator allocator) {
        return table("{\"v\":" + json + "}")
                .column("v", type)
                .rows(allocator)
                .get(0)
                .get(0);
    }

    private static TarnException failure(TextTable table, BufferAllocator allocator) {
        return assertThrows(TarnException.class, () -> table.rows(allocator));
    }

    private static void misfit(String json, Type type, BufferAllocator allocator) {
        TextTable table = table("{\"v\":" + json + "}").column("v", type);
        TarnException failure = failure(table, allocator);
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        assertEquals("v", ((InFile) failure.position().orElseThrow()).column());
        assertEquals(
                List.of(row((Object) null)),
                table.property("bad_records", "null").rows(allocator));
        assertEquals(List.of(), table.property("bad_records", "skip").rows(allocator));
        assertEquals(1, table.metrics().recordsSkipped.sum());
    }

    @Test
    void numbers(BufferAllocator allocator) {
        assertEquals(-12L, value("-12", Type.BIGINT, allocator));
        assertEquals(12345678901234567L, value(" 12345678901234567 ", Type.BIGINT, allocator));
        assertEquals(Long.MIN_VALUE, value("-9223372036854775808", Type.BIGINT, allocator));
        assertEquals(1200L, value("1.2e3", Type.BIGINT, allocator));
        assertEquals(7L, value("\"7\"", Type.BIGINT, allocator));
        assertEquals(-128, value("-128", Type.TINYINT, allocator));
        assertEquals(1.5, value("15e-1", Type.DOUBLE, allocator));
        assertEquals(0.1 + 0.2, value("0.30000000000000004", Type.DOUBLE, allocator));
        assertEquals(Double.NaN, value("NaN", Type.DOUBLE, allocator));
        assertEquals(Double.NEGATIVE_INFINITY, value("\"-Infinity\"", Type.DOUBLE, allocator));
        assertEquals(0.1f, value("0.1", Type.REAL, allocator));
        assertEquals(new BigDecimal("1.01"), value("1.005", Type.decimal(5, 2), allocator));
        assertEquals(new BigDecimal("-123.40"), value("-1234e-1", Type.decimal(5, 2), allocator));
        assertEquals(
                new BigDecimal("12345678901234567890123456789012345678"),
                value("12345678901234567890123456789012345678", Type.decimal(38, 0), allocator));
        assertEquals(new BigDecimal("-1.5000000000"), value("-1.5", Type.decimal(38, 10), allocator));
        misfit("9223372036854775808", Type.BIGINT, allocator);
        misfit("1.5", Type.BIGINT, allocator);
        misfit("128", Type.TINYINT, allocator);
        misfit("\"abc\"", Type.INTEGER, allocator);
        misfit("12abc", Type.BIGINT, allocator);
        misfit("true", Type.DOUBLE, allocator);
        misfit("1e999999999", Type.decimal(38, 0), allocator);
        misfit("1000", Type.decimal(5, 2), allocator);
        assertEquals(new BigDecimal("0.00"), value("1e-999999999", Type.decimal(5, 2), allocator));
    }

    @Test
    void textsKeepWhatIsWritten(BufferAllocator allocator) {
        assertEquals("a\"b\\c/d\b\f\n\r\t", value("\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"", Type.VARCHAR, allocator));
        assertEquals("\u00e9\ud83d\ude00\ufffd", value("\"\\u00e9\\ud83d\\uDE00\\ud800\"", Type.VARCHAR, allocator));
        assertEquals("\u00e9\ud83d\ude00", value("\"\u00e9\ud83d\ude00\"", Type.VARCHAR, allocator));
        assertEquals("1.50", value("1.50", Type.VARCHAR, allocator));
        assertEquals("true", value("true", Type.VARCHAR, allocator));
        assertEquals("{\"a\": [1, \"}\"]}", value("{\"a\": [1, \"}\"]}", Type.VARCHAR, allocator));
        assertEquals("\u00e9\u00e9", value("\"\u00e9\u00e9\u00e9\"", Type.varchar(2), allocator));
        assertEquals("ab", value("\"ab   c\"", Type.charType(4), allocator));
        assertEquals(ByteBuffer.wrap(new byte[] {104, 105}), value("\"hi\"", Type.VARBINARY, allocator));
        misfit("\"\\x\"", Type.VARCHAR, allocator);
        misfit("\"\\u12\"", Type.VARCHAR, allocator);
    }

    @Test
    void bytesThatAreNoUtf8AreNoText(BufferAllocator allocator) {
        byte[] content = "{\"v\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        content[6] = (byte) 0xFF;
        TextTable table = new TextTable(new JsonFormat(), "x.json", content).column("v", Type.VARCHAR);
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure(table, allocator).code());
    }

    @Test
    void datesAndTimes(BufferAllocator allocator) {
        assertEquals(LocalDate.of(2024, 2, 29), value("\"2024-02-29\"", Type.DATE, allocator));
        assertEquals(LocalTime.of(1, 2, 3, 500_000_000), value("\"01:02:03.5\"", Type.TIME, allocator));
        LocalDateTime moment = LocalDateTime.of(2024, 1, 2, 3, 4, 5, 678_000_000);
        assertEquals(moment, value("\"2024-01-02 03:04:05.678\"", Type.TIMESTAMP, allocator));
        assertEquals(moment, value("\"2024-01-02T05:04:05.6781+02:00\"", Type.TIMESTAMP, allocator));
        assertEquals(moment, value("\"2024-01-02T03:04:05.678\\u005a\"", Type.TIMESTAMP, allocator));
        assertEquals(LocalDateTime.of(1969, 12, 31, 0, 0), value("\"1969-12-31\"", Type.TIMESTAMP, allocator));
        misfit("\"2023-02-29\"", Type.DATE, allocator);
        misfit("\"2024-01-02 25:00:00\"", Type.TIMESTAMP, allocator);
        misfit("1704164645", Type.TIMESTAMP, allocator);
        String odd = "{\"t\":\"02/01/2024 03h\"}\n{\"t\":\"2024-01-02 03:00:00\"}";
        assertEquals(
                List.of(
                        row(moment.withHour(3).withMinute(0).withSecond(0).withNano(0)),
                        row(moment.withHour(3).withMinute(0).withSecond(0).withNano(0))),
                table(odd)
                        .column("t", Type.TIMESTAMP)
                        .property("timestamp.formats", "yyyy,dd/MM/yyyy HH'h'")
                        .rows(allocator));
        assertEquals(
                List.of(row(moment), row(moment.withNano(0))),
                openX("{\"t\":1704164645678}\n{\"t\":\"1704164645\"}")
                        .column("t", Type.TIMESTAMP)
                        .rows(allocator));
    }

    @Test
    void nestedValues(BufferAllocator allocator) {
        Type point = Type.row(new TypeField("x", Type.BIGINT), new TypeField("y", Type.VARCHAR));
        Type points = Type.array(point);
        assertEquals(
                List.of(row(1L, "a"), row(null, null), row(2L, null), row(4L, "b")),
                value(
                        "[{\"x\":1,\"z\":[{}],\"Y\":\"a\"}, {}, {\"y\":null,\"x\":2} ,{\"x\":3,\"y\":\"b\",\"x\":4}]",
                        points,
                        allocator));
        assertEquals(List.of(), value("[ ]", points, allocator));
        Type map = Type.map(Type.INTEGER, Type.array(Type.BOOLEAN));
        assertEquals(
                Map.of(1, List.of(true, false), 2, List.of()),
                value("{\"1\":[true],\"2\":[],\"1\":[true, \"False\"]}", map, allocator));
        misfit("{\"a\":[]}", map, allocator);
        misfit("[]", map, allocator);
        misfit("{}", points, allocator);
        misfit("[1]", point, allocator);
        Object partly = table("{\"v\":[1,\"x\",3]}")
                .column("v", Type.array(Type.BIGINT))
                .property("bad_records", "null")
                .rows(allocator)
                .get(0)
                .get(0);
        assertEquals(Arrays.asList(1L, null, 3L), partly);
    }

    @Test
    void badPartsOfNestedValuesByPolicy(BufferAllocator allocator) {
        Type array = Type.array(Type.BIGINT);
        Type map = Type.map(Type.VARCHAR, array);
        Type row = Type.row(new TypeField("x", Type.DATE), new TypeField("y", array));
        Map<Type, String> bad = Map.of(
                array, "[1, \"z\", 3]", map, "{\"k\": [1, \"z\", 3]}", row, "{\"y\": [1, \"z\", 3], \"x\": null}");
        Map<Type, Object> nulls = Map.of(
                array,
                Arrays.asList(1L, null, 3L),
                map,
                Map.of("k", Arrays.asList(1L, null, 3L)),
                row,
                row(null, Arrays.asList(1L, null, 3L)));
        for (Type type : bad.keySet()) {
            String content = "{\"a\": null}\n{\"a\": " + bad.get(type) + "}\n";
            TarnException failure = assertThrows(
                    TarnException.class, () -> table(content).column("a", type).rows(allocator));
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
            assertEquals(2, ((InFile) failure.position().orElseThrow()).line());
            assertTrue(failure.getMessage().contains("\"z\" is no bigint"), failure.getMessage());
            assertEquals(
                    List.of(row((Object) null), row(nulls.get(type))),
                    table(content)
                            .column("a", type)
                            .property("bad_records", "null")
                            .rows(allocator));
            TextTable skipping = table(content).column("a", type).property("bad_records", "skip");
            assertEquals(List.of(row((Object) null)), skipping.rows(allocator));
            assertEquals(1, skipping.metrics().recordsSkipped.sum());
        }
    }

    @Test
    void keysByName(BufferAllocator allocator) {
        String content = "{\"Id\":1,\"id\":2,\"a.b\":3,\"class\":\"c\",\"T\\u0073\":4}";
        assertEquals(
                List.of(row(2L, null, 4L)),
                table(content)
                        .column("id", Type.BIGINT)
                        .column("a_b", Type.BIGINT)
                        .column("ts", Type.BIGINT)
                        .rows(allocator));
        assertEquals(
                List.of(row(1L, 3L, "c", null)),
                openX(content)
                        .column("first", Type.BIGINT)
                        .column("a_b", Type.BIGINT)
                        .column("kind", Type.VARCHAR)
                        .column("ts", Type.BIGINT)
                        .property("case.insensitive", "FALSE")
                        .property("mapping.first", "Id")
                        .property("mapping.kind", "class")
                        .property("dots.in.keys", "true")
                        .rows(allocator));
        assertEquals(
                List.of(row(3L)),
                openX(content)
                        .column("a_b", Type.BIGINT)
                        .property("ConvertDotsInJsonKeysToUnderscores", "true")
                        .rows(allocator));
        assertEquals(
                ErrorCode.INVALID_PROPERTY,
                failure(openX(content).column("id", Type.BIGINT).property("case.insensitive", "maybe"), allocator)
                        .code());
    }

    @Test
    void openXTakesASingleValueForAnArrayAndBase64ForBytes(BufferAllocator allocator) {
        assertEquals(
                List.of(row(List.of("x"), ByteBuffer.wrap("hi".getBytes(StandardCharsets.UTF_8)))),
                openX("{\"a\":\"x\",\"b\":\"aGk=\"}")
                        .column("a", Type.array(Type.VARCHAR))
                        .column("b", Type.VARBINARY)
                        .rows(allocator));
    }

    @Test
    void badRecordsByPolicy(BufferAllocator allocator) {
        String content = "{\"a\":1}\n{\"a\":\n{\"a\":2} x\n\n[3]\n{\"a\":4}";
        TarnException failure = failure(table(content).column("a", Type.BIGINT), allocator);
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        assertEquals(2, ((InFile) failure.position().orElseThrow()).line());
        assertTrue(failure.detail().contains("at byte 8: {\"a\":"), failure.detail());
        List<List<Object>> nulls =
                List.of(row(1L), row((Object) null), row((Object) null), row((Object) null), row(4L));
        assertEquals(
                nulls,
                table(content)
                        .column("a", Type.BIGINT)
                        .property("bad_records", "null")
                        .rows(allocator));
        assertEquals(
                nulls,
                openX(content)
                        .column("a", Type.BIGINT)
                        .property("ignore.malformed.json", "true")
                        .rows(allocator));
        TextTable skipping = table(content).column("a", Type.BIGINT).property("bad_records", "skip");
        assertEquals(List.of(row(1L), row(4L)), skipping.rows(allocator));
        assertEquals(3, skipping.metrics().recordsSkipped.sum());
    }

    @Test
    void recordsInAnyOrderOfThings(BufferAllocator allocator) {
        List<List<Object>> expected = List.of(row(1L, "x"), row(2L, null), row(3L, "z"));
        String one = "{\"a\":1,\"b\":\"x\"}";
        String two = "{\"a\":2}";
        String three = "{\"b\":\"z\",\"a\":3}";
        for (String content : List.of(
                one + "\n" + two + "\n" + three,
                one + two + "  " + three + "\r\n",
                "[" + one + ",\n" + two + "\n,\n" + three + "]\n",
                one.replace(",", ",\n  ") + "\n" + two + "\n{\n" + three.substring(1),
                "\ufeff\n\n" + one + "\n\n" + two + three)) {
            for (int batchSize : new int[] {1, 2, 100}) {
                assertEquals(expected, table(content).batchSize(batchSize).rows(allocator), content);
            }
        }
        assertEquals(List.of(), table("").column("a", Type.BIGINT).rows(allocator));
        assertEquals(List.of(), table(" \n[]\n").rows(allocator));
    }

    @Test
    void arraysThatDoNotEndAreBad(BufferAllocator allocator) {
        for (String content : List.of("[{\"a\":1}", "[{\"a\":1},{\"a\"", "[{\"a\":1},", "[{\"a\":1}, 5]")) {
            assertEquals(
                    ErrorCode.HIVE_BAD_DATA,
                    failure(table(content).column("a", Type.BIGINT), allocator).code(),
                    content);
        }
    }

    @Test
    void aSampleShowsTheColumns(BufferAllocator allocator) {
        String content = "{\"i\":1,\"f\":1,\"s\":\"x\",\"d\":\"2024-01-01\",\"t\":\"2024-01-01T00:00:00Z\",\"n\":null,"
                + "\"mixed\":1,\"o\":{\"A\":1,\"b\":[]},\"list\":[1,2.5],\"big\":18446744073709551615,\"yes\":true}\n"
                + "{\"f\":2.5,\"d\":\"2024-01-02\",\"mixed\":\"x\",\"o\":{\"c\":{}},\"list\":[],\"Later\":[[{\"z\":1}]]}\n";
        TextTable table = table(content);
        assertEquals(
                "{i=bigint, f=double, s=varchar, d=date, t=timestamp(3), n=unknown, mixed=varchar,"
                        + " o=row(\"A\" bigint, b array(unknown), c varchar), list=array(double), big=decimal(38,0),"
                        + " yes=boolean, Later=array(array(row(z bigint)))}",
                table.inferred().toString());
        assertEquals(table.inferred(), table(content).inferred());
        assertTrue(table.metadata().inference().isPresent());
        TextTable known = table("{\"i\":1,\"s\":[1]}\n{\"i\":2,\"s\":{}}");
        assertEquals("{i=bigint, s=varchar}", known.inferred().toString());
        assertEquals(List.of(row(1L, "[1]"), row(2L, "{}")), known.rows(allocator));
    }

    @Test
    void objectsWithManyRareKeysAreMaps(BufferAllocator allocator) {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            content.append("{\"m\":{\"k").append(i).append("\":").append(i).append("}}\n");
        }
        TextTable table = table(content.toString());
        assertEquals("{m=map(varchar, bigint)}", table.inferred().toString());
        assertEquals(Map.of("k7", 7L), table.rows(allocator).get(7).get(0));
    }

    @Test
    void filesThatAreNotJsonAreBad() {
        for (String content : List.of("a,b\n1,2\n", "[1,2,3]", "{\"a\"", "\"x\"")) {
            TarnException failure =
                    assertThrows(TarnException.class, () -> table(content).metadata());
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        }
    }

    @Test
    void cloudTrail(BufferAllocator allocator) throws IOException {
        String content = "{\"Digest\":{\"Records\":[1]}, \"Records\":[{\"eventVersion\":\"1.08\","
                + "\"userIdentity\":{\"type\":\"IAMUser\",\"sessionContext\":{\"attributes\":{\"mfa\":\"false\"}}},"
                + "\"requestParameters\":{\"bucketName\":\"b\", \"n\":1},\"responseElements\":null,"
                + "\"resources\":[{\"ARN\":\"arn:x\"}]},\n{\"eventVersion\":\"1.09\"}],\"more\":{}}\n";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        Type identity = Type.row(
                new TypeField("type", Type.VARCHAR),
                new TypeField(
                        "sessioncontext", Type.row(new TypeField("attributes", Type.map(Type.VARCHAR, Type.VARCHAR)))));
        List<List<Object>> expected = List.of(
                row(
                        "1.08",
                        row("IAMUser", row(Map.of("mfa", "false"))),
                        "{\"bucketName\":\"b\", \"n\":1}",
                        null,
                        List.of(row("arn:x"))),
                row("1.09", null, null, null, null));
        for (TextTable table : List.of(
                new TextTable(new CloudTrailFormat(), "x.json.gz", packed.toByteArray()),
                new TextTable(new JsonFormat(), "x.json.gz", packed.toByteArray())
                        .serde(JsonOptions.HIVE_SERDE)
                        .property("inputformat", "com.amazon.emr.cloudtrail.CloudTrailInputFormat"))) {
            assertEquals(
                    expected,
                    table.column("eventversion", Type.VARCHAR)
                            .column("useridentity", identity)
                            .column("requestparameters", Type.VARCHAR)
                            .column("responseelements", Type.VARCHAR)
                            .column("resources", Type.array(Type.row(new TypeField("arn", Type.VARCHAR))))
                            .rows(allocator));
        }
        TextTable other = new TextTable(new CloudTrailFormat(), "x.json", "[1]").column("a", Type.VARCHAR);
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure(other, allocator).code());
    }
}
