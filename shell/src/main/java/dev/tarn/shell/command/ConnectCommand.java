package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** Opens another engine. */
final class ConnectCommand implements Command {
    @Override
    public String name() {
        return "c";
    }

    @Override
    public List<String> aliases() {
        return List.of("connect", "open");
    }

    @Override
    public Group group() {
        return Group.SHELL;
    }

    @Override
    public String usage() {
        return "url or folder";
    }

    @Override
    public String summary() {
        return "opens another engine: a JDBC URL, a folder of files or of a catalog";
    }

    @Override
    public String example() {
        return "\\c jdbc:tarn:threads=1";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException {
        session.database().open(Targets.target(call.require(0, "a URL or a folder"), new Properties()));
        Targets.prepare(session, call.arguments().from(0));
    }
}
