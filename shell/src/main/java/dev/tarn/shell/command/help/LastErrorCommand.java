package dev.tarn.shell.command.help;

import static dev.tarn.shell.command.CommandGroup.HELP;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.ErrorText;
import dev.tarn.shell.session.Failure;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;

/** Tells all that is known of the last error. */
final class LastErrorCommand extends Command {
    LastErrorCommand() {
        super(HELP.command("errverbose")
                .also("error")
                .does("tells all that is known of the last error: its code, its place, the statement and its causes")
                .example("\\errverbose"));
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        if (session.lastFailure().isEmpty()) {
            session.output().message("there was no error");
            return;
        }
        Failure failure = session.lastFailure().get();
        StringBuilder text =
                new StringBuilder("error: ").append(failure.message()).append('\n');
        if (failure.message().indexOf('\n') < 0) {
            ErrorText.excerpt(failure.message(), failure.item())
                    .ifPresent(excerpt -> text.append(excerpt).append('\n'));
        }
        if (failure.error() instanceof SQLException sql) {
            text.append("SQLState: ").append(sql.getSQLState()).append('\n');
        }
        if (!failure.place().isEmpty()) {
            text.append("begins at: ").append(failure.place()).append('\n');
        }
        text.append(failure.error() instanceof ShellException ? "command:\n  " : "statement:\n  ");
        text.append(failure.item().replace("\n", "\n  ")).append('\n');
        for (Throwable cause = failure.error().getCause(); cause != null; cause = cause.getCause()) {
            text.append("cause: ").append(cause).append('\n');
        }
        session.output().print(text.toString());
    }
}
