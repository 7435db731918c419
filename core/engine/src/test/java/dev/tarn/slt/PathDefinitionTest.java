package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.DuckDbOracle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CREATE EXTERNAL TABLE that SHOW CREATE TABLE prints of a path reads the path's rows. */
@Tag("slt")
class PathDefinitionTest {
    @TempDir
    Path folder;

    private void duckDb(String sql) {
        try (DuckDbOracle duckDb = DuckDbOracle.open()) {
            duckDb.execute(sql.replace("${folder}", folder.toString()));
        }
    }

    private static List<List<Object>> rows(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.toRows().stream().map(Row::values).toList();
        }
    }

    /** Returns the definition that is printed of a path, having run it and compared its rows with the path's. */
    private String checked(String path) {
        String quoted = "'" + folder.resolve(path) + (path.endsWith("/") ? "/'" : "'");
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            String ddl =
                    (String) rows(session, "SHOW CREATE TABLE " + quoted).get(0).get(0);
            rows(session, ddl);
            String table = ddl.substring("CREATE EXTERNAL TABLE ".length(), ddl.indexOf(" (\n"));
            List<List<Object>> expected = rows(session, "SELECT * FROM " + quoted + " ORDER BY 1");
            assertFalse(expected.isEmpty());
            assertEquals(expected, rows(session, "SELECT * FROM " + table.replace('`', '"') + " ORDER BY 1"));
            assertEquals(ddl, rows(session, "SHOW CREATE TABLE " + table).get(0).get(0));
            assertFalse(rows(session, "DESCRIBE EXTENDED " + quoted).isEmpty());
            return ddl;
        }
    }

    @Test
    void aParquetFile() {
        duckDb(
                "COPY (SELECT i AS id, 'n' || i AS \"a name\", i * 1.5::DECIMAL(8, 2) AS price, DATE '2024-01-01' AS day,"
                        + " TIMESTAMP '2024-01-01 10:00:00' AS moment, i % 2 = 0 AS even, i::REAL AS f FROM range(10) AS r (i))"
                        + " TO '${folder}/Some items.parquet'");
        String ddl = checked("Some items.parquet");
        assertTrue(ddl.startsWith("CREATE EXTERNAL TABLE tarn.\"default\".some_items (\n".replace("\"", "")), ddl);
        assertTrue(ddl.contains("`a name` string") && ddl.contains("STORED AS PARQUET"), ddl);
    }

    @Test
    void partitionsAtTheTopAndFurtherDown() throws IOException {
        Files.createDirectories(folder.resolve("lake"));
        duckDb("COPY (SELECT i AS id, i % 3 AS part, 'x' || i % 2 AS name FROM range(20) AS r (i))"
                + " TO '${folder}/lake/trips' (FORMAT parquet, PARTITION_BY (part, name))");
        assertTrue(checked("lake/trips").contains("PARTITIONED BY (\n  `part` bigint,\n  `name` string\n)"));
        checked("lake");
        checked("lake/trips/part=1/");
        checked("lake/**/name=x1/*");
        checked("lake/trips/part=2/name=x0/data_0.parquet");
    }

    @Test
    void filesWhoseTypesDiffer() {
        duckDb("COPY (SELECT 1::INTEGER AS a, 2::BIGINT AS b) TO '${folder}/one.parquet'");
        duckDb("COPY (SELECT 3::BIGINT AS a, 4::INTEGER AS b, 'x' AS c) TO '${folder}/two.parquet'");
        String ddl = checked("*.parquet");
        assertTrue(ddl.contains("  `a` bigint,\n  `b` bigint,\n  `c` string\n"), ddl);
    }

    @Test
    void jsonLines() throws IOException {
        Files.writeString(
                folder.resolve("events.jsonl"),
                """
                {"id": 1, "name": "a", "price": 1.5, "ok": true, "tags": ["x", "y"], "at": {"x": 1, "y": 2.5}, "none": null}
                {"id": 2, "name": "b", "price": 2, "ok": false, "tags": [], "at": {"x": 3}, "none": null}
                """);
        String ddl = checked("events.jsonl");
        assertTrue(ddl.contains("ROW FORMAT SERDE") && ddl.contains("struct<"), ddl);
    }

    @Test
    void jsonOfSeveralFilesThatDiffer() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"id\": 1, \"a\": {\"x\": 1}, \"n\": null}\n");
        Files.writeString(folder.resolve("b.json"), "{\"a\": {\"y\": \"z\", \"x\": 1.5}, \"id\": 2, \"n\": 7}\n");
        String ddl = checked("*.json");
        assertTrue(ddl.contains("`a` struct<x:double,y:string>"), ddl);
    }

    @Test
    void csvWithAHeader() throws IOException {
        Files.writeString(
                folder.resolve("sales.csv"),
                """
                id,name,price,sold,at,ok
                1,"a ""quoted"" name, with commas",1.50,2024-01-02,2024-01-02 10:11:12,true
                2,plain,20.25,2024-02-03,2024-02-03 00:00:00,false
                3,,,,,
                """);
        String ddl = checked("sales.csv");
        assertTrue(ddl.contains("'skip.header.line.count'='1'"), ddl);
    }

    @Test
    void textOfOtherDialects() throws IOException {
        Files.writeString(folder.resolve("a.tsv"), "x\ty\n1\tone\n2\ttwo\n");
        checked("a.tsv");
        Files.writeString(folder.resolve("b.csv"), "1|one|1.5\n2|two|2.5\n");
        checked("b.csv");
        Files.writeString(folder.resolve("c.csv"), "a;b\n1;2,5\n3;4,5\n");
        checked("c.csv");
    }

    @Test
    void compressedTextAndPartitionsOfIt() throws IOException {
        Files.createDirectories(folder.resolve("logs/day=2024-01-01"));
        Files.createDirectories(folder.resolve("logs/day=2024-01-02"));
        for (int day = 1; day <= 2; day++) {
            Path file = folder.resolve("logs/day=2024-01-0" + day + "/part-0.csv.gz");
            try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(("id,level\n" + day + ",info\n" + (day + 10) + ",warn\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        String ddl = checked("logs");
        assertTrue(ddl.contains("PARTITIONED BY (\n  `day` date\n)"), ddl);
    }

    @Test
    void avroAndOrc() throws IOException {
        for (String format : List.of("avro", "orc")) {
            String name = "Items." + format;
            Files.copy(Path.of("src", "test", "slt", "format", format, "items." + format), folder.resolve(name));
            String ddl = checked(name);
            assertTrue(ddl.contains("STORED AS " + format.toUpperCase(Locale.ROOT)), ddl);
        }
    }

    @Test
    void xml() throws IOException {
        Files.writeString(
                folder.resolve("Books.xml"),
                """
                <?xml version="1.0"?>
                <c:catalog xmlns:c="u"><note>n</note>
                <c:book id="1" c:lang="en"><title>A &amp; B</title><price currency="EUR">10</price><sold>2024-01-02</sold>
                <author><name>X</name><born>1950</born></author><tag>a</tag><tag n="2">b</tag></c:book>
                <c:book id="2"><title><![CDATA[<C>]]></title><price>9.5</price><tag>c</tag><zip>007</zip><empty/></c:book>
                </c:catalog>
                """);
        String ddl = checked("Books.xml");
        assertTrue(ddl.contains("'xml.rowtag'='book'") && ddl.contains("`@id` bigint"), ddl);
        Files.createDirectories(folder.resolve("days/day=2024-01-01"));
        Files.writeString(folder.resolve("days/day=2024-01-01/a.xml"), "<r><x>1</x><x>2</x></r>");
        assertTrue(checked("days").contains("PARTITIONED BY"));
    }

    @Test
    void ion() throws IOException {
        Files.writeString(
                folder.resolve("Events.ion"),
                """
                $ion_1_0
                {id: 1, Name: "x", price: 1.50, f: 2e0, yes: true, t: 2024-01-02T03:04:05.678+01:00,
                 tags: [1, 2], pair: {a: sym, b: null.int}, big: 12345678901234567890, mixed: 1, none: null}
                {id: 2, Name: null, price: 10, t: 2024-01-02T, tags: [], pair: {a: "y", b: 7}, mixed: {z: [true]}}
                """);
        String ddl = checked("Events.ion");
        assertTrue(ddl.contains("com.amazon.ionhiveserde.IonHiveSerDe") && ddl.contains("`big` decimal(38,0)"), ddl);
    }

    @Test
    void jsonThatIsNotByLines() throws IOException {
        Files.writeString(
                folder.resolve("array.json"),
                "[{\"id\": 1,\n \"a b\": {\"x\": [1.5], \"order\": 1, \"from\": {\"select\": 2}}},\n {\"id\": 2}]");
        checked("array.json");
        Files.writeString(folder.resolve("follow.json"), "{\"id\":\n 1} {\"id\": 2}");
        checked("follow.json");
    }

    @Test
    void filesOfOneFolderThatAreReadDifferentlyHaveNoDefinition() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n");
        Files.writeString(folder.resolve("b.csv"), "x;y\n3;4\n");
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            String path = "'" + folder + "/*.csv'";
            assertEquals(2, rows(session, "SELECT x, y FROM " + path).size());
            TarnException error = assertThrows(TarnException.class, () -> rows(session, "SHOW CREATE TABLE " + path));
            assertEquals(ErrorCode.INVALID_STATEMENT, error.code());
            assertTrue(error.getMessage().contains("b.csv"), error.getMessage());
        }
    }

    @Test
    void aFileWithoutAnEndingIsKnownByItsContent() throws IOException {
        Files.writeString(folder.resolve("data"), "id,name\n1,a\n2,b\n");
        checked("data");
        Files.writeString(folder.resolve("more"), "{\"id\": 1}\n{\"id\": 2}\n");
        checked("more");
        duckDb("COPY (SELECT 1 AS id) TO '${folder}/binary.bin' (FORMAT parquet)");
        assertTrue(checked("binary.bin").contains("STORED AS PARQUET"));
    }
}
