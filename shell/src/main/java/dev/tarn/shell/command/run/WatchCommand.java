package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

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

/** Runs a statement again and again. */
final class WatchCommand extends Command {
    WatchCommand() {
        super(RUN.command("watch")
                .takes("[seconds] [times]")
                .does("runs the statement again and again, every 2 seconds unless said, until Ctrl-C")
                .example("SELECT now() AS t \\watch 0.1 2"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        double seconds = number(call.arguments().word(0).orElse("2"));
        double times = number(call.arguments().word(1).orElse("1e9"));
        String sql = call.statement(call.arguments().count(), session);
        for (int i = 0; i < times; i++) {
            session.output()
                    .message(LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " (every "
                            + seconds + " s)");
            session.runner().run(sql);
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
