package dev.tarn.shell.chart;

import java.util.Locale;

/** Numbers beside charts: short. */
final class Numbers {
    private static final double LEAST_UNIT = 10_000;
    private static final double[] UNITS = {1e12, 1e9, 1e6, 1e3};
    private static final String[] NAMES = {"T", "G", "M", "K"};

    private Numbers() {}

    static String text(double value) {
        if (Double.isNaN(value)) {
            return "NULL";
        }
        double size = Math.abs(value);
        for (int i = 0; i < UNITS.length; i++) {
            if (size >= LEAST_UNIT && size >= UNITS[i]) {
                return trimmed(String.format(Locale.ROOT, "%.2f", value / UNITS[i])) + NAMES[i];
            }
        }
        boolean tiny = size > 0 && size < 0.001;
        return trimmed(String.format(Locale.ROOT, tiny ? "%.2e" : size < 1 ? "%.4f" : "%.2f", value));
    }

    private static String trimmed(String number) {
        return number.contains("e") || !number.contains(".") ? number : number.replaceFirst("\\.?0+$", "");
    }
}
