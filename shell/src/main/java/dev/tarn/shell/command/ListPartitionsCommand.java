package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Lists partitions. */
final class ListPartitionsCommand implements Command {
    @Override
    public String name() {
        return "dp";
    }

    @Override
    public List<String> aliases() {
        return List.of("partitions");
    }

    @Override
    public Group group() {
        return Group.LOOK;
    }

    @Override
    public String usage() {
        return "table";
    }

    @Override
    public String summary() {
        return "lists the partitions of a table";
    }

    @Override
    public String example() {
        return "\\dp trips";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        session.runner().run("SHOW PARTITIONS " + call.require(0, "a table"));
    }
}
