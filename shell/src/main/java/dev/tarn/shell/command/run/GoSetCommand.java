package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a statement and keeps its one row in variables. */
final class GoSetCommand extends Command {
    GoSetCommand() {
        super(RUN.command("gset")
                .takes("[prefix]")
                .does("runs the statement, whose one row becomes variables called as its columns")
                .details("With a prefix before their names. NULL unsets its variable.")
                .example("SELECT count(*) AS n FROM tpch.tiny.region \\gset"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String prefix = call.arguments().word(0).orElse("");
        String sql = call.statement(call.arguments().count(), session);
        session.setLastQuery(sql);
        session.runner().read(sql, (rows, execution) -> {
            if (rows == null || !rows.next()) {
                throw new ShellException("\\gset needs one row, but there was none");
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int column = 0; column < rows.columns().size(); column++) {
                values.put(prefix + rows.columns().get(column).label(), rows.text(column));
            }
            if (rows.next()) {
                throw new ShellException("\\gset needs one row, but there were more");
            }
            values.forEach((name, value) -> {
                if (value == null) {
                    session.variables().unset(name);
                } else {
                    session.variables().set(name, value);
                }
            });
        });
    }
}
