package dev.tarn.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the documentation; {@code docs/images/take-screens} runs it. */
@EnabledIfSystemProperty(named = "tarn.docs.screens", matches = "true")
class ScreensTest {
    private static final Path IMAGES =
            Path.of(System.getProperty("tarn.test.root")).resolve("docs/images");
    private static final int WIDTH = 100;
    /** A share of a query that is well under way. */
    private static final Predicate<String> UNDER_WAY =
            Pattern.compile("\\b[1-9]\\d? ?%.* left").asPredicate();

    @TempDir
    private Path home;

    @Test
    void takesTheScreens() throws IOException {
        try (TmuxShell shell = new TmuxShell(home, WIDTH, 30, "examples/lake")) {
            shell.await("3 tables");
            shell.enter(
                    "select s.name, s.docks, count(*) as departures, round(avg(t.distance_km), 2) as km -- busiest");
            shell.enter("from trips t join stations s on t.from_station = s.station_id");
            shell.enter("where t.month = 7 group by s.name, s.docks order by departures desc limit 5;");
            shell.await("(5 rows");
            take(shell, "shell-query");
            shell.clear();
            shell.type("select s.district, count(*) from trips t join stations s on t.from_station = s.")
                    .press("Tab")
                    .await("smallint");
            take(shell, "shell-completion");
            shell.press("C-c").type("\\").await("\\");
            shell.press("C-c");
            shell.clear();
            shell.enter("select rider, distanse_km from trips;").await("error: ");
            shell.enter("select * from station;").await("TABLE_NOT_FOUND");
            shell.enter("\\charts").await("there is no command");
            shell.type("select date_trunc('month', ").await("date_trunc(unit");
            take(shell, "shell-errors");
            shell.press("C-c");
            shell.clear();
            shell.enter("\\help watch").await("Example");
            shell.enter("\\h INSERT").await("Example:");
            take(shell, "shell-help");
            shell.clear();
            shell.enter("\\explain select rider, count(*) from trips where month = 7 group by rider;");
            shell.await("pruned");
            take(shell, "shell-explain");
            shell.clear();
            shell.enter("\\chart select month, count(*) as trips from trips group by month order by month;");
            shell.await("12 │");
            take(shell, "shell-chart");
        }
        try (TmuxShell shell = new TmuxShell(home, WIDTH, 8, "jdbc:tarn:threads=1")) {
            shell.enter("select l_returnflag, sum(l_quantity) from tpch.sf10.lineitem group by 1;");
            shell.await("progress", UNDER_WAY);
            // It settles only when the query has ended.
            write("shell-progress", shell.colouredScreen());
            shell.press("C-c").await("QUERY_CANCELLED");
        }
    }

    private static void take(TmuxShell shell, String name) throws IOException {
        write(name, shell.settledScreen());
    }

    private static void write(String name, String screen) throws IOException {
        Files.writeString(IMAGES.resolve(name + ".svg"), AnsiPicture.draw(screen, WIDTH));
    }
}
