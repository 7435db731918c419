package dev.tarn.shell.chart;

import java.util.List;
import java.util.Locale;

/** Charts as SVG, which browsers and editors of text show; they need no fonts or styles from elsewhere. */
public final class SvgChart {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int TICKS = 5;
    private static final int MOST_LABELS = 12;
    private static final String[] COLOURS = {"#3366aa", "#cc7722", "#338855", "#aa3366", "#777777", "#7755bb"};

    private final StringBuilder text = new StringBuilder();
    private final ChartData data;
    private final double least;
    private final double span;

    private SvgChart(ChartData data, ChartKind kind) {
        this.data = data;
        boolean fromZero = kind == ChartKind.BARS;
        this.least = data.least(fromZero);
        double size = data.greatest(fromZero) - least;
        this.span = size == 0 ? 1 : size;
    }

    /** Returns a whole SVG document. */
    public static String draw(ChartData data, ChartKind kind) {
        SvgChart chart = new SvgChart(data, kind);
        chart.text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
                        + "font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        chart.axes();
        for (int i = 0; i < data.series().size(); i++) {
            if (kind == ChartKind.BARS) {
                chart.bars(i);
            } else {
                chart.line(i);
            }
        }
        chart.labels();
        chart.legend();
        return chart.text.append("</svg>\n").toString();
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (value - least) / span * (HEIGHT - TOP - BOTTOM);
    }

    private void append(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void axes() {
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = least + span * tick / TICKS;
            append(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                    LEFT, WIDTH - RIGHT, y(value), y(value));
            append(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 8, y(value) + 4, Numbers.text(value));
        }
    }

    private double step() {
        return (double) (WIDTH - LEFT - RIGHT) / data.labels().size();
    }

    private void bars(int index) {
        double[] values = data.series().get(index).values();
        double width = step() * 0.8 / data.series().size();
        for (int point = 0; point < values.length; point++) {
            if (Double.isFinite(values[point])) {
                double x = LEFT + step() * (point + 0.1) + index * width;
                double top = Math.min(y(0), y(values[point]));
                append(
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s: %s</title></rect>",
                        x,
                        top,
                        Math.max(0.5, width),
                        Math.abs(y(0) - y(values[point])),
                        colour(index),
                        escaped(data.labels().get(point)),
                        Numbers.text(values[point]));
            }
        }
    }

    private void line(int index) {
        double[] values = data.series().get(index).values();
        StringBuilder path = new StringBuilder();
        boolean joins = false;
        for (int point = 0; point < values.length; point++) {
            boolean drawn = Double.isFinite(values[point]);
            if (drawn) {
                double x = LEFT + step() * (point + 0.5);
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", joins ? "L" : "M", x, y(values[point])));
            }
            joins = drawn;
        }
        append(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                path.toString().strip(), colour(index));
    }

    private void labels() {
        List<String> labels = data.labels();
        int every = Math.max(1, (int) Math.ceil((double) labels.size() / MOST_LABELS));
        for (int point = 0; point < labels.size(); point += every) {
            append(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    LEFT + step() * (point + 0.5), HEIGHT - BOTTOM + 20, escaped(shortened(labels.get(point))));
        }
    }

    private void legend() {
        int x = LEFT;
        for (int i = 0; i < data.series().size(); i++) {
            String name = shortened(data.series().get(i).name());
            append("<rect x=\"%d\" y=\"14\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, colour(i));
            append("<text x=\"%d\" y=\"24\">%s</text>", x + 18, escaped(name));
            x += 40 + 7 * name.length();
        }
    }

    private static String colour(int index) {
        return COLOURS[index % COLOURS.length];
    }

    private static String shortened(String label) {
        return label.length() <= 16 ? label : label.substring(0, 15) + "…";
    }

    private static String escaped(String label) {
        return label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
