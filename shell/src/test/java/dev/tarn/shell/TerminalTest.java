package dev.tarn.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drives the shell in a terminal; needs tmux. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
    void editsCompletesColoursAndRemembers() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 100, 30, "examples/lake")) {
            shell.await("3 tables");
            shell.type("select * from stat").press("Tab").type("where sta").press("Tab");
            String screen = shell.await("station_id");
            assertTrue(screen.contains("starts_with(varchar, varchar)"), screen);
            shell.press("C-c")
                    .type("select name, 'Łódź 日本' as w")
                    .press("Enter")
                    .type("from stations limit 2;");
            TmuxShell.pause(500);
            assertTrue(shell.colouredScreen().contains("[32m'Łódź 日本'"), shell.colouredScreen());
            screen = shell.press("Enter").await("(2 rows in ");
            assertTrue(screen.contains("│ Łódź 日本 │"), screen);
            shell.clear();
            shell.press("C-r").type("stations");
            shell.await("bck-i-search: stations");
            shell.press("Enter").await("(2 rows in ");
            shell.clear();
            shell.type("select na");
            shell.await("select name, 'Łódź 日本' as w");
            shell.press("C-c").enter("\\tables");
            shell.await("weather");
            shell.enter("\\q");
            assertTrue(shell.awaitEnd(20));
        }
        assertTrue(Files.readString(home.resolve("tarn/history")).contains("from stations limit 2;"));
    }

    @Test
    void showsProgressAndCancelsTheQueryOnly() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 120, 20, "jdbc:tarn:threads=1")) {
            shell.enter(LONG_QUERY);
            String screen = shell.await("rows, ");
            shell.await(" left");
            assertTrue(screen.contains(" memory"), screen);
            shell.press("C-c").await("QUERY_CANCELLED");
            TmuxShell.pause(300);
            assertFalse(shell.screen().contains(" left"), shell.screen());
            shell.enter("select 40 + 2 as answer;").await("│     42 │");
            shell.enter("select 1 as again \\watch 0.2");
            shell.await("(every 0.2 s)");
            shell.press("C-c");
            TmuxShell.pause(500);
            shell.clear();
            shell.press("C-c").await("Ctrl-C once more");
            shell.press("C-c");
            assertTrue(shell.awaitEnd(20));
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
            TmuxShell.pause(500);
            shell.clear();
            shell.enter("select n_name, n_regionkey, n_nationkey from tpch.tiny.nation limit 1;");
            shell.await("n_name      │ ");
            shell.enter("select 1 as b \\e");
            TmuxShell.pause(1_500);
            shell.enter(";");
            shell.await("│ 2 │");
        }
    }

    @Test
    void speaksVi() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 100, 20, "--keys", "vi")) {
            shell.type("select 12 as a;").press("Escape");
            TmuxShell.pause(1_500);
            shell.type("0wlxA").press("Enter");
            shell.await("│ 1 │");
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
        }
    }

    @Test
    void endsWithItsTerminal() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, 100, 20, "jdbc:tarn:threads=1")) {
            shell.enter(LONG_QUERY).await("rows, ");
            shell.close();
            assertTrue(shell.awaitEnd(20));
        }
        try (TmuxShell shell = new TmuxShell(home, 100, 20)) {
            shell.close();
            assertTrue(shell.awaitEnd(20));
        }
    }
}
