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
    private final Map<String, String> environment;
    private final List<Line> lines = new ArrayList<>();

    /** What one query took in both engines. */
    record Line(int query, Timings tarn, Timings duckDb) {
        double ratio() {
            return tarn.medianMillis() / duckDb.medianMillis();
        }

        double firstRatio() {
            return tarn.firstMillis() / duckDb.firstMillis();
        }
    }

    Report(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
        environment.forEach((name, value) -> out.println(name + ": " + value));
        out.println();
    }

    /** Prints the head of the table. */
    void head() {
        print("query   first run, ms: tarn  duckdb   median, ms: tarn  duckdb  tarn/duckdb");
    }

    /** Prints a query's line. */
    void add(Line line) {
        lines.add(line);
        print(String.format(
                Locale.ROOT,
                "Q%-2d %23.1f %7.1f %18.1f %7.1f %12.2f",
                line.query(),
                line.tarn().firstMillis(),
                line.duckDb().firstMillis(),
                line.tarn().medianMillis(),
                line.duckDb().medianMillis(),
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
                sum(line -> line.tarn().firstMillis()),
                sum(line -> line.duckDb().firstMillis()),
                sum(line -> line.tarn().medianMillis()),
                sum(line -> line.duckDb().medianMillis())));
        print("");
        print(String.format(
                Locale.ROOT,
                "geometric mean of tarn/duckdb: %.2f (first runs %.2f); worst: %.2f (Q%d)",
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
            append(json, "tarn", line.tarn());
            append(json, "duckdb", line.duckDb());
            json.append(", \"ratio\": ").append(number(line.ratio())).append('}');
            json.append(i + 1 < lines.size() ? ",\n" : "\n");
        }
        return json.append("  ]\n}\n").toString();
    }

    private static void append(StringBuilder json, String engine, Timings timings) {
        json.append(", \"").append(engine).append("\": {\"first_ms\": ").append(number(timings.firstMillis()));
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
