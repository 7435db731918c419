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
import org.junit.jupiter.api.Test;
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
                        new PrintWriter(err, true)));
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
                "-c",
                sql);
    }

    @Test
    void writesNestedValuesAsJson() {
        assertAnswers(
                "{\"a\":[1,null],\"m\":{\"k\":\"x\"},\"r\":{\"n\":1,\"t\":[\"y\"]},\"z\":null}\n",
                "--output-format",
                "json",
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
                "--output-format=JSON",
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
        assertEquals(1, run("", "--set", "batch_size=0", "-c", "SELECT 1"));
        assertTrue(err.toString().contains("batch_size"), err::toString);
    }

    @Test
    void refusesWhatItDoesNotKnow(@TempDir Path folder) throws IOException {
        assertEquals(1, run("", "--nonsense"));
        assertTrue(err.toString().contains("--nonsense"), err::toString);
        assertEquals(1, run("", "-f", folder.resolve("missing.sql").toString()));
        assertTrue(err.toString().contains("no such file"), err::toString);
        Path latin1 = Files.write(folder.resolve("latin1.sql"), new byte[] {'-', '-', (byte) 0xF6, '\n'});
        assertEquals(1, run("", "-f", latin1.toString()));
        assertTrue(err.toString().contains("UTF-8"), err::toString);
        assertEquals(1, run("", "-c", "SELECT 1", "-f", latin1.toString()));
        assertEquals("", out.toString());
    }
}
