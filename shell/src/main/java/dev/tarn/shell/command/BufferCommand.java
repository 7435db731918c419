package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.util.List;

/** Shows the statement that was begun. */
final class BufferCommand implements Command {
    @Override
    public String name() {
        return "p";
    }

    @Override
    public List<String> aliases() {
        return List.of("print_buffer");
    }

    @Override
    public Group group() {
        return Group.RUN;
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "shows the statement that was begun, or the last one";
    }

    @Override
    public String example() {
        return "\\p";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        String sql = session.buffer().isBlank() ? session.lastQuery() : session.buffer();
        session.output().print(sql + "\n");
    }
}
