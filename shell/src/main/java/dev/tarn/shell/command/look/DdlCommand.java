package dev.tarn.shell.command.look;

import static dev.tarn.shell.command.CommandGroup.LOOK;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Shows definitions. */
final class DdlCommand extends Command {
    DdlCommand() {
        super(LOOK.command("ddl")
                .also("schema", "dump")
                .takes("[name]", Operand.TABLE, Operand.PATH)
                .does("shows the statement that makes a table or view; without a name of all in the schema")
                .details("A path shows how the file would be declared as a table.")
                .example("\\ddl trips"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        if (!call.arguments().isEmpty()) {
            session.output().print(definition(session, call.arguments().from(0)) + ";\n");
            return;
        }
        for (List<String> row : session.database().query(RelationsCommand.all(session))) {
            session.output().print(definition(session, '"' + row.get(0) + '"') + ";\n\n");
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
