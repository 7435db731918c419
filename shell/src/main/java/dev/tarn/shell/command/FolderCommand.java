package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;

/** Tells the working folder. */
final class FolderCommand implements Command {
    @Override
    public String name() {
        return "pwd";
    }

    @Override
    public Group group() {
        return Group.SHELL;
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "tells the folder that relative paths begin at";
    }

    @Override
    public String example() {
        return "\\pwd";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        session.output().print(Path.of("").toAbsolutePath() + "\n");
    }
}
