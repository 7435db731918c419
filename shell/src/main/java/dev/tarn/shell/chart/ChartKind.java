package dev.tarn.shell.chart;

import java.util.Locale;
import java.util.Optional;

/** How points are drawn. */
public enum ChartKind {
    /** As the data suggests. */
    AUTO,
    BARS,
    LINE;

    private static final int MOST_BARS = 40;

    /** Returns the kind that a word names. */
    public static Optional<ChartKind> byName(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "bar", "bars" -> Optional.of(BARS);
            case "line", "lines" -> Optional.of(LINE);
            case "auto" -> Optional.of(AUTO);
            default -> Optional.empty();
        };
    }

    /** Returns how these points are drawn: times and many points as lines, unless something else was asked for. */
    public ChartKind of(ChartData data) {
        if (this != AUTO) {
            return this;
        }
        return data.isTime() || data.labels().size() > MOST_BARS ? LINE : BARS;
    }
}
