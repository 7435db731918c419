package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the statement to a file. */
final class WriteCommand implements Command {
    @Override
    public String name() {
        return "w";
    }

    @Override
    public List<String> aliases() {
        return List.of("write");
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
        return "writes the statement that was begun, or the last one, to a file";
    }

    @Override
    public String example() {
        return "\\w /tmp/query.sql";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        session.refuseIfSafe("writing a file");
        String sql = session.buffer().isBlank() ? session.lastQuery() : session.buffer();
        Files.writeString(Path.of(call.require(0, "a file")), sql + ";\n");
    }
}
