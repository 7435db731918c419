package dev.tarn.catalog.projection;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A pattern of {@link DateTimeFormatter} that may leave out the smaller fields, which are then the first. Immutable. */
final class DatePattern {
    private static final String TIME_FIELDS = "HhKkmsSAnNaB";
    private static final String HOUR_FIELDS = "HhKkAN";
    private static final String DAY_FIELDS = "dDeEcFwWY";
    private static final String MONTH_FIELDS = "MLDwWYQq";
    /** Fields in the order of their size, those of one size together. */
    private static final String[] SORTED_FIELDS = {"yu", "ML", "d", "H", "m", "s", "S"};

    private final DateTimeFormatter formatter;
    private final String fields;
    private final boolean sorts;

    /** @throws IllegalArgumentException if it is no pattern */
    DatePattern(String pattern) {
        this.fields = fields(pattern);
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern);
        if (!has(MONTH_FIELDS)) {
            builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
        }
        if (!has(DAY_FIELDS)) {
            builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
        }
        if (!has(HOUR_FIELDS)) {
            builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
        }
        this.formatter = builder.toFormatter(Locale.ENGLISH);
        this.sorts = sorts(fields);
    }

    /** Returns the letters that stand for fields, without what is quoted. */
    private static String fields(String pattern) {
        StringBuilder letters = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            if (!quoted && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    /** Returns whether texts sort as their moments do: fields of fixed width, the largest first, and none left out. */
    private static boolean sorts(String letters) {
        int at = 0;
        for (int size = 0; size < SORTED_FIELDS.length && at < letters.length(); size++) {
            char letter = letters.charAt(at);
            if (SORTED_FIELDS[size].indexOf(letter) < 0) {
                return false;
            }
            int length = 0;
            while (at < letters.length() && letters.charAt(at) == letter) {
                at++;
                length++;
            }
            boolean fixed = size == 0 ? length == 4 : letter == 'S' || length == 2;
            if (!fixed) {
                return false;
            }
        }
        return at == letters.length();
    }

    private boolean has(String some) {
        return fields.chars().anyMatch(letter -> some.indexOf(letter) >= 0);
    }

    /** Returns the unit of the smallest field if it is a day or a month. */
    Optional<ChronoUnit> precision() {
        if (has(TIME_FIELDS)) {
            return Optional.empty();
        }
        return has(DAY_FIELDS)
                ? Optional.of(ChronoUnit.DAYS)
                : has(MONTH_FIELDS) ? Optional.of(ChronoUnit.MONTHS) : Optional.empty();
    }

    boolean sorts() {
        return sorts;
    }

    String format(LocalDateTime moment) {
        return formatter.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** @throws java.time.DateTimeException if the text is not of the pattern */
    LocalDateTime parse(String text) {
        return LocalDateTime.from(formatter.parse(text));
    }
}
