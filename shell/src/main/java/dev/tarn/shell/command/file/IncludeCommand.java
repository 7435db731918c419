package dev.tarn.shell.command.file;

import static dev.tarn.shell.command.CommandGroup.FILE;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a file. */
final class IncludeCommand extends Command {
    private static final int MOST_DEPTH = 50;

    private final Interpreter interpreter;
    private int depth;

    IncludeCommand(Interpreter interpreter) {
        super(FILE.command("i")
                .also("read", "include")
                .takes("file", Operand.PATH)
                .does("runs the statements and commands of a file")
                .example("\\i examples/quickstart.sql"));
        this.interpreter = interpreter;
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        session.refuseIfSafe("running a file");
        Path file = Path.of(call.require(0, "a file"));
        if (!Files.isReadable(file)) {
            throw new ShellException("no such file: " + file);
        }
        if (depth == MOST_DEPTH) {
            throw new ShellException("files run files " + MOST_DEPTH + " deep; does one run itself?");
        }
        depth++;
        try {
            if (!interpreter.runScript(Files.readString(file), file.toString())) {
                throw new ShellException(file + " did not run to its end");
            }
        } finally {
            depth--;
        }
    }
}
