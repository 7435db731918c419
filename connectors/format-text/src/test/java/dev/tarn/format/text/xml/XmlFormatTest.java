package dev.tarn.format.text.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.format.text.record.TextTable;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of XML, and what is refused. */
@ExtendWith(AllocatorExtension.class)
class XmlFormatTest {
    private static final String BOOKS = "<?xml version=\"1.0\"?>\n<!-- books --><catalog>\n<note>n</note>"
            + "<b:book id=\"1\" b:lang=\"en\"><title>A &amp; B</title><price>10</price><sold>2024-01-02</sold>"
            + "<author><name>X</name><born>1950</born></author><tag>a</tag><tag>b</tag></b:book>\n"
            + "<book id=\"2\"><title><![CDATA[<C>]]></title><price currency=\"EUR\">9.5</price><tag>c</tag>"
            + "<zip>007</zip><empty/></book>\n</catalog>";

    private static TextTable table(String content) {
        return new TextTable(new XmlFormat(), "x.xml", content);
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static TarnException failure(TextTable table, BufferAllocator allocator) {
        return assertThrows(TarnException.class, () -> table.rows(allocator));
    }

    @Test
    void aSampleShowsRecordsAndColumns(BufferAllocator allocator) {
        TextTable table = table(BOOKS);
        assertEquals(
                "{@id=bigint, @lang=varchar, title=varchar, price=row(\"@currency\" varchar, \"#text\" double),"
                        + " sold=date, author=row(name varchar, born bigint), tag=array(varchar), zip=varchar,"
                        + " empty=unknown}",
                table.inferred().toString());
        assertEquals(
                List.of(
                        row(
                                1L,
                                "en",
                                "A & B",
                                row(null, 10.0),
                                LocalDate.of(2024, 1, 2),
                                row("X", 1950L),
                                List.of("a", "b"),
                                null,
                                null),
                        row(2L, null, "<C>", row("EUR", 9.5), null, null, List.of("c"), "007", "")),
                table.rows(allocator));
        assertEquals(
                Map.of("xml.rowtag", "book"),
                table.metadata().inference().orElseThrow().properties());
    }

    @Test
    void tablesFindPartsByNameOrPath(BufferAllocator allocator) {
        Type tags = Type.array(Type.VARCHAR);
        assertEquals(
                List.of(
                        row(
                                1,
                                "X",
                                new BigDecimal("10.00"),
                                "en",
                                List.of("a", "b"),
                                Map.of("name", "X", "born", "1950")),
                        row(2, null, new BigDecimal("9.50"), null, List.of("c"), null)),
                table(BOOKS)
                        .serde(XmlFormat.SERDE)
                        .property("xmlinput.start", "<book ")
                        .property("xmlinput.end", "</book>")
                        .property("column.xpath.number", "/book/@id")
                        .property("column.xpath.writer", "/book/author/name/text()")
                        .property("column.xpath.labels", "/book/tag")
                        .column("number", Type.INTEGER)
                        .column("writer", Type.VARCHAR)
                        .column("price", Type.decimal(8, 2))
                        .column("lang", Type.VARCHAR)
                        .column("labels", tags)
                        .column("author", Type.map(Type.VARCHAR, Type.VARCHAR))
                        .rows(allocator));
    }

    @Test
    void propertiesThatAreWrong(BufferAllocator allocator) {
        TextTable path = table(BOOKS).column("a", Type.VARCHAR).property("column.xpath.a", "/book/tag[1]");
        assertEquals(ErrorCode.NOT_SUPPORTED, failure(path, allocator).code());
        TextTable tags = table(BOOKS)
                .column("a", Type.VARCHAR)
                .property("xmlinput.start", "<a>")
                .property("xmlinput.end", "</b>");
        assertEquals(ErrorCode.INVALID_PROPERTY, failure(tags, allocator).code());
    }

    @Test
    void badValuesByPolicy(BufferAllocator allocator) {
        TarnException failure =
                failure(table(BOOKS).property("xml.rowtag", "book").column("title", Type.BIGINT), allocator);
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        assertEquals("title", ((InFile) failure.position().orElseThrow()).column());
        assertEquals(3, ((InFile) failure.position().orElseThrow()).line());
        TextTable table = table(BOOKS)
                .property("xml.rowtag", "book")
                .property("bad_records", "null")
                .column("@id", Type.BIGINT)
                .column("tag", Type.VARCHAR);
        assertEquals(List.of(row(1L, null), row(2L, "c")), table.rows(allocator));
        table.property("bad_records", "skip");
        assertEquals(List.of(row(2L, "c")), table.rows(allocator));
        assertEquals(1, table.metrics().recordsSkipped.sum());
    }

    @Test
    void nothingOfAnotherFileIsEverRead(@TempDir Path folder, BufferAllocator allocator) throws IOException {
        Path secret = folder.resolve("secret.txt");
        Files.writeString(secret, "TOP SECRET");
        String laughs = "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><r><x>&c;</x><x>1</x></r>";
        String external = "<!DOCTYPE r [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><r><x>&e;</x><x>2</x></r>";
        String subset = "<!DOCTYPE r SYSTEM \"" + secret.toUri() + "\"><r><x>1</x><x>2</x></r>";
        String undeclared = "<r><x>&e;</x><x>2</x></r>";
        for (String content : List.of(laughs, external, subset, undeclared)) {
            for (boolean declared : new boolean[] {false, true}) {
                TextTable table = table(content);
                if (declared) {
                    table.property("xml.rowtag", "r").column("x", Type.array(Type.VARCHAR));
                }
                TarnException failure = failure(table, allocator);
                assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
                assertFalse(failure.getMessage().contains("TOP"), failure.getMessage());
            }
        }
    }

    @Test
    void documentsThatAreNotWellFormedAreBad(BufferAllocator allocator) {
        for (String content : List.of("", "x", "<a>", "<a><b></a>", "<a b=1/>", "{}")) {
            assertEquals(
                    ErrorCode.HIVE_BAD_DATA, failure(table(content), allocator).code(), content);
        }
        String deep = "<a>".repeat(1000) + "</a>".repeat(1000);
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure(table(deep), allocator).code());
    }

    @Test
    void charactersAsDeclared(BufferAllocator allocator) {
        String content = "<?xml version=\"1.0\" encoding=\"%s\"?><r><x>\u00e9</x><x>1</x></r>";
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            byte[] bytes = content.replace("%s", charset.name()).getBytes(charset);
            TextTable table = new TextTable(new XmlFormat(), "x.xml", bytes);
            assertEquals(List.of(row("\u00e9"), row("1")), table.rows(allocator), charset.name());
        }
    }

    @Test
    void manyRecordsInSmallBatches(BufferAllocator allocator) {
        StringBuilder content = new StringBuilder("<r>");
        for (int i = 0; i < 30_000; i++) {
            content.append("<row><i>")
                    .append(i)
                    .append("</i><t>&lt;&#233;")
                    .append(i)
                    .append("</t></row>\n");
        }
        List<List<Object>> rows =
                table(content.append("</r>").toString()).batchSize(999).rows(allocator);
        assertEquals(30_000, rows.size());
        assertEquals(row(12345L, "<\u00e912345"), rows.get(12345));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void brokenBytesEndInRowsOrErrors(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        for (int i = 0; i < 50; i++) {
            byte[] content = BOOKS.getBytes(StandardCharsets.UTF_8);
            for (int flips = random.between(1, 4); flips > 0; flips--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt();
            }
            try {
                new TextTable(new XmlFormat(), "x.xml", content).rows(allocator);
            } catch (TarnException e) {
                assertTrue(e.code() == ErrorCode.HIVE_BAD_DATA, e.getMessage());
            }
        }
    }

    @Test
    void rowsWithinRowsAreParts(BufferAllocator allocator) {
        Type inner = Type.array(Type.row(new TypeField("a", Type.BIGINT)));
        assertEquals(
                List.of(row(1L, List.of(row(2L))), row(3L, null)),
                table("<r><x><a>1</a><x><a>2</a></x></x><x><a>3</a></x></r>")
                        .property("xml.rowtag", "x")
                        .column("a", Type.BIGINT)
                        .column("x", inner)
                        .rows(allocator));
    }
}
