package dev.tarn.spi.text;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Values as text, as CAST to VARCHAR writes them: for columns that are read as VARCHAR and stored as something else. */
public final class SqlText {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    private SqlText() {}

    /** Returns a double with the fewest digits that tell it from others, and an exponent, as in 1.5E0. */
    public static String of(double value) {
        return scientific(Double.toString(value), value);
    }

    /** Returns a float as {@link #of(double)} does a double. */
    public static String of(float value) {
        return scientific(Float.toString(value), value);
    }

    private static String scientific(String shortest, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return shortest;
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0E0" : "0E0";
        }
        BigDecimal exact = new BigDecimal(shortest).stripTrailingZeros();
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        return (value < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + "E" + exponent;
    }

    /** Returns a date, given as days since 1970-01-01, with a sign before years that have not four digits. */
    public static String ofDay(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    /** Returns a time of day, given in microseconds since midnight, with {@code digits} fractional digits (0 to 6). */
    public static String ofTime(long micros, int digits) {
        return time(new StringBuilder(15), micros, digits).toString();
    }

    /** Returns a timestamp, given in microseconds since 1970-01-01 00:00, with {@code digits} fractional digits (0 to 6). */
    public static String ofTimestamp(long micros, int digits) {
        StringBuilder text = new StringBuilder(26).append(ofDay(Math.floorDiv(micros, DAY)));
        return time(text.append(' '), Math.floorMod(micros, DAY), digits).toString();
    }

    private static StringBuilder time(StringBuilder text, long micros, int digits) {
        long seconds = micros / SECOND;
        two(text, seconds / 3_600).append(':');
        two(text, seconds / 60 % 60).append(':');
        two(text, seconds % 60);
        if (digits > 0) {
            String fraction = Long.toString(SECOND + micros % SECOND);
            text.append('.').append(fraction, 1, 1 + digits);
        }
        return text;
    }

    private static StringBuilder two(StringBuilder text, long number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
