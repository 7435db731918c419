package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs the values of a result as statements. */
final class GoExecuteCommand implements Command {
    private final Interpreter interpreter;

    GoExecuteCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "gexec";
    }

    @Override
    public Group group() {
        return Group.RUN;
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "runs the statement, then each value of its result as a statement";
    }

    @Override
    public String example() {
        return "SELECT 'SHOW TABLES IN tpch.' || 'tiny' \\gexec";
    }

    @Override
    public boolean takesStatement() {
        return true;
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
