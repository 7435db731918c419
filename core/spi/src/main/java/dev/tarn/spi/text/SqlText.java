package dev.tarn.spi.text;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;

/** Values as text, as CAST to VARCHAR writes them: for columns that are read as VARCHAR and stored as something else. */
public final class SqlText {
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
    public static String ofDay(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int year = date.getYear();
        String sign = year < 0 ? "-" : year > 9999 ? "+" : "";
        return sign
                + String.format(
                        Locale.ROOT, "%04d-%02d-%02d", Math.abs(year), date.getMonthValue(), date.getDayOfMonth());
    }

    /** Returns a time of day, given in microseconds since midnight, with {@code digits} fractional digits (0 to 6). */
    public static String ofTime(long micros, int digits) {
        String time = String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%06d",
                micros / 3_600_000_000L,
                micros / 60_000_000 % 60,
                micros / 1_000_000 % 60,
                micros % 1_000_000);
        return time.substring(0, time.length() - (digits == 0 ? 7 : 6 - digits));
    }

    /** Returns a timestamp, given in microseconds since 1970-01-01 00:00, with {@code digits} fractional digits (0 to 6). */
    public static String ofTimestamp(long micros, int digits) {
        long day = Math.floorDiv(micros, 86_400_000_000L);
        return ofDay((int) day) + " " + ofTime(micros - day * 86_400_000_000L, digits);
    }
}
