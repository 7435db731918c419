package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs the values of a result as statements. */
final class GoExecuteCommand extends Command {
    private final Interpreter interpreter;

    GoExecuteCommand(Interpreter interpreter) {
        super(RUN.command("gexec")
                .does("runs the statement, then each value of its result as a statement")
                .example("SELECT 'SHOW TABLES IN tpch.' || 'tiny' \\gexec"));
        this.interpreter = interpreter;
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        List<String> statements = new ArrayList<>();
        session.runner().read(call.statement(0, session), (rows, execution) -> {
            while (rows != null && rows.next()) {
                for (int column = 0; column < rows.columns().size(); column++) {
                    if (rows.text(column) != null) {
                        statements.add(rows.text(column));
                    }
                }
            }
        });
        for (String sql : statements) {
            if (!interpreter.runScript(sql, "\\gexec")) {
                return;
            }
        }
    }
}
