package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Lists schemas. */
final class ListSchemasCommand implements Command {
    @Override
    public String name() {
        return "dn";
    }

    @Override
    public List<String> aliases() {
        return List.of("schemas", "databases");
    }

    @Override
    public Group group() {
        return Group.LOOK;
    }

    @Override
    public String usage() {
        return "[catalog]";
    }

    @Override
    public String summary() {
        return "lists the schemas of a catalog";
    }

    @Override
    public String example() {
        return "\\dn tpch";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String catalog = call.arguments().from(0);
        session.runner().run(catalog.isEmpty() ? "SHOW SCHEMAS" : "SHOW SCHEMAS IN " + catalog);
    }
}
