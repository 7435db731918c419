package dev.tarn.shell.progress;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people: three digits and a unit. */
public final class Quantities {
    private static final double BINARY = 1024;
    private static final double DECIMAL = 1000;
    private static final long NANOS_A_MILLI = 1_000_000;

    private Quantities() {}

    /** Returns a number of bytes, as {@code 12.3 MiB}. */
    public static String bytes(long bytes) {
        return scaled((double) bytes, BINARY, new String[] {" B", " KiB", " MiB", " GiB", " TiB", " PiB"});
    }

    /** Returns a count, as {@code 12.3M}. */
    public static String count(long count) {
        return count((double) count);
    }

    /** Returns a count that need not be whole, as {@code 12.3M}. */
    public static String count(double count) {
        return scaled(count, DECIMAL, new String[] {"", "K", "M", "G", "T"});
    }

    private static String scaled(double value, double step, String[] units) {
        double rest = value;
        int unit = 0;
        while (rest >= step - 0.5 && unit < units.length - 1) {
            rest /= step;
            unit++;
        }
        String digits = unit == 0 || rest >= 99.95
                ? String.format(Locale.ROOT, "%.0f", rest)
                : String.format(Locale.ROOT, "%.1f", rest);
        return digits + units[unit];
    }

    /** Returns a time, as {@code 0.012 s}, {@code 1.2 s}, {@code 3:07} or {@code 1:02:03}. */
    public static String time(Duration time) {
        double seconds = time.toNanos() / (double) (NANOS_A_MILLI * 1000);
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.3f s", seconds);
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return clock(time);
    }

    /** Returns a time in whole seconds, as {@code 12 s} or {@code 3:07}. */
    public static String clock(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
