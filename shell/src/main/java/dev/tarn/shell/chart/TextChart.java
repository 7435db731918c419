package dev.tarn.shell.chart;

import dev.tarn.shell.render.DisplayText;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.render.Theme.Role;
import java.util.List;

/** Charts of block and braille characters, for terminals. */
public final class TextChart {
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    private static final Role[] COLOURS = {Role.KEYWORD, Role.STRING, Role.NUMBER, Role.NAME, Role.FUNCTION};
    private static final int LINE_HEIGHT = 16;
    private static final int LEAST_PLOT = 10;

    private TextChart() {}

    /** Draws a chart that is {@code width} columns wide at most. */
    public static String draw(ChartData data, ChartKind kind, int width, Theme theme) {
        String chart = kind == ChartKind.LINE ? line(data, width, theme) : bars(data, width, theme);
        return data.series().size() == 1 ? chart : legend(data, theme) + chart;
    }

    private static String legend(ChartData data, Theme theme) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < data.series().size(); i++) {
            text.append(i == 0 ? "" : "  ").append(theme.paint(colour(i), "■")).append(' ');
            text.append(DisplayText.safe(data.series().get(i).name()));
        }
        return text.append('\n').toString();
    }

    private static Role colour(int series) {
        return COLOURS[series % COLOURS.length];
    }

    private static String bars(ChartData data, int width, Theme theme) {
        int labelWidth = 0;
        for (String label : data.labels()) {
            labelWidth = Math.max(labelWidth, Math.min(width / 3, DisplayText.width(label)));
        }
        int valueWidth = valueWidth(data);
        int plot = Math.max(LEAST_PLOT, width - labelWidth - valueWidth - 5);
        double least = data.least(true);
        double span = Math.max(data.greatest(true) - least, Double.MIN_NORMAL);
        StringBuilder text = new StringBuilder();
        for (int point = 0; point < data.labels().size(); point++) {
            for (int i = 0; i < data.series().size(); i++) {
                double value = data.series().get(i).values()[point];
                String label = i == 0 ? DisplayText.cut(data.labels().get(point), labelWidth) : "";
                text.append(DisplayText.pad(label, labelWidth, false)).append(" │");
                text.append(theme.paint(colour(i), bar(value, least, span, plot)));
                text.append(' ').append(Numbers.text(value)).append('\n');
            }
        }
        return text.toString();
    }

    private static int valueWidth(ChartData data) {
        int width = 0;
        for (ChartData.Series series : data.series()) {
            for (double value : series.values()) {
                width = Math.max(width, Numbers.text(value).length());
            }
        }
        return width;
    }

    /** A bar from zero to the value; where there are values below zero, zero is not at the left end. */
    private static String bar(double value, double least, double span, int plot) {
        if (!Double.isFinite(value)) {
            return "";
        }
        int zero = (int) Math.round(-least / span * plot);
        int eighths = (int) Math.round(Math.abs(value) / span * plot * EIGHTHS.length);
        if (value < 0) {
            int cells = Math.min(zero, Math.max(1, eighths / EIGHTHS.length));
            return " ".repeat(zero - cells) + "█".repeat(cells);
        }
        return " ".repeat(zero) + "█".repeat(eighths / EIGHTHS.length) + EIGHTHS[eighths % EIGHTHS.length];
    }

    private static String line(ChartData data, int width, Theme theme) {
        double least = data.least(false);
        double greatest = data.greatest(false);
        int axis = Math.max(Numbers.text(least).length(), Numbers.text(greatest).length());
        int plot = Math.max(LEAST_PLOT, width - axis - 3);
        BrailleCanvas canvas = new BrailleCanvas(plot, LINE_HEIGHT);
        double span = greatest - least == 0 ? 1 : greatest - least;
        int points = data.labels().size();
        for (int i = 0; i < data.series().size(); i++) {
            double[] values = data.series().get(i).values();
            for (int point = 0; point < points; point++) {
                if (Double.isFinite(values[point])) {
                    int x = position(point, points, canvas.dotWidth());
                    int y = (int) Math.round((values[point] - least) / span * (canvas.dotHeight() - 1));
                    boolean joins = point > 0 && Double.isFinite(values[point - 1]);
                    canvas.lineTo(x, canvas.dotHeight() - 1 - y, joins, i);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < LINE_HEIGHT; row++) {
            double shown = greatest - (greatest - least) * row / (LINE_HEIGHT - 1);
            boolean labelled = row % 5 == 0;
            text.append(DisplayText.pad(labelled ? Numbers.text(shown) : "", axis, true));
            text.append(labelled ? " ┤" : " │");
            canvas.appendRow(row, TextChart::colour, theme, text);
            text.append('\n');
        }
        return text.append(xAxis(data.labels(), axis, plot)).toString();
    }

    private static int position(int point, int points, int width) {
        return points == 1 ? 0 : (int) Math.round((double) point / (points - 1) * (width - 1));
    }

    private static String xAxis(List<String> labels, int axis, int plot) {
        String first = DisplayText.cut(labels.get(0), plot / 2 - 1);
        String last = labels.size() == 1 ? "" : DisplayText.cut(labels.get(labels.size() - 1), plot / 2 - 1);
        int gap = Math.max(1, plot - DisplayText.width(first) - DisplayText.width(last));
        return " ".repeat(axis) + " └" + "─".repeat(plot) + "\n" + " ".repeat(axis + 2) + first + " ".repeat(gap) + last
                + "\n";
    }
}
