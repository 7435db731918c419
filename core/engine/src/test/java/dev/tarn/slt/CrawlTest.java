package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.Cancellation;
import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.DuckDbOracle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CRAWL makes of folders, and what it changes when it is run again. */
@Tag("slt")
class CrawlTest {
    private static final int TABLE = 0;
    private static final int LOCATION = 1;
    private static final int OUTCOME = 2;
    private static final int FILES = 4;
    private static final int PARTITIONS = 5;
    private static final int CHANGES = 6;
    private static final int CONFLICTS = 7;

    @TempDir
    Path folder;

    private Tarn tarn;
    private Session session;

    @BeforeEach
    void open() {
        tarn = Tarn.open();
        session = tarn.session();
        rows("CREATE SCHEMA raw");
    }

    @AfterEach
    void close() {
        session.close();
        tarn.close();
    }

    private List<List<Object>> rows(String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.toRows().stream().map(Row::values).toList();
        }
    }

    private void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parquet(String path, String query) {
        try (DuckDbOracle duckDb = DuckDbOracle.open()) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            duckDb.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<List<Object>> crawl(String path, String rest) {
        return rows("CRAWL '" + folder.resolve(path) + "/' INTO SCHEMA raw" + rest);
    }

    /** Returns the tables and outcomes of a crawl. */
    private static String brief(List<List<Object>> report) {
        return report.stream()
                .map(row -> row.get(TABLE) + " " + row.get(OUTCOME) + " " + row.get(PARTITIONS))
                .collect(Collectors.joining(", "));
    }

    @Test
    void keysAndDatesBecomePartitions() {
        parquet("lake/orders/dt=2024-01-01/a.parquet", "SELECT 1::INTEGER AS id, 'x' AS name");
        parquet("lake/orders/dt=2024-01-02/a.parquet", "SELECT 2::INTEGER AS id, 'y' AS name");
        write("lake/events/2024/01/05/e.json", "{\"user\": 1, \"action\": \"open\"}\n");
        write("lake/events/2024/02/01/e.json", "{\"user\": 2, \"action\": \"close\", \"why\": \"done\"}\n");
        write("lake/prices/eu.csv", "item,price\na,1.5\nb,2.5\n");
        write("lake/prices/us.csv", "item,price\nc,3.5\nd,4.5\n");
        List<List<Object>> report = crawl("lake", "");
        assertEquals("events created 2, orders created 2, prices created 0", brief(report), report.toString());
        assertEquals(
                List.of(List.of("2024", "01", "open"), List.of("2024", "02", "close")),
                rows("SELECT partition_0, partition_1, action FROM raw.events ORDER BY 2"));
        assertEquals(List.of(List.of(2)), rows("SELECT id FROM raw.orders WHERE dt = DATE '2024-01-02'"));
        assertEquals("4", rows("SELECT count(*) FROM raw.prices").get(0).get(0).toString());
        assertEquals("events unchanged 0, orders unchanged 0, prices unchanged 0", brief(crawl("lake", "")));
    }

    @Test
    void runAgainAddsPartitionsAndWidensColumnsAsANewVersion() {
        parquet("t/dt=2024-01-01/a.parquet", "SELECT 1::INTEGER AS id");
        crawl("t", "");
        parquet("t/dt=2024-01-02/a.parquet", "SELECT 2::BIGINT AS id, 'new' AS note");
        List<List<Object>> report = crawl("t", "");
        assertEquals("t changed 1", brief(report));
        assertEquals(
                "column id int becomes bigint; column note string is added",
                report.get(0).get(CHANGES));
        assertEquals(2, rows("SHOW VERSIONS raw.t").size());
        assertEquals(2, rows("SELECT id, note, dt FROM raw.t").size());
        parquet("t/dt=2024-01-03/a.parquet", "SELECT 'text' AS id");
        report = crawl("t", "");
        assertEquals("t unchanged 0", brief(report));
        String conflicts = report.get(0).get(CONFLICTS).toString();
        assertTrue(conflicts.contains("dt=2024-01-03 is left out: column id is varchar"), conflicts);
    }

    @Test
    void aDryRunPrintsDdlThatMakesTheSame() {
        parquet("t/year=2024/month=01/a.parquet", "SELECT 1::INTEGER AS id");
        parquet("t/year=2024/month=02/a.parquet", "SELECT 2::INTEGER AS id");
        List<List<Object>> statements = crawl("t", " DRY RUN");
        assertEquals(List.of(), rows("SHOW TABLES IN raw"));
        statements.forEach(row -> rows(row.get(0).toString()));
        assertEquals(
                List.of(List.of(2L, "02")),
                rows("SELECT cast(id AS BIGINT), month FROM raw.t WHERE year = 2024 AND month = '02'"));
        assertEquals("t unchanged 0", brief(crawl("t", "")));
        assertEquals(List.of(), crawl("t", " DRY RUN"));
    }

    @Test
    void partitionsOfAnotherDialectAreReadInTheirOwnWay() {
        write("t/d=1/a.csv", "id,name\n1,a\n2,b\n");
        write("t/d=2/a.csv", "id;name\n3;c\n4;d\n");
        write("t/d=3/a.csv", "name,id\ne,5\nf,6\n");
        List<List<Object>> report = crawl("t", "");
        assertEquals("t created 3", brief(report), report.toString());
        assertEquals(
                "[[1, a, 1], [2, b, 1], [3, c, 2], [4, d, 2], [5, e, 3], [6, f, 3]]",
                rows("SELECT id, name, d FROM raw.t ORDER BY id").toString());
        assertEquals("t unchanged 0", brief(crawl("t", "")));
    }

    @Test
    void whatIsDifferentBecomesTablesOfItsOwn() {
        write("lake/a.csv", "x,y\n1,2\n3,4\n");
        write("lake/b.json", "{\"p\": 1}\n");
        write("lake/one/data/f.csv", "k,l\n1,2\n3,4\n");
        write("lake/two/data/f.csv", "m,n\n1,2\n3,4\n");
        write("lake/noise.parquet", "none");
        List<List<Object>> report = crawl("lake", " WITH (table_prefix = 'p_')");
        assertEquals(
                "p_a created 0, p_b created 0, p_data created 0, p_data_",
                brief(report).replaceAll("data_[0-9a-f]{8} created 0, null left out 0", "data_"),
                report.toString());
        assertEquals(
                "p_a unchanged 0, p_b unchanged 0, p_data unchanged 0",
                brief(crawl("lake", "")).replaceAll(", p_data_.*", ""));
        write("lake/c.csv", "x,y\n5,6\n7,8\n");
        assertEquals(
                "p_a unchanged 0, p_b unchanged 0, c created 0, p_data unchanged 0",
                brief(crawl("lake", "")).replaceAll(", p_data_.*", ""));
        assertTrue(report.get(4).get(LOCATION).toString().endsWith("noise.parquet"));
    }

    @Test
    void foldersThatLookAlikeAreOneTableUnlessTheirDepthIsTold() {
        write("sales/north/f.csv", "k,l\n1,2\n3,4\n");
        write("sales/south/f.csv", "k,l\n5,6\n7,8\n");
        assertEquals("north created 0, south created 0", brief(crawl("sales", " WITH (depth = 1)")));
        rows("DROP TABLE raw.north");
        rows("DROP TABLE raw.south");
        assertEquals("sales created 2", brief(crawl("sales", "")));
        assertEquals(
                "[[north, 2], [south, 2]]",
                rows("SELECT partition_0, count(*) FROM raw.sales GROUP BY 1 ORDER BY 1")
                        .toString());
    }

    @Test
    void tablesThatPeopleDeclaredStayAsTheyAre() {
        write("t/f.csv", "k,l\n1,2\n3,4\n");
        rows("CREATE EXTERNAL TABLE raw.mine (k string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '"
                + folder.resolve("t") + "'");
        assertEquals("mine unchanged 0", brief(crawl("t", "")));
        assertEquals(1, rows("SHOW VERSIONS raw.mine").size());
    }

    @Test
    void namesWhatIsWrong() {
        assertEquals(ErrorCode.PATH_NOT_FOUND, error("CRAWL '" + folder + "/nowhere' INTO SCHEMA raw"));
        assertEquals(ErrorCode.SCHEMA_NOT_FOUND, error("CRAWL '" + folder + "' INTO SCHEMA nowhere"));
        assertEquals(ErrorCode.INVALID_PROPERTY, error("CRAWL '" + folder + "' INTO SCHEMA raw WITH (depth = 1.5)"));
        assertEquals(ErrorCode.INVALID_PROPERTY, error("CRAWL '" + folder + "' INTO SCHEMA raw WITH (deep = 1)"));
        assertEquals(ErrorCode.INVALID_STATEMENT, error("CRAWL '" + folder + "/*' INTO SCHEMA raw"));
    }

    private ErrorCode error(String sql) {
        return assertThrows(TarnException.class, () -> rows(sql)).code();
    }

    @Test
    void opensSomeFilesOfAFolderAndAllWhereTheyDiffer() {
        for (int i = 0; i < 30; i++) {
            write("alike/p" + (10 + i) + ".csv", "a,b\n" + i + ",x\n");
            write("differ/p" + (10 + i) + ".csv", i == 29 ? "a,b\nword,x\n" : "a,b\n" + i + ",x\n");
        }
        List<List<Object>> report = crawl("alike", "");
        assertTrue(report.get(0).get(CHANGES).toString().endsWith("10 of its files were opened"), report.toString());
        assertEquals(30L, rows("SELECT count(a) FROM raw.alike").get(0).get(0));
        report = crawl("differ", "");
        assertFalse(report.toString().contains("were opened"), report.toString());
        assertEquals(30L, rows("SELECT count(a) FROM raw.differ").get(0).get(0));
        rows("DROP TABLE raw.alike");
        assertTrue(crawl("alike", " WITH (sample = 2)").toString().contains("2 of its files were opened"));
        rows("DROP TABLE raw.alike");
        assertFalse(crawl("alike", " WITH (sample = 'all')").toString().contains("were opened"));
        TarnException error = assertThrows(TarnException.class, () -> crawl("alike", " WITH (sample = 0)"));
        assertEquals(ErrorCode.INVALID_PROPERTY, error.code());
    }

    @Test
    void typesThatDifferDoNotMakeItOpenAllFiles() {
        for (int i = 0; i < 1_000; i++) {
            String price = i % 4 == 0 ? "" + i : i + ".25";
            write("prices/p" + (1_000 + i) + ".csv", "id,price\n" + i + "," + price + "\n");
        }
        List<List<Object>> report = crawl("prices", "");
        assertTrue(report.get(0).get(CHANGES).toString().endsWith("46 of its files were opened"), report.toString());
        assertEquals(
                List.of(1_000L, 499_500.0 + 750 * 0.25),
                rows("SELECT count(*), CAST(sum(price) AS DOUBLE) FROM raw.prices")
                        .get(0));
        report = crawl("prices", " WITH (sample = 1)");
        assertTrue(report.get(0).get(CHANGES).toString().endsWith("1 of its files were opened"), report.toString());
    }

    @Test
    void aLocationWithSchemeIsThePlaceWithout() {
        write("t/dt=2024-01-01/a.csv", "id,name\n1,x\n");
        crawl("", "");
        write("t/dt=2024-01-02/a.csv", "id,name\n2,y\n");
        assertEquals(
                "t changed 1",
                brief(rows("CRAWL 'file://" + folder + "' INTO SCHEMA raw")),
                "with the scheme before it");
        assertEquals("t unchanged 0", brief(rows("CRAWL '" + folder + "/./t/../' INTO SCHEMA raw")));
        rows("DROP TABLE raw.t");
        rows("CRAWL 'file://" + folder + "/t' INTO SCHEMA raw");
        assertEquals("t unchanged 0", brief(crawl("", "")));
    }

    @Test
    void bytesThatAreNoTextAreLeftOut() throws IOException {
        byte[] bytes = new byte[3_000];
        new java.util.Random(7).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] >= 0 && bytes[i] < ' ' ? (byte) 0x80 : bytes[i];
        }
        Files.createDirectories(folder.resolve("mixed"));
        Files.write(folder.resolve("mixed/blob"), bytes);
        Files.writeString(folder.resolve("mixed/words"), "größe,straße\n1,2\n3,4\n");
        Files.write(folder.resolve("mixed/latin"), "größe,straße\n1,2\n3,4\n".getBytes(StandardCharsets.ISO_8859_1));
        List<List<Object>> report = crawl("mixed", "");
        List<String> leftOut = report.stream()
                .filter(row -> row.get(OUTCOME).equals("left out"))
                .map(row -> row.get(LOCATION).toString())
                .toList();
        assertEquals(List.of(folder + "/mixed/blob"), leftOut, report.toString());
    }

    @Test
    void aCancelledCrawlEndsAndChangesNothing() {
        write("t/a.csv", "id,name\n1,x\n");
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        TarnException error = assertThrows(
                TarnException.class, () -> session.query("CRAWL '" + folder + "' INTO SCHEMA raw", cancellation));
        assertEquals(ErrorCode.QUERY_CANCELLED, error.code());
        assertEquals(List.of(), rows("SHOW TABLES IN raw"));
    }

    @Test
    void filesOfAWriteThatWasNotCommittedAreNoTables() throws IOException {
        rows("CREATE TABLE raw.made WITH (external_location = '" + folder.resolve("made") + "') AS SELECT 1 AS id");
        Path file;
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve("made"))) {
            file = files.findFirst().orElseThrow();
        }
        Matcher name = Pattern.compile("(tarn-[0-9a-f]{8}.*)([0-9a-f]{3})(-.*)")
                .matcher(file.getFileName().toString());
        assertTrue(name.matches(), file.toString());
        Files.createDirectories(folder.resolve("later"));
        Files.copy(file, folder.resolve("later").resolve(name.group(1) + "fff" + name.group(3)));
        Files.copy(file, folder.resolve("later").resolve(file.getFileName()));
        List<List<Object>> report = crawl("later", "");
        assertEquals("1", report.get(0).get(FILES).toString(), report.toString());
    }
}
