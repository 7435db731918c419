package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.chart.ChartKind;
import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Runs a statement again and again. */
final class WatchCommand extends Command {
    private static final double DEFAULT_SECONDS = 2;
    private static final String CLEAR = "\033[H\033[2J";

    WatchCommand() {
        super(RUN.command("watch")
                .takes("[seconds] [times] [chart [bars|line]]")
                .does("runs the statement again and again, every 2 seconds unless said, until Ctrl-C")
                .details("With chart each result is drawn, on a terminal in place of the one before.")
                .example("SELECT now() AS t \\watch 0.1 2"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        List<String> words = call.arguments().words();
        int chart = words.indexOf("chart");
        List<String> numbers = chart < 0 ? words : words.subList(0, chart);
        double seconds = numbers.isEmpty() ? DEFAULT_SECONDS : number(numbers.get(0));
        double times = numbers.size() < 2 ? Double.MAX_VALUE : number(numbers.get(1));
        ChartKind kind = chart < 0 || chart + 1 == words.size()
                ? ChartKind.AUTO
                : ChartKind.byName(words.get(chart + 1)).orElse(ChartKind.AUTO);
        String sql = call.statement(call.arguments().count(), session);
        session.setLastQuery(sql);
        for (long i = 0; i < times; i++) {
            if (chart >= 0 && session.output().isToTerminal()) {
                session.output().print(CLEAR);
            }
            session.output()
                    .message(LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " (every "
                            + seconds + " s)");
            if (chart >= 0) {
                ChartDrawing.print(sql, kind, session);
            } else {
                session.runner().run(sql);
            }
            if (i + 1 < times && !pause(session, seconds)) {
                return;
            }
        }
    }

    private static boolean pause(ShellSession session, double seconds) {
        try {
            return session.runner().pause(Duration.ofMillis((long) (seconds * 1000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new ShellException("\\watch takes numbers, not '" + word + "'", e);
        }
    }
}
