package dev.tarn.shell;

import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.file.FileCommands;
import dev.tarn.shell.command.help.HelpCommands;
import dev.tarn.shell.command.look.LookCommands;
import dev.tarn.shell.command.result.ResultCommands;
import dev.tarn.shell.command.run.RunCommands;
import dev.tarn.shell.command.script.ScriptCommands;
import dev.tarn.shell.command.shell.SessionCommands;
import java.util.ArrayList;
import java.util.List;

/** The commands of a shell, by what they are for. */
public final class AllCommands {
    private AllCommands() {}

    /** Makes the commands of a shell, which run scripts by {@code interpreter}. */
    public static List<Command> of(Interpreter interpreter) {
        List<Command> commands = new ArrayList<>();
        commands.addAll(HelpCommands.of(interpreter));
        commands.addAll(LookCommands.all());
        commands.addAll(RunCommands.of(interpreter));
        commands.addAll(ResultCommands.all());
        commands.addAll(FileCommands.of(interpreter));
        commands.addAll(ScriptCommands.of(interpreter));
        commands.addAll(SessionCommands.of(interpreter));
        return commands;
    }
}
