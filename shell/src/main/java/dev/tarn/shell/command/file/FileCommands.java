package dev.tarn.shell.command.file;

import static dev.tarn.shell.command.CommandGroup.FILE;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands that read and write files. */
public final class FileCommands {
    private FileCommands() {}

    /** Returns them in the order of the help. */
    public static List<Command> of(Interpreter interpreter) {
        return List.of(
                IncludeCommand.fromHere(interpreter),
                IncludeCommand.fromScript(interpreter),
                new EditCommand(interpreter),
                output(),
                once(),
                write(),
                new ImportCommand(),
                new ExportCommand(),
                new CopyCommand());
    }

    private static Command output() {
        return Command.of(
                FILE.command("o")
                        .also("out", "output")
                        .takes("[file]", Operand.PATH)
                        .does("sends results to a file from now on; without one back to where they went")
                        .example("\\o /tmp/results.txt"),
                (call, session) -> {
                    if (call.arguments().isEmpty()) {
                        session.output().toStandard();
                    } else {
                        session.output().toFile(target(call, session), false);
                    }
                });
    }

    private static Command once() {
        return Command.of(
                FILE.command("once")
                        .takes("file", Operand.PATH)
                        .does("sends the next result to a file")
                        .example("\\once /tmp/one.txt"),
                (call, session) -> session.output().toFile(target(call, session), true));
    }

    private static Command write() {
        return Command.of(
                FILE.command("w")
                        .also("write")
                        .takes("file", Operand.PATH)
                        .does("writes the statement that was begun, or the last one, to a file")
                        .example("\\w /tmp/query.sql"),
                FileCommands::write);
    }

    private static void write(Call call, ShellSession session) throws IOException {
        Files.writeString(target(call, session), session.currentQuery() + ";\n");
    }

    /** Returns the file that is to be written. */
    private static Path target(Call call, ShellSession session) {
        session.refuseIfSafe("writing a file");
        return Path.of(call.require(0, "a file"));
    }
}
