package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.util.List;

/** Prints text. */
final class EchoCommand implements Command {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public List<String> aliases() {
        return List.of("print", "qecho");
    }

    @Override
    public Group group() {
        return Group.SCRIPT;
    }

    @Override
    public String usage() {
        return "[text]";
    }

    @Override
    public String summary() {
        return "prints text, with the values of variables in it";
    }

    @Override
    public String example() {
        return "\\echo done";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        session.output().print(String.join(" ", call.arguments().words()) + "\n");
    }
}
