package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Runs the statement that was begun, or the last one. */
final class GoCommand implements Command {
    @Override
    public String name() {
        return "g";
    }

    @Override
    public List<String> aliases() {
        return List.of("go");
    }

    @Override
    public Group group() {
        return Group.RUN;
    }

    @Override
    public String usage() {
        return "[file]";
    }

    @Override
    public String summary() {
        return "runs the statement that was begun, or the last one again; its result may go to a file";
    }

    @Override
    public String example() {
        return "SELECT 1 AS one \\g";
    }

    @Override
    public boolean takesStatement() {
        return true;
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String sql = call.statement(call.arguments().count(), session);
        Optional<String> file = call.arguments().word(0);
        if (file.isPresent()) {
            session.refuseIfSafe("writing a file");
            session.output().toFile(Path.of(file.get()), true);
        }
        session.runner().run(sql);
    }
}
