package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.QueryStatistics;
import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.plan.PlanReader;
import dev.tarn.shell.plan.PlanSummary;
import dev.tarn.shell.plan.PlanTree;
import dev.tarn.shell.progress.ProgressReader;
import dev.tarn.shell.render.DisplayText;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        session.runner().read("EXPLAIN ANALYZE " + sql, (rows, execution) -> {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                rows.text(0).lines().forEach(lines::add);
            }
            draw(lines, ProgressReader.statistics(execution.statement()), session);
        });
    }

    private static void draw(List<String> told, Optional<QueryStatistics> statistics, ShellSession session)
            throws IOException {
        boolean isToTerminal = session.output().isToTerminal();
        Theme theme = isToTerminal ? session.settings().theme() : Theme.NONE;
        PlanReader.Plan plan = PlanReader.read(told);
        int width = session.output().lineWidth();
        StringBuilder text = new StringBuilder();
        for (String line : PlanTree.draw(plan, width, session.settings().isAscii(), theme)) {
            text.append(line).append('\n');
        }
        if (statistics.isPresent()) {
            String summary = PlanSummary.of(plan, statistics.get());
            List<String> lines = width == 0 ? List.of(summary) : DisplayText.wrapped(summary, width);
            text.append(String.join("\n", lines)).append('\n');
        }
        session.output().print(text.toString());
    }
}
