package dev.tarn.shell.command.look;

import static dev.tarn.shell.command.CommandGroup.LOOK;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Lists catalogs. */
final class CatalogsCommand extends Command {
    CatalogsCommand() {
        super(LOOK.command("l")
                .also("catalogs")
                .does("lists the catalogs")
                .details("\\l+ also counts their schemas, tables and views.")
                .example("\\l"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String catalog : session.database().catalogs()) {
            rows.add(call.isVerbose() ? counted(session, catalog) : List.of(catalog));
        }
        session.runner()
                .show(new ListRows(
                        call.isVerbose() ? List.of("Catalog", "Schemas", "Tables", "Views") : List.of("Catalog"),
                        rows));
    }

    private static List<String> counted(ShellSession session, String catalog) throws SQLException {
        String own = '"' + catalog + "\".information_schema.";
        int schemas =
                session.database().query("SHOW SCHEMAS IN \"" + catalog + '"').size();
        List<String> counts = session.database()
                .query("SELECT count(*) FILTER (WHERE table_type = 'BASE TABLE'),"
                        + " count(*) FILTER (WHERE table_type = 'VIEW') FROM " + own + "tables")
                .get(0);
        return List.of(catalog, String.valueOf(schemas), counts.get(0), counts.get(1));
    }
}
