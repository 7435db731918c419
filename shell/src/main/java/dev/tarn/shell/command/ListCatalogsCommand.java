package dev.tarn.shell.command;

import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Lists catalogs. */
final class ListCatalogsCommand implements Command {
    @Override
    public String name() {
        return "l";
    }

    @Override
    public List<String> aliases() {
        return List.of("catalogs");
    }

    @Override
    public Group group() {
        return Group.LOOK;
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "lists the catalogs";
    }

    @Override
    public String example() {
        return "\\l";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        List<List<String>> rows =
                session.database().catalogs().stream().map(List::of).toList();
        session.runner().show(new ListRows(List.of("Catalog"), rows));
    }
}
