package dev.tarn.benchmarks.compare;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints figures and shows them as JSON. */
final class Report {
    private final PrintStream out;
    private final String subject;
    private final String baseline;
    private final Map<String, String> environment;
    private final List<Line> lines = new ArrayList<>();

    /** What one query took on both sides. */
    record Line(int query, Timings subject, Timings baseline) {
        double ratio() {
            return subject.medianMillis() / baseline.medianMillis();
        }

        double firstRatio() {
            return subject.firstMillis() / baseline.firstMillis();
        }
    }

    /**
     * @param subject the name of the side that is measured
     * @param baseline the name of the other
     */
    Report(PrintStream out, Map<String, String> environment, String subject, String baseline) {
        this.out = out;
        this.subject = subject;
        this.baseline = baseline;
        this.environment = environment;
        environment.forEach((name, value) -> out.println(name + ": " + value));
        out.println();
    }

    /** Prints the head of the table. */
    void head() {
        print(String.format(
                Locale.ROOT,
                "query   first run, ms: %s %7s   median, ms: %s %7s %12s",
                subject,
                baseline,
                subject,
                baseline,
                subject + "/" + baseline));
    }

    /** Prints a query's line. */
    void add(Line line) {
        lines.add(line);
        print(String.format(
                Locale.ROOT,
                "Q%-2d %23.1f %7.1f %18.1f %7.1f %12.2f",
                line.query(),
                line.subject().firstMillis(),
                line.baseline().firstMillis(),
                line.subject().medianMillis(),
                line.baseline().medianMillis(),
                line.ratio()));
    }

    /** Prints the geometric means and the worst query. */
    void summary() {
        Line worst = lines.stream()
                .max((a, b) -> Double.compare(a.ratio(), b.ratio()))
                .orElseThrow();
        print(String.format(
                Locale.ROOT,
                "all %22.1f %7.1f %18.1f %7.1f",
                sum(line -> line.subject().firstMillis()),
                sum(line -> line.baseline().firstMillis()),
                sum(line -> line.subject().medianMillis()),
                sum(line -> line.baseline().medianMillis())));
        print("");
        print(String.format(
                Locale.ROOT,
                "geometric mean of %s/%s: %.2f (first runs %.2f); worst: %.2f (Q%d)",
                subject,
                baseline,
                geometricMean(Line::ratio),
                geometricMean(Line::firstRatio),
                worst.ratio(),
                worst.query()));
    }

    void print(String line) {
        out.println(line);
    }

    private double sum(ToDoubleFunction<Line> value) {
        return lines.stream().mapToDouble(value).sum();
    }

    private double geometricMean(ToDoubleFunction<Line> value) {
        return Math.exp(lines.stream()
                .mapToDouble(line -> Math.log(value.applyAsDouble(line)))
                .average()
                .orElseThrow());
    }

    /** Returns all figures as JSON. */
    String toJson() {
        StringBuilder json = new StringBuilder("{\n");
        environment.forEach((name, value) -> json.append("  ")
                .append(quoted(name))
                .append(": ")
                .append(quoted(value))
                .append(",\n"));
        json.append("  \"geometric_mean\": ")
                .append(number(geometricMean(Line::ratio)))
                .append(",\n");
        json.append("  \"queries\": [\n");
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            json.append("    {\"query\": ").append(line.query());
            append(json, subject, line.subject());
            append(json, baseline, line.baseline());
            json.append(", \"ratio\": ").append(number(line.ratio())).append('}');
            json.append(i + 1 < lines.size() ? ",\n" : "\n");
        }
        return json.append("  ]\n}\n").toString();
    }

    private static void append(StringBuilder json, String side, Timings timings) {
        json.append(", \"").append(side).append("\": {\"first_ms\": ").append(number(timings.firstMillis()));
        json.append(", \"median_ms\": ").append(number(timings.medianMillis()));
        json.append(", \"runs_ms\": [");
        json.append(String.join(
                ", ", timings.allMillis().stream().map(Report::number).toList()));
        json.append("]}");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
