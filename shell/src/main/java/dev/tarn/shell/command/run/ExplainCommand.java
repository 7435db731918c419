package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.plan.PlanReader;
import dev.tarn.shell.plan.PlanTree;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Shows a query's plan with what each step did. */
final class ExplainCommand extends Command {
    ExplainCommand() {
        super(RUN.command("explain")
                .takes("[query]", Operand.STATEMENT)
                .does(
                        "runs the query and shows its plan as a tree, with time, rows and what was not read for each step")
                .details("EXPLAIN ANALYZE shows the same as text, EXPLAIN the plan without running it.")
                .example("\\explain SELECT count(*) FROM tpch.tiny.nation"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String sql = call.statement(0, session);
        List<String> lines = session
                .database()
                .query("EXPLAIN ANALYZE " + session.variables().substitute(sql))
                .stream()
                .map(row -> row.get(0))
                .toList();
        Theme theme = session.output().isToTerminal() ? session.settings().theme() : Theme.NONE;
        for (String line :
                PlanTree.draw(PlanReader.read(lines), session.output().lineWidth(), theme)) {
            session.output().print(line + "\n");
        }
    }
}
