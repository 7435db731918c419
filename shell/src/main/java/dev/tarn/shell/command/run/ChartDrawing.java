package dev.tarn.shell.command.run;

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

/** Runs statements and draws their results. */
final class ChartDrawing {
    private static final int WIDTH = 80;

    private ChartDrawing() {}

    /** Draws in the terminal. */
    static void print(String sql, ChartKind kind, ShellSession session) throws SQLException, IOException {
        session.runner().read(sql, (rows, execution) -> {
            ChartData data = ChartData.read(rows);
            int width = session.output().lineWidth();
            Theme theme = session.output().isToTerminal() ? session.settings().theme() : Theme.NONE;
            session.output().print(TextChart.draw(data, kind.of(data), width == 0 ? WIDTH : width, theme));
        });
    }

    /** Writes a drawing to a file. */
    static void write(String sql, ChartKind kind, Path file, ShellSession session) throws SQLException, IOException {
        session.refuseIfSafe("writing a file");
        session.runner().read(sql, (rows, execution) -> {
            ChartData data = ChartData.read(rows);
            Files.writeString(file, SvgChart.draw(data, kind.of(data)));
            session.output().message("wrote " + file);
        });
    }
}
