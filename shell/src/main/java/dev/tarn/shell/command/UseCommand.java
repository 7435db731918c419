package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.sql.SQLException;

/** Chooses a schema. */
final class UseCommand implements Command {
    @Override
    public String name() {
        return "use";
    }

    @Override
    public Group group() {
        return Group.SHELL;
    }

    @Override
    public String usage() {
        return "schema";
    }

    @Override
    public String summary() {
        return "looks names without a schema up in this one";
    }

    @Override
    public String example() {
        return "\\use tpch.tiny";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException {
        String schema = call.require(0, "a schema");
        session.database().query("SHOW TABLES IN " + schema);
        session.database().connection().setSchema(schema);
    }
}
