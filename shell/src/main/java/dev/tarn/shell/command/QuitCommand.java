package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.util.List;

/** Ends the shell. */
final class QuitCommand implements Command {
    @Override
    public String name() {
        return "q";
    }

    @Override
    public List<String> aliases() {
        return List.of("quit", "exit");
    }

    @Override
    public Group group() {
        return Group.SHELL;
    }

    @Override
    public String usage() {
        return "[status]";
    }

    @Override
    public String summary() {
        return "ends the shell";
    }

    @Override
    public String details() {
        return "The status is what the process ends with; 0 unless it is given.";
    }

    @Override
    public String example() {
        return "\\q";
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
