package dev.tarn.shell.command.file;

import static dev.tarn.shell.command.CommandGroup.FILE;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;

/** Makes a table of a file. */
final class ImportCommand extends Command {
    ImportCommand() {
        super(FILE.command("import")
                .takes("path table", Operand.PATH, Operand.TABLE)
                .does("makes a table of a file, a folder or a pattern, or adds its rows to a table that is there")
                .details("The format, its dialect and the columns are found in the files themselves. New tables need a"
                        + " place for their files: a schema with a location, or --catalog.")
                .example("\\import 'examples/lake/stations/*.parquet' stations_copy"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        run(call.require(0, "a path and a table"), call.require(1, "a table"), session);
    }

    /** Makes a table of files, or adds their rows to one. */
    static void run(String path, String table, ShellSession session) throws SQLException, IOException {
        session.refuseIfSafe("importing");
        boolean exists = exists(session, table);
        String select = "SELECT * FROM " + Names.string(path);
        session.runner()
                .run(exists ? "INSERT INTO " + table + " " + select : "CREATE TABLE " + table + " AS " + select);
    }

    private static boolean exists(ShellSession session, String table) {
        try {
            session.database().query("SHOW COLUMNS IN " + table);
            return true;
        } catch (SQLException e) {
            // Whatever is wrong with the table, making it says it better.
            return false;
        }
    }
}
