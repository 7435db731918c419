package dev.tarn.spi.text;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Values as text, as CAST to VARCHAR writes them: for columns that are read as VARCHAR and stored as something else. */
public final class SqlText {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    private static final int DATE_LENGTH = "2026-01-01".length();
    private static final int TIME_LENGTH = "00:00:00".length();
    private static final int MOST_DIGITS = 6;

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
        LocalDate date = LocalDate.ofEpochDay(day);
        if (!hasFourDigits(date)) {
            return date.toString();
        }
        byte[] text = new byte[DATE_LENGTH];
        putDate(text, date);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static boolean hasFourDigits(LocalDate date) {
        return date.getYear() >= 0 && date.getYear() <= 9_999;
    }

    private static void putDate(byte[] text, LocalDate date) {
        int year = date.getYear();
        putTwo(text, 0, year / 100);
        putTwo(text, 2, year % 100);
        text[4] = '-';
        putTwo(text, 5, date.getMonthValue());
        text[7] = '-';
        putTwo(text, 8, date.getDayOfMonth());
    }

    private static void putTwo(byte[] text, int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }

    /** Returns a time of day, given in microseconds since midnight, with {@code digits} fractional digits (0 to 6). */
    public static String ofTime(long micros, int digits) {
        byte[] text = new byte[timeLength(digits)];
        putTime(text, 0, micros, digits);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static int timeLength(int digits) {
        return digits == 0 ? TIME_LENGTH : TIME_LENGTH + 1 + digits;
    }

    /** Returns a timestamp, given in microseconds since 1970-01-01 00:00, with {@code digits} fractional digits (0 to 6). */
    public static String ofTimestamp(long micros, int digits) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
        long time = Math.floorMod(micros, DAY);
        if (!hasFourDigits(date)) {
            return date + " " + ofTime(time, digits);
        }
        byte[] text = new byte[DATE_LENGTH + 1 + timeLength(digits)];
        putDate(text, date);
        text[DATE_LENGTH] = ' ';
        putTime(text, DATE_LENGTH + 1, time, digits);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void putTime(byte[] text, int at, long micros, int digits) {
        int seconds = (int) (micros / SECOND);
        putTwo(text, at, seconds / 3_600);
        text[at + 2] = ':';
        putTwo(text, at + 3, seconds / 60 % 60);
        text[at + 5] = ':';
        putTwo(text, at + 6, seconds % 60);
        if (digits > 0) {
            text[at + TIME_LENGTH] = '.';
            int fraction = (int) (micros % SECOND);
            for (int i = MOST_DIGITS; i > 0; i--) {
                if (i <= digits) {
                    text[at + TIME_LENGTH + i] = (byte) ('0' + fraction % 10);
                }
                fraction /= 10;
            }
        }
    }
}
