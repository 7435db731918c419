package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;

/** Makes a table of a file. */
final class ImportCommand implements Command {
    @Override
    public String name() {
        return "import";
    }

    @Override
    public Group group() {
        return Group.FILE;
    }

    @Override
    public String usage() {
        return "path table";
    }

    @Override
    public String summary() {
        return "makes a table of a file, a folder or a pattern, or adds its rows to a table that is there";
    }

    @Override
    public String details() {
        return "The format, its dialect and the columns are found in the files themselves. New tables need a place for their files: a schema with a location, or --catalog.";
    }

    @Override
    public String example() {
        return "\\import 'examples/lake/stations/*.parquet' stations_copy";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        session.refuseIfSafe("importing");
        String path = Names.string(call.require(0, "a path and a table"));
        String table = call.require(1, "a table");
        boolean exists = exists(session, table);
        String select = "SELECT * FROM " + path;
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
