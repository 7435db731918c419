package dev.tarn.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drives the shell in a terminal; needs tmux. Waits for what is to be seen, and for nothing else. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminalTest {
    private static final String LONG_QUERY =
            "select count(*) from tpch.sf100.lineitem a join tpch.sf100.orders b on a.l_orderkey = b.o_orderkey;";

    @TempDir
    private Path home;

    @BeforeEach
    void needsTmux() {
        assumeTrue(TmuxShell.isInstalled(), "tmux is not installed");
    }

    @Test
    void completes() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 100, 30, "examples/lake")) {
            shell.await("3 tables");
            shell.type("select * from stat").press("Tab").await("select * from stations");
            shell.type(" where sta").press("Tab");
            String screen = shell.await("station_id");
            assertTrue(screen.contains("starts_with(varchar, varchar)"), screen);
            assertTrue(screen.indexOf("station_id") < screen.indexOf("starts_with"), screen);
            shell.type("tion_").press("Tab").await("where station_id");
            shell.press("C-c");
            shell.type("select substr(").await("substr(varchar");
            shell.type("lower(").await("lower(varchar)");
            shell.press("C-c");
            shell.type("select * from 'examples/lake/stati").press("Tab");
            shell.await("'examples/lake/stations/");
            shell.press("C-c");
            shell.type("select count(*) from tpch.tiny.nat")
                    .press("Tab")
                    .type("\\;")
                    .await("tpch.tiny.nation");
            shell.press("C-c");
            shell.type("\\pset the").press("Tab").type("sof").press("Tab").await("\\pset theme soft");
            shell.press("Enter").await("theme is soft");
        }
    }

    @Test
    void edits() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 100, 30)) {
            shell.type("select (1 +").press("Enter").await(" (>");
            shell.type("length('ab").press("Enter").await(" '>");
            shell.type("c')) as sum /* one").press("Enter").await(" *>");
            shell.enter("comment */;").await("│   5 │");
            shell.clear();
            shell.type("select 'one two' as w;")
                    .press("C-a", "M-f", "M-f", "M-d")
                    .await("select 'one ' as w;");
            shell.press("C-_").await("select 'one two' as w;");
            shell.press("C-u")
                    .await("a prompt alone", screen -> screen.stripTrailing().endsWith(">"));
            shell.press("C-y").await("select 'one two' as w;");
            shell.press("Home", "Delete", "End").type(" -- end");
            shell.await("elect 'one two' as w; -- end");
            shell.press("C-a").type("s").press("Enter").await("│ one two │");
        }
    }

    @Test
    void coloursAndRemembers() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 100, 30, "examples/lake")) {
            shell.await("3 tables");
            shell.type("select name, 'Łódź 日本' as w").press("Enter").type("from stations limit 2;");
            shell.awaitColoured("[32m'Łódź 日本'");
            String screen = shell.press("Enter").await("(2 rows in ");
            assertTrue(screen.contains("│ Łódź 日本 │"), screen);
            shell.clear();
            shell.press("C-r").type("stations").await("bck-i-search: stations");
            shell.press("Enter").await("(2 rows in ");
            shell.clear();
            shell.type("select na").await("select name, 'Łódź 日本' as w");
            shell.press("C-c").enter(" select 'not' || ' kept' as w;").await("not kept");
            shell.enter("\\set password abc").enter("\\tables").await("weather");
            shell.enter("\\q");
            assertTrue(shell.awaitEnd());
        }
        String history = Files.readString(home.resolve("tarn/history"));
        assertTrue(history.contains("from stations limit 2;"), history);
        assertFalse(history.contains("kept") || history.contains("abc"), history);
        try (TmuxShell shell = new TmuxShell(home, 100, 30)) {
            shell.press("Up").await("\\q");
            shell.press("Up").await("\\tables");
            shell.press("Up").await("from stations limit 2;");
        }
    }

    @Test
    void showsProgressAndCancelsTheQueryOnly() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 120, 20, "jdbc:tarn:threads=1")) {
            shell.enter(LONG_QUERY);
            shell.await(
                    "progress",
                    screen -> screen.contains("rows, ") && screen.contains(" left") && screen.contains(" memory"));
            shell.press("C-c").await("QUERY_CANCELLED");
            shell.awaitGone(" left");
            shell.enter("select 40 + 2 as answer;").await("│     42 │");
            shell.enter("select 1 as again \\watch 0.2").await("(every 0.2 s)");
            shell.press("C-c").enter("select 'watched' as w;").await("│ watched │");
            shell.clear();
            shell.press("C-c").await("Ctrl-C once more");
            shell.press("C-c");
            assertTrue(shell.awaitEnd());
        }
    }

    @Test
    void pagesAndFitsTheTerminal() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 100, 20)) {
            shell.enter("select c_custkey, c_name from tpch.tiny.customer order by 1;");
            shell.await("Customer#000000010");
            shell.press("G").await("(1,500 rows in ");
            shell.press("q");
            shell.enter("select 1 as a;").await("│ 1 │");
            shell.clear();
            shell.enter("select n_name, n_regionkey, n_nationkey from tpch.tiny.nation limit 1;")
                    .await("┌");
            shell.resize(30, 20);
            shell.enter("select 'narrow' as w;").await("│ narrow │");
            shell.clear();
            shell.enter("select n_name, n_regionkey, n_nationkey from tpch.tiny.nation limit 1;");
            shell.await("n_name      │ ");
            shell.enter("select 1 as b \\e").await("->");
            shell.enter(";").await("│ 2 │");
        }
    }

    @Test
    void speaksVi() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 100, 20, "--keys", "vi")) {
            shell.type("select 12 as a;").await("select 12 as a;");
            int column = shell.cursorColumn();
            shell.press("Escape").awaitColumn(column - 1);
            shell.type("0wlxA").press("Enter").await("│ 1 │");
        }
    }

    @Test
    void isSuspendedAndGoesOn() throws IOException {
        try (TmuxShell shell = TmuxShell.inBash(home, 100, 20)) {
            shell.type("select 6 *").press("C-z").await("Stopped");
            shell.enter("echo $((20+3))").await("23");
            shell.enter("fg")
                    .await("select 6 *", screen -> screen.stripTrailing().endsWith("default> select 6 *"));
            shell.enter(" 7 as answer;").await("│     42 │");
        }
    }

    @Test
    void takesAPasteOfTenMegabytes() throws IOException {
        StringBuilder script = new StringBuilder("\\format none\n\\pager off\n");
        while (script.length() < 10 << 20) {
            script.append("-- ").append("x".repeat(100_000)).append("\nselect 1;\n");
        }
        script.append("\\format box\nselect 'all of it' as pasted;\n");
        try (TmuxShell shell = new TmuxShell(home, 100, 20)) {
            shell.paste(script.toString());
            shell.await("/* pasted text 1: 10,");
            shell.press("Enter").await("│ all of it │");
            shell.clear();
            shell.paste("select 'a\n\tb' as\n  tabbed,\n    2 as b;\n");
            shell.await("2 as b;");
            shell.press("Enter").await("(1 row in ");
        }
    }

    @Test
    void endsWithItsTerminal() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 120, 20, "jdbc:tarn:threads=1")) {
            shell.enter(LONG_QUERY).await("rows, ");
            shell.close();
            assertTrue(shell.awaitEnd());
        }
        try (TmuxShell shell = new TmuxShell(home, 100, 20)) {
            shell.close();
            assertTrue(shell.awaitEnd());
        }
        assertEquals(List.of(), temporaryFiles());
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("tmp"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("hsperfdata"))
                    .toList();
        }
    }
}
