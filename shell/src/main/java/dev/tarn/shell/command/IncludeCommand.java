package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a file. */
final class IncludeCommand implements Command {
    private static final int MOST_DEPTH = 50;

    private final Interpreter interpreter;
    private int depth;

    IncludeCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "i";
    }

    @Override
    public List<String> aliases() {
        return List.of("read", "include", "ir");
    }

    @Override
    public Group group() {
        return Group.FILE;
    }

    @Override
    public String usage() {
        return "file";
    }

    @Override
    public String summary() {
        return "runs the statements and commands of a file";
    }

    @Override
    public String example() {
        return "\\i examples/quickstart.sql";
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
