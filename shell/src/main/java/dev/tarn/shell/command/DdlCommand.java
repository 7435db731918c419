package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Shows definitions. */
final class DdlCommand implements Command {
    @Override
    public String name() {
        return "ddl";
    }

    @Override
    public List<String> aliases() {
        return List.of("schema", "dump");
    }

    @Override
    public Group group() {
        return Group.LOOK;
    }

    @Override
    public String usage() {
        return "[name]";
    }

    @Override
    public String summary() {
        return "shows the statement that makes a table or view; without a name of all in the schema";
    }

    @Override
    public String details() {
        return "A path shows how the file would be declared as a table.";
    }

    @Override
    public String example() {
        return "\\ddl trips";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        if (!call.arguments().isEmpty()) {
            session.output().print(definition(session, call.arguments().from(0)) + ";\n");
            return;
        }
        String all = Names.relations(session, "", "table_type LIKE '%'");
        for (List<String> row : session.database().query(all)) {
            session.output().print(definition(session, row.get(0)) + ";\n\n");
        }
    }

    private static String definition(ShellSession session, String name) throws SQLException {
        try {
            return lines(session, "SHOW CREATE TABLE " + Names.reference(name));
        } catch (SQLException e) {
            try {
                return lines(session, "SHOW CREATE VIEW " + Names.reference(name));
            } catch (SQLException second) {
                e.addSuppressed(second);
                throw e;
            }
        }
    }

    private static String lines(ShellSession session, String sql) throws SQLException {
        return String.join(
                "\n",
                session.database().query(sql).stream().map(row -> row.get(0)).toList());
    }
}
