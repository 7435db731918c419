package dev.tarn.shell.command.file;

import static dev.tarn.shell.command.CommandGroup.FILE;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.CommandHelp;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.NearNames;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a file. */
final class IncludeCommand extends Command {
    private static final int MOST_DEPTH = 50;

    private final Interpreter interpreter;
    private final boolean isRelative;

    private IncludeCommand(CommandHelp help, Interpreter interpreter, boolean isRelative) {
        super(help);
        this.interpreter = interpreter;
        this.isRelative = isRelative;
    }

    static Command fromHere(Interpreter interpreter) {
        return new IncludeCommand(
                FILE.command("i")
                        .also("read", "include")
                        .takes("file", Operand.PATH)
                        .does("runs the statements and commands of a file")
                        .example("\\i examples/quickstart.sql"),
                interpreter,
                false);
    }

    static Command fromScript(Interpreter interpreter) {
        return new IncludeCommand(
                FILE.command("ir")
                        .also("include_relative")
                        .takes("file", Operand.PATH)
                        .does(
                                "runs a file as \\i does; a relative path begins at the folder of the script that names it")
                        .example("\\ir examples/quickstart.sql"),
                interpreter,
                true);
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        session.refuseIfSafe("running a file");
        Path named = Path.of(call.require(0, "a file"));
        Path file = isRelative ? interpreter.scriptFolder().resolve(named) : named;
        if (!Files.isReadable(file)) {
            throw new ShellException("no such file: " + file + neighbours(file));
        }
        if (interpreter.depth() == MOST_DEPTH) {
            throw new ShellException("files run files " + MOST_DEPTH + " deep; does one run itself?");
        }
        if (!interpreter.runFile(file)) {
            throw new ShellException(file + " did not run to its end");
        }
    }

    private static String neighbours(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(other -> other.getFileName().toString()).toList();
            return NearNames.hint(file.getFileName().toString(), names, "");
        } catch (IOException e) {
            // Only a hint depends on it.
            return "";
        }
    }
}
