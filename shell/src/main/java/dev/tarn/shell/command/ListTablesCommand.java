package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Lists tables. */
final class ListTablesCommand implements Command {
    @Override
    public String name() {
        return "dt";
    }

    @Override
    public List<String> aliases() {
        return List.of("tables");
    }

    @Override
    public Group group() {
        return Group.LOOK;
    }

    @Override
    public String usage() {
        return "[schema.][pattern]";
    }

    @Override
    public String summary() {
        return "lists tables; * in a pattern stands for anything";
    }

    @Override
    public String example() {
        return "\\dt tpch.tiny.*";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        session.runner().run(Names.relations(session, call.arguments().from(0), "table_type = 'BASE TABLE'"));
    }
}
