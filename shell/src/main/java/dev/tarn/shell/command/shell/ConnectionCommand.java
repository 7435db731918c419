package dev.tarn.shell.command.shell;

import static dev.tarn.shell.command.CommandGroup.SHELL;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Targets;
import dev.tarn.shell.session.ShellSession;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Tells what the shell is connected to. */
final class ConnectionCommand extends Command {
    ConnectionCommand() {
        super(SHELL.command("conninfo")
                .does("tells what the shell is connected to")
                .example("\\conninfo"));
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
