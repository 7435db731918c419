package dev.tarn.shell.command.help;

import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import java.util.List;

/** The commands that explain the others, and what went wrong. */
public final class HelpCommands {
    private HelpCommands() {}

    /** Returns them in the order of the help. */
    public static List<Command> of(Interpreter interpreter) {
        return List.of(new HelpCommand(interpreter), new SqlHelpCommand(), new LastErrorCommand());
    }
}
