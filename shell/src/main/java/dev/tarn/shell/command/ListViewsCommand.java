package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Lists views. */
final class ListViewsCommand implements Command {
    @Override
    public String name() {
        return "dv";
    }

    @Override
    public List<String> aliases() {
        return List.of("views");
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
        return "lists views; * in a pattern stands for anything";
    }

    @Override
    public String example() {
        return "\\dv sales*";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        session.runner().run(Names.relations(session, call.arguments().from(0), "table_type = 'VIEW'"));
    }
}
