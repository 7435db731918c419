package dev.tarn.format.text.json;

import dev.tarn.format.text.value.TemporalText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;

/** Timestamps that are not written the usual way: in a table's own formats, or as numbers. */
final class JsonTimestamps {
    /** Numbers of at least this size are milliseconds, since as seconds they would be past the year 5138. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.TEN.pow(11);

    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000);

    private final List<DateTimeFormatter> formats;

    JsonTimestamps(List<DateTimeFormatter> formats) {
        this.formats = List.copyOf(formats);
    }

    boolean hasFormats() {
        return !formats.isEmpty();
    }

    /**
     * Returns the microseconds since 1970 that a text means in the first format that fits.
     *
     * @param digits how many digits behind the point to keep; halves are rounded up
     * @return {@link TemporalText#INVALID} if none fits
     */
    long parse(String text, int digits) {
        for (DateTimeFormatter format : formats) {
            LocalDateTime time = local(format, text);
            if (time != null) {
                return rounded(time, digits);
            }
        }
        return TemporalText.INVALID;
    }

    private static LocalDateTime local(DateTimeFormatter format, String text) {
        try {
            return local(format.parse(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDateTime local(TemporalAccessor parsed) {
        if (parsed.query(TemporalQueries.zone()) != null) {
            return LocalDateTime.ofInstant(Instant.from(parsed), ZoneOffset.UTC);
        }
        return parsed.query(TemporalQueries.localTime()) == null
                ? LocalDate.from(parsed).atStartOfDay()
                : LocalDateTime.from(parsed);
    }

    private static long rounded(LocalDateTime time, int digits) {
        BigDecimal seconds =
                BigDecimal.valueOf(time.toEpochSecond(ZoneOffset.UTC)).add(BigDecimal.valueOf(time.getNano(), 9));
        return micros(seconds, digits);
    }

    /**
     * Returns the microseconds since 1970 that a number means: seconds, or milliseconds if it is an integer too large for
     * that.
     *
     * @param digits as for {@link #parse}
     */
    static long moment(BigDecimal value, boolean isInteger, int digits) {
        boolean isMillis = isInteger && value.abs().compareTo(FIRST_MILLIS) >= 0;
        BigDecimal seconds = isMillis ? value.movePointLeft(3) : value;
        return micros(seconds, digits);
    }

    private static long micros(BigDecimal seconds, int digits) {
        if (seconds.abs().compareTo(MAX_SECONDS) > 0) {
            return TemporalText.INVALID;
        }
        BigDecimal rounded = seconds.setScale(digits, RoundingMode.HALF_UP);
        return rounded.movePointRight(6).longValueExact();
    }
}
