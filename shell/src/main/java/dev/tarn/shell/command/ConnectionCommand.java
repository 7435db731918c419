package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Tells what the shell is connected to. */
final class ConnectionCommand implements Command {
    @Override
    public String name() {
        return "conninfo";
    }

    @Override
    public Group group() {
        return Group.SHELL;
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "tells what the shell is connected to";
    }

    @Override
    public String example() {
        return "\\conninfo";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException {
        DatabaseMetaData metaData = session.database().connection().getMetaData();
        session.output()
                .message(metaData.getDatabaseProductName() + " at "
                        + session.database().target().url() + ", schema "
                        + session.database().schema());
        session.database().target().properties().forEach((name, value) -> session.output()
                .message("  " + name + " = " + Targets.shown(String.valueOf(name), String.valueOf(value))));
    }
}
