package dev.tarn.shell.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.shell.AllCommands;
import dev.tarn.shell.command.Commands;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.session.Database;
import dev.tarn.shell.session.Output;
import dev.tarn.shell.session.Screen;
import dev.tarn.shell.session.Settings;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Completion against a real engine; a bar marks the cursor. */
class ShellCompleterTest {
    private ShellSession session;
    private Commands commands;

    @BeforeEach
    void open() throws SQLException {
        Database database = new Database(new Database.Target("jdbc:tarn:", new Properties()));
        Output output = new Output(new StringWriter(), new PrintWriter(new StringWriter()), Screen.NONE);
        session = new ShellSession(database, new Settings(), output, ProgressView.NONE, false);
        commands = new Interpreter(session, Interpreter.Console.NONE, false, AllCommands::of).commands();
        database.query("CREATE VIEW stops AS SELECT * FROM 'examples/lake/stations/stations.parquet'");
    }

    @AfterEach
    void close() throws SQLException, IOException {
        session.close();
    }

    /** Returns what completes the word at the bar, in order. */
    private List<String> complete(String marked) {
        int cursor = marked.indexOf('|');
        String line = marked.replace("|", "");
        List<Candidate> candidates = new ArrayList<>();
        new ShellCompleter(commands, new CatalogView(session.database()), session.variables())
                .complete(line, cursor, candidates);
        String word = CursorWord.of(line, cursor).word();
        return candidates.stream()
                .map(Candidate::value)
                .filter(value ->
                        value.toLowerCase(java.util.Locale.ROOT).startsWith(word.toLowerCase(java.util.Locale.ROOT)))
                .sorted()
                .distinct()
                .toList();
    }

    @Test
    void knowsWhatStatementsBeginWith() {
        assertEquals(List.of("select", "show"), complete("s|"));
        assertEquals(List.of("SELECT", "SHOW"), complete("SELECT 1; S|"));
    }

    @Test
    void knowsTablesAndSchemas() {
        assertEquals(List.of("stops"), complete("SELECT * FROM st|"));
        assertEquals(List.of("tpch."), complete("SELECT * FROM tp|"));
        assertTrue(complete("SELECT * FROM tpch.|").contains("tiny."));
        assertEquals(List.of("nation"), complete("SELECT * FROM tpch.tiny.nat|"));
        assertEquals(List.of("nation"), complete("SELECT * FROM stops, tpch.tiny.nat|"));
    }

    @Test
    void knowsTheColumnsOfTheTablesInFrom() {
        assertTrue(complete("SELECT do| FROM stops").contains("docks"));
        assertEquals(List.of("n_name", "n_nationkey"), complete("SELECT * FROM tpch.tiny.nation AS x WHERE x.n_n|"));
        assertEquals(List.of("docks"), complete("SELECT * FROM stops s JOIN tpch.tiny.nation n ON s.do|"));
        assertTrue(complete("SELECT dis| FROM 'examples/lake/stations/stations.parquet'")
                .contains("district"));
    }

    @Test
    void knowsFunctions() {
        assertTrue(complete("SELECT date_t|").contains("date_trunc("));
    }

    @Test
    void knowsPathsInQuotes() {
        assertEquals(List.of("examples/lake/"), complete("SELECT * FROM 'examples/la|"));
        assertEquals(
                List.of("examples/lake/stations/stations.parquet'"),
                complete("SELECT * FROM 'examples/lake/stations/|"));
    }

    @Test
    void knowsCommands() {
        assertTrue(complete("\\|").contains("\\timing"));
        assertEquals(List.of("\\timer", "\\timing"), complete("\\tim|"));
        assertEquals(List.of("off", "on"), complete(".timing |"));
        assertEquals(List.of("markdown"), complete("\\format mark|"));
        assertEquals(List.of("examples/quickstart.sql"), complete("\\i examples/q|"));
        assertEquals(List.of("tpch.tiny"), complete("\\use tpch.tin|"));
    }
}
