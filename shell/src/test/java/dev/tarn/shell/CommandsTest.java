package dev.tarn.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.session.Database;
import dev.tarn.shell.session.Keepsakes;
import dev.tarn.shell.session.Output;
import dev.tarn.shell.session.Screen;
import dev.tarn.shell.session.Settings;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands do, as a person would type them one after the other. */
class CommandsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> questions = new ArrayList<>();
    private boolean answer;
    private ShellSession session;
    private Interpreter interpreter;

    @BeforeEach
    void open() throws SQLException {
        session = new ShellSession(
                new Database(new Database.Target("jdbc:tarn:", new Properties())),
                new Settings(),
                new Output(out, new PrintWriter(err), Screen.NONE),
                ProgressView.NONE,
                false,
                Keepsakes.in(folder));
        interpreter = new Interpreter(session, new Person(), false, AllCommands::of);
    }

    @AfterEach
    void close() throws SQLException, IOException {
        session.close();
    }

    private final class Person implements Interpreter.Console {
        @Override
        public List<String> history(int count) {
            return List.of();
        }

        @Override
        public Optional<String> edit(String text) {
            return Optional.empty();
        }

        @Override
        public boolean confirm(String question) {
            questions.add(question);
            return answer;
        }
    }

    private String type(String... lines) {
        out.getBuffer().setLength(0);
        for (String line : lines) {
            assertTrue(interpreter.runTyped(line + "\n"), () -> line + ": " + err);
        }
        return out.toString();
    }

    private String fail(String line) {
        err.getBuffer().setLength(0);
        assertFalse(interpreter.runTyped(line + "\n"), line);
        return err.toString();
    }

    @Test
    void bindsParametersOfTheNextStatement() {
        assertEquals(
                "r_name,n,z\nASIA,3,\n",
                type(
                        "SELECT r_name, ? + 1 AS n, CAST(? AS varchar) AS z FROM tpch.tiny.region WHERE r_name = ?"
                                + " \\bind 2 NULL 'ASIA'",
                        "\\g"));
        assertTrue(fail("\\bind 1\nSELECT 1;").contains("0 parameters"), err::toString);
        assertEquals("\na\n1\n", type("SELECT 1 AS a;"));
    }

    @Test
    void describesWithoutRunning() {
        assertEquals("Column,Type\nn,integer\nt,varchar\n", type("SELECT 1 AS n, 'x' AS t \\gdesc"));
    }

    @Test
    void crossesTables() {
        String sql = "SELECT * FROM (VALUES ('a', 'x', 1), ('a', 'y', 2), ('b', 'y', 3)) AS t (r, c, v)";
        assertEquals("r,x,y\na,1,2\nb,,3\n", type(sql + " \\crosstab"));
        assertEquals("c,a,b\nx,1,\ny,2,3\n", type(sql + " \\crosstab c 1 v"));
        assertTrue(fail(sql + " \\crosstab q").contains("no column q"), err::toString);
        assertTrue(fail("SELECT 1 AS a, 2 AS b \\crosstab").contains("three columns"), err::toString);
        assertTrue(
                fail("SELECT * FROM (VALUES ('a', 'x', 1), ('a', 'x', 2)) AS t (r, c, v) \\crosstab")
                        .contains("two values"),
                err::toString);
    }

    @Test
    void keepsQueries() throws IOException {
        type("\\ns by_name SELECT r_regionkey AS k FROM tpch.tiny.region WHERE r_name = '$1'");
        assertEquals("k\n2\n", type("\\n by_name ASIA"));
        assertTrue(Files.readString(folder.resolve("queries.sql")).startsWith("[by_name]\nSELECT "));
        assertTrue(fail("\\n by_nam").contains("did you mean by_name?"), err::toString);
        type("\\nd by_name");
        assertTrue(fail("\\n by_name").contains("no query is kept"), err::toString);
    }

    @Test
    void keepsConnections() {
        type("\\cs small jdbc:tarn:threads=1;s3.secret_access_key=hidden;s3.access_key_id=a", "\\c small");
        assertEquals(
                "jdbc:tarn:threads=1;s3.secret_access_key=hidden;s3.access_key_id=a",
                session.database().target().url());
        assertFalse(type("\\cs").contains("hidden"), out::toString);
        type("\\cx small");
        assertTrue(fail("\\c small").contains("no folder or file"), err::toString);
    }

    @Test
    void showsTheLastResultOnceMore() {
        assertTrue(fail("\\last").contains("no result yet"), err::toString);
        type("SELECT 1 AS a;");
        assertTrue(type("\\last json").contains("{\"a\":1}"), out::toString);
        assertEquals("csv", session.settings().get(dev.tarn.shell.session.Setting.FORMAT));
    }

    @Test
    void asksBeforeWhatCannotBeUndone() {
        type("\\confirm on", "CREATE VIEW v AS SELECT 1 AS a;");
        assertTrue(fail("DROP VIEW v;").contains("not run"), err::toString);
        assertEquals(List.of("DROP VIEW v: run it? [y/N] "), questions);
        assertEquals("a\n1\n", type("SELECT * FROM v;"));
        answer = true;
        type("DROP VIEW v;");
        assertTrue(fail("SELECT * FROM v;").contains("TABLE_NOT_FOUND"), err::toString);
        assertEquals(2, questions.size());
    }

    @Test
    void tellsAllOfTheLastError() {
        fail("SELECT 1,\n  nowhere;");
        assertTrue(err.toString().contains("\n    nowhere\n    ^"), err::toString);
        String told = type("\\errverbose");
        assertTrue(told.contains("COLUMN_NOT_FOUND") && told.contains("SQLState: 42"), told);
        assertTrue(told.contains("cause: "), told);
    }

    @Test
    void runsFilesBesideFiles() throws IOException {
        Files.createDirectories(folder.resolve("below"));
        Files.writeString(folder.resolve("below/a.sql"), "\\ir b.sql\n");
        Files.writeString(folder.resolve("below/b.sql"), "SELECT 5 AS five");
        assertEquals("five\n5\n", type("\\i " + folder.resolve("below/a.sql")));
        assertTrue(fail("\\i " + folder.resolve("below/a.sq")).contains("did you mean a.sql?"), err::toString);
    }

    @Test
    void copiesAsPsqlDoes() throws IOException {
        Path file = folder.resolve("r.csv");
        type("\\copy (SELECT 1 AS a, 2 AS b) to '" + file + "'");
        assertEquals("a,b\n1,2\n", Files.readString(file));
        assertTrue(fail("\\copy nonsense").contains("\\copy takes"), err::toString);
    }

    @Test
    void aFailedResultLeavesItsFileAlone() throws IOException {
        Path file = folder.resolve("once.csv");
        type("\\once " + file);
        fail("SELECT nowhere;");
        assertEquals("a\n1\n", type("SELECT 1 AS a;"));
        assertEquals("", Files.readString(file));
    }

    @Test
    void explainsFunctionsAndSettings() {
        assertTrue(type("\\sf date_trunc").contains("date_trunc("), out::toString);
        assertTrue(fail("\\sf date_trunk").contains("did you mean date_trunc?"), err::toString);
        assertTrue(type("\\dconfig read*").contains("read_limit"), out::toString);
        assertTrue(type("\\l+").contains("tpch,"), out::toString);
        assertTrue(type("\\dt+ tpch.tiny.na*").contains("nation,BASE TABLE"), out::toString);
    }

    @Test
    void watchesAChart() {
        String drawn = type("SELECT 'x' AS l, 3 AS n \\watch 0.01 2 chart bars");
        assertEquals(2, drawn.split("x ", -1).length - 1, drawn);
    }

    @Test
    void limitsWhatAQueryReads() {
        type("\\budget 1KB");
        String told = fail("SELECT count(rider) FROM 'examples/lake/trips/**/*.parquet';");
        assertTrue(told.contains("EXCEEDED_READ_LIMIT") && told.contains("\\budget 0"), told);
        type("\\budget 0", "SELECT count(rider) FROM 'examples/lake/trips/**/*.parquet';");
    }

    @Test
    void theDoctorLooksAtPlaces() {
        String told = type("\\doctor examples/lake/");
        assertTrue(told.contains("examples/lake/,ok,3 names"), told);
        told = type("\\doctor no/such/folder/");
        assertTrue(told.contains("no/such/folder/,fail,"), told);
        assertTrue(type("\\doctor").contains("Java,ok,"), out::toString);
    }
}
