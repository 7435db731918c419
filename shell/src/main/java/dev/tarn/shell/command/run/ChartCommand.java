package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.chart.ChartKind;
import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Draws a result. */
final class ChartCommand extends Command {
    ChartCommand() {
        super(RUN.command("chart")
                .takes("[bars|line] [file.svg] [query]", Operand.STATEMENT, Operand.PATH)
                .choices(List.of("bars", "line"))
                .does("draws the result: the first column names the points, those of numbers give their heights")
                .details("Lines are drawn where the first column is a time or there are many points, else bars."
                        + " Several columns of numbers are several series.")
                .example("\\chart bars SELECT n_regionkey, count(*) AS nations FROM tpch.tiny.nation"
                        + " GROUP BY 1 ORDER BY 1"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        ChartKind kind = call.arguments().word(0).flatMap(ChartKind::byName).orElse(ChartKind.AUTO);
        int next = kind == ChartKind.AUTO ? 0 : 1;
        Optional<String> file = call.arguments().word(next).filter(word -> word.endsWith(".svg"));
        String sql = call.statement(next + (file.isPresent() ? 1 : 0), session);
        session.setLastQuery(sql);
        if (file.isPresent()) {
            ChartDrawing.write(sql, kind, Path.of(file.get()), session);
        } else {
            ChartDrawing.print(sql, kind, session);
        }
    }
}
