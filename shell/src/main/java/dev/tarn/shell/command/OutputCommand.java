package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Sends results to a file. */
final class OutputCommand implements Command {
    @Override
    public String name() {
        return "o";
    }

    @Override
    public List<String> aliases() {
        return List.of("out", "output");
    }

    @Override
    public Group group() {
        return Group.FILE;
    }

    @Override
    public String usage() {
        return "[file]";
    }

    @Override
    public String summary() {
        return "sends results to a file from now on; without one back to where they went";
    }

    @Override
    public String example() {
        return "\\o /tmp/results.txt";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        if (call.arguments().isEmpty()) {
            session.output().toStandard();
        } else {
            session.refuseIfSafe("writing a file");
            session.output().toFile(Path.of(call.require(0, "a file")), false);
        }
    }
}
