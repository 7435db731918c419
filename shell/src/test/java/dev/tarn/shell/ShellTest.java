package dev.tarn.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String input, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(
                args,
                new Streams(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new PrintWriter(err, true),
                        Terminals.NONE));
    }

    private void assertAnswers(String expected, String... args) {
        assertEquals(0, run("", args), err::toString);
        assertEquals(expected, out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void alignsATable() {
        assertAnswers(
                """
                name |  n
                -----+---
                a    |  1
                Łódź | 20
                NULL | -3
                (3 rows)
                """,
                "--format",
                "table",
                "-c",
                "SELECT * FROM (VALUES ('a', 1), ('Łódź', 20), (NULL, -3)) AS t (\"name\", n)");
    }

    @Test
    void showsNestedValues() {
        String sql = "SELECT ARRAY[1, NULL] AS a, MAP(ARRAY['k'], ARRAY['x']) AS m, "
                + "CAST(ROW(1, ARRAY['y']) AS ROW(n integer, t array(varchar))) AS r";
        assertAnswers(
                """
                a        | m         | r
                ---------+-----------+------------------
                [1,null] | {"k":"x"} | {"n":1,"t":["y"]}
                (1 row)
                """,
                "--format",
                "table",
                "-c",
                sql);
    }

    @Test
    void writesNestedValuesAsJson() {
        assertAnswers(
                "{\"a\":[1,null],\"m\":{\"k\":\"x\"},\"r\":{\"n\":1,\"t\":[\"y\"]},\"z\":null}\n",
                "--output-format",
                "jsonl",
                "-c",
                "SELECT ARRAY[1, NULL] AS a, MAP(ARRAY['k'], ARRAY['x']) AS m, "
                        + "CAST(ROW(1, ARRAY['y']) AS ROW(n integer, t array(varchar))) AS r, CAST(NULL AS array(integer)) AS z");
    }

    @Test
    void writesCsvThatTellsNullFromEmpty() {
        assertAnswers(
                "a,b,c\n1,\"x,\"\"y\"\"\",\n2,\"\",true\n",
                "--output-format",
                "csv",
                "-c",
                "SELECT * FROM (VALUES (1, 'x,\"y\"', NULL), (2, '', true)) AS t (a, b, c)");
    }

    @Test
    void writesJsonLinesAndLosesNoColumn() {
        assertAnswers(
                "{\"a\":1,\"a_2\":\"q\\\"\\\\\",\"d\":1.50,\"n\":\"NaN\",\"z\":null,\"b\":false}\n",
                "--output-format=JSONL",
                "-c",
                "SELECT 1 AS a, 'q\"\\' AS a, DECIMAL '1.50' AS d, CAST('NaN' AS double) AS n,"
                        + " CAST(NULL AS varchar) AS z, false AS b");
    }

    @Test
    void runsStandardInputAndSeveralStatements() {
        assertEquals(0, run("SELECT 1 AS a;\nSELECT 2 AS b;", "--output-format", "csv"), err::toString);
        assertEquals("a\n1\n\nb\n2\n", out.toString());
    }

    @Test
    void runsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("q.sql"), "\uFEFF-- Ö\nSELECT 'Ö' AS a");
        assertAnswers("a\nÖ\n", "--output-format", "csv", "-f", file.toString());
    }

    @Test
    void stopsAtTheFirstErrorAndSaysWhere() {
        assertEquals(1, run("SELECT 1 AS a;\n\nSELECT nowhere;\nSELECT 2 AS b", "--output-format", "csv"));
        assertEquals("a\n1\n", out.toString());
        assertTrue(err.toString().startsWith("error: "), err::toString);
        assertTrue(err.toString().contains("COLUMN_NOT_FOUND"), err::toString);
        assertTrue(err.toString().contains("line 3 of standard input"), err::toString);
    }

    @Test
    void handsSettingsOn() {
        assertEquals(2, run("", "--set", "batch_size=0", "-c", "SELECT 1"));
        assertTrue(err.toString().contains("batch_size"), err::toString);
    }

    @Test
    void refusesWhatItDoesNotKnow(@TempDir Path folder) throws IOException {
        assertEquals(2, run("", "--nonsense"));
        assertTrue(err.toString().contains("--nonsense"), err::toString);
        assertEquals(2, run("", "-f", folder.resolve("missing.sql").toString()));
        assertTrue(err.toString().contains("no such file"), err::toString);
        Path latin1 = Files.write(folder.resolve("latin1.sql"), new byte[] {'-', '-', (byte) 0xF6, '\n'});
        assertEquals(2, run("", "-f", latin1.toString()));
        assertTrue(err.toString().contains("UTF-8"), err::toString);
        assertEquals(2, run("", "-c", "SELECT 1", "-f", latin1.toString()));
        assertEquals("", out.toString());
    }

    @Test
    void runsCommandsAmongStatements() {
        String script =
                """
                \\set n 'it''s'
                SELECT :'n' AS a, 1 AS b \\gset
                \\echo got :b
                .format jsonl
                SELECT ':n' AS "q;", :b + 1 AS c -- :n; \\q
                ;
                \\if :b
                SELECT 2
                  AS two;
                \\else
                SELECT nowhere;
                \\endif
                SELECT 3 AS three \\g
                """;
        assertEquals(0, run(script), err::toString);
        assertEquals("got 1\n{\"q;\":\":n\",\"c\":2}\n{\"two\":2}\n{\"three\":3}\n", out.toString());
    }

    @Test
    void goesOnAfterErrorsWhereThatIsWanted() {
        assertEquals(1, run("SELECT nowhere; SELECT 2 AS b; \\nonsense\nSELECT 3 AS c", "--on-error", "continue"));
        assertEquals("b\n2\n\nc\n3\n", out.toString());
        assertTrue(err.toString().contains("COLUMN_NOT_FOUND"), err::toString);
        assertTrue(err.toString().contains("no command \\nonsense"), err::toString);
    }

    @Test
    void endsWithTheStatusOfQuit() {
        assertEquals(7, run("\\q 7\nSELECT 1"));
        assertEquals("", out.toString());
    }

    @Test
    void suggestsWhatWasMeant() {
        assertEquals(1, run("\\timin"));
        assertTrue(err.toString().contains("did you mean \\timing?"), err::toString);
        assertEquals(1, run("\\help CREATE VEIW"));
        assertTrue(err.toString().contains("did you mean CREATE VIEW?"), err::toString);
        assertEquals(1, run("\\pset formt csv"));
        assertTrue(err.toString().contains("did you mean format?"), err::toString);
    }

    @Test
    void showsAPlanAsText() {
        assertEquals(0, run("EXPLAIN SELECT count(*) FROM tpch.tiny.nation WHERE n_name LIKE 'A%'"), err::toString);
        assertTrue(out.toString().contains("\n└─ Scan "), out::toString);
    }

    @Test
    void writesToFiles(@TempDir Path folder) throws IOException {
        Path results = folder.resolve("a.csv");
        Path picture = folder.resolve("a.svg");
        String script = "\\o " + results + "\nSELECT 1 AS a;\n\\o\nSELECT 2 AS b;\n\\chart " + picture
                + " SELECT 'x' AS l, 3 AS n;\n\\export " + folder.resolve("b.md") + " SELECT 4 AS c;";
        assertEquals(0, run(script), err::toString);
        assertEquals("b\n2\n", out.toString());
        assertEquals("a\n1\n", Files.readString(results));
        assertEquals("| c |\n|--:|\n| 4 |\n", Files.readString(folder.resolve("b.md")));
        assertTrue(Files.readString(picture).startsWith("<svg "));
    }

    @Test
    void refusesWhatIsNotSafe(@TempDir Path folder) {
        for (String line : new String[] {
            "CREATE SCHEMA s",
            "\\! true",
            "\\o " + folder.resolve("x"),
            "EXPLAIN ANALYZE INSERT INTO t SELECT 1",
            "\\i x.sql"
        }) {
            assertEquals(1, run(line, "--safe"), line);
            assertTrue(err.toString().contains("--safe"), err::toString);
        }
        assertEquals(0, run("EXPLAIN ANALYZE SELECT 1; SHOW SCHEMAS; WITH a AS (SELECT 1) SELECT * FROM a", "--safe"));
    }

    @Test
    void opensFoldersAndFiles() {
        String folder = "examples/lake";
        assertEquals(0, run("SELECT count(*) AS n FROM stations", folder), err::toString);
        assertTrue(err.toString().contains("3 tables"), err::toString);
        assertEquals(
                0, run("SELECT count(*) AS n FROM stations", folder + "/stations/stations.parquet"), err::toString);
        assertEquals(2, run("SELECT 1", "no/such/folder"));
        assertTrue(err.toString().contains("no folder or file"), err::toString);
        assertEquals(0, run("SELECT 1", "jdbc:tarn:threads=1"), err::toString);
    }

    @Test
    void saysWhatOfAFolderIsLeftOut(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n");
        Files.writeString(folder.resolve("broken.json"), "{\"a\": ");
        assertEquals(0, run("SELECT sum(x) AS s FROM a", folder.toString()), err::toString);
        assertTrue(err.toString().contains(": 1 table;"), err::toString);
        assertTrue(err.toString().contains("left out: " + folder.resolve("broken.json")), err::toString);
    }

    @Test
    void opensAFileWithQuotesInItsName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("it's \"x\".csv"), "a,b\n1,2\n");
        assertEquals(0, run("SELECT b FROM \"it's \"\"x\"\"\"", file.toString()), err::toString);
    }

    @Test
    void saysWhatIsWrongWithFiles(@TempDir Path folder) {
        Path missing = folder.resolve("missing/a.csv");
        for (String command : List.of("\\o ", "\\once ", "\\export ", "\\w ")) {
            assertEquals(1, run("SELECT 1 AS a;\n" + command + missing), command);
            assertTrue(err.toString().contains("no such file or folder: " + missing), err::toString);
        }
    }

    @Test
    void summarizesColumnsInTheirOrder() {
        assertEquals(0, run("\\summarize tpch.tiny.lineitem"), err::toString);
        assertEquals(
                List.of("column", "l_orderkey", "l_partkey", "l_suppkey", "l_linenumber", "l_quantity"),
                out.toString()
                        .lines()
                        .map(line -> line.replaceAll(",.*", ""))
                        .limit(6)
                        .toList());
    }

    @Test
    void saysThatAConditionHasNoEnd() {
        assertEquals(1, run("\\if true\nSELECT 1 AS a;"));
        assertEquals("a\n1\n", out.toString());
        assertTrue(err.toString().contains("\\endif"), err::toString);
        assertEquals(3, run("\\if true\n\\q 3"));
    }

    @Test
    @Timeout(60)
    void endsWithoutAWordWhenNobodyReads(@TempDir Path folder) throws IOException, InterruptedException {
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.tarn.shell.Main",
                        "-c",
                        "SELECT * FROM tpch.tiny.lineitem")
                .redirectError(messages.toFile())
                .start();
        process.getInputStream().read();
        process.getInputStream().close();
        assertEquals(141, process.waitFor());
        assertEquals("", Files.readString(messages));
    }

    @Test
    void cancelsWhatReadsTooMuch() {
        assertEquals(
                1,
                run(
                        "SELECT count(*) FROM tpch.tiny.lineitem a, 'examples/lake/trips/**/*.parquet' b, "
                                + "'examples/lake/trips/**/*.parquet' c WHERE a.l_comment <> b.rider AND b.fare < c.fare",
                        "--budget",
                        "1KB"));
        assertTrue(err.toString().contains("budget"), err::toString);
    }

    @Test
    void runsSeveralScriptsInTheirOrder(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("b.sql"), "SELECT :x AS b;\r\n\\echo :x\r\n");
        String[] all = {"-v", "x=5", "-c", "SELECT 1 AS a", "-f", file.toString(), "--command=SELECT 3 AS c", "-f", "-"
        };
        assertEquals(0, run("SELECT 4 AS d", all), err::toString);
        assertEquals("a\n1\n\nb\n5\n5\n\nc\n3\n\nd\n4\n", out.toString());
        assertEquals(1, run("", "-c", "SELECT nowhere", "-c", "SELECT 1 AS a"));
        assertEquals("", out.toString());
        assertEquals(1, run("", "--on-error", "continue", "-c", "SELECT nowhere", "-c", "SELECT 1 AS a"));
        assertEquals("a\n1\n", out.toString());
        assertEquals(6, run("", "-c", "\\q 6", "-c", "SELECT 1 AS a"));
    }

    @Test
    void suggestsWhatOptionWasMeant() {
        assertEquals(2, run("", "--fromat", "csv"));
        assertTrue(err.toString().contains("did you mean --format?"), err::toString);
        assertEquals(2, run("", "-c"));
        assertTrue(err.toString().contains("-c needs SQL"), err::toString);
    }

    @Test
    void endsCleanlyOnASignal(@TempDir Path folder) throws Exception {
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.tarn.shell.Main",
                        "-c",
                        "SELECT 1 AS a",
                        "-c",
                        "SELECT count(*) FROM tpch.sf100.lineitem a JOIN tpch.sf100.orders b ON a.l_orderkey = b.o_orderkey")
                .redirectError(messages.toFile())
                .start();
        while (process.getInputStream().read() != '1') {
            // Until the first statement has answered.
        }
        process.destroy();
        assertTrue(process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        String told = Files.readString(messages);
        assertTrue(told.isEmpty() || told.contains("QUERY_CANCELLED") || told.contains("interrupted"), told);
    }
}
