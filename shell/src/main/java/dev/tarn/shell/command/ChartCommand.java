package dev.tarn.shell.command;

import dev.tarn.shell.chart.ChartData;
import dev.tarn.shell.chart.ChartKind;
import dev.tarn.shell.chart.SvgChart;
import dev.tarn.shell.chart.TextChart;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Draws a result. */
final class ChartCommand implements Command {
    private static final int WIDTH = 80;

    @Override
    public String name() {
        return "chart";
    }

    @Override
    public Group group() {
        return Group.RUN;
    }

    @Override
    public String usage() {
        return "[bars|line] [file.svg] [query]";
    }

    @Override
    public String summary() {
        return "draws the result: the first column names the points, those of numbers give their heights";
    }

    @Override
    public String details() {
        return "Lines are drawn where the first column is a time or there are many points, else bars. Several columns of numbers are several series.";
    }

    @Override
    public String example() {
        return "\\chart bars SELECT n_regionkey, count(*) AS nations FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1";
    }

    @Override
    public List<String> choices() {
        return List.of("bars", "line");
    }

    @Override
    public boolean takesStatement() {
        return true;
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        ChartKind kind = call.arguments().word(0).flatMap(ChartKind::byName).orElse(ChartKind.AUTO);
        int next = kind == ChartKind.AUTO ? 0 : 1;
        Optional<String> file = call.arguments().word(next).filter(word -> word.endsWith(".svg"));
        String sql = call.statement(next + (file.isPresent() ? 1 : 0), session);
        session.setLastQuery(sql);
        session.runner().read(sql, (rows, execution) -> {
            ChartData data = ChartData.read(rows);
            if (file.isPresent()) {
                session.refuseIfSafe("writing a file");
                Files.writeString(Path.of(file.get()), SvgChart.draw(data, kind.of(data)));
                session.output().message("wrote " + file.get());
            } else {
                int width = session.output().lineWidth();
                Theme theme =
                        session.output().isToTerminal() ? session.settings().theme() : Theme.NONE;
                session.output().print(TextChart.draw(data, kind.of(data), width == 0 ? WIDTH : width, theme));
            }
        });
    }
}
