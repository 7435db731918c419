package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;

/** Sends the next result to a file. */
final class OnceCommand implements Command {
    @Override
    public String name() {
        return "once";
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
        return "sends the next result to a file";
    }

    @Override
    public String example() {
        return "\\once /tmp/one.txt";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        session.refuseIfSafe("writing a file");
        session.output().toFile(Path.of(call.require(0, "a file")), true);
    }
}
