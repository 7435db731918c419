package dev.tarn.shell.command.shell;

import static dev.tarn.shell.command.CommandGroup.SHELL;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;

/** Ends the shell. */
final class QuitCommand extends Command {
    QuitCommand() {
        super(SHELL.command("q")
                .also("quit", "exit")
                .takes("[status]")
                .does("ends the shell")
                .details("The status is what the process ends with; 0 unless it is given.")
                .example("\\q"));
    }

    @Override
    public void run(Call call, ShellSession session) {
        session.quit(call.arguments().word(0).map(QuitCommand::status).orElse(0));
    }

    private static int status(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new ShellException("an exit status is a number, not '" + word + "'", e);
        }
    }
}
