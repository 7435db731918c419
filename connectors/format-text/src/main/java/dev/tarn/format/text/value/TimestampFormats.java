package dev.tarn.format.text.value;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Timestamps that are not written the usual way: in a table's own formats, or as numbers. Immutable. */
public final class TimestampFormats {
    /** What a table without formats of its own has. */
    public static final TimestampFormats NONE = new TimestampFormats(List.of(), false);

    private static final String PROPERTY = "timestamp.formats";
    /** The word for the number of milliseconds since 1970, as Hive has it. */
    private static final String MILLIS = "millis";

    /** Numbers of at least this size are milliseconds, since as seconds they would be past the year 5138. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.TEN.pow(11);

    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000);

    private final List<DateTimeFormatter> formats;
    private final boolean millis;

    private TimestampFormats(List<DateTimeFormatter> formats, boolean millis) {
        this.formats = List.copyOf(formats);
        this.millis = millis;
    }

    /**
     * Returns the formats that a table's properties name, in the order to try them.
     *
     * @throws TarnException INVALID_PROPERTY for what is no pattern
     */
    public static TimestampFormats of(FormatOptions options) {
        String property = options.property(PROPERTY).orElse("");
        if (property.isBlank()) {
            return NONE;
        }
        List<DateTimeFormatter> formats = new ArrayList<>();
        boolean millis = false;
        for (String pattern : property.split(",", -1)) {
            if (pattern.trim().equals(MILLIS)) {
                millis = true;
            } else if (!pattern.isBlank()) {
                formats.add(format(pattern.trim()));
            }
        }
        return new TimestampFormats(formats, millis);
    }

    private static DateTimeFormatter format(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    PROPERTY + " has '" + pattern + "', which is no pattern of a date and time: " + e.getMessage(),
                    e);
        }
    }

    public boolean hasFormats() {
        return millis || !formats.isEmpty();
    }

    /**
     * Returns the microseconds since 1970 that a text means in the first format that fits.
     *
     * @param digits how many digits behind the point to keep; halves are rounded up
     * @return {@link TemporalText#INVALID} if none fits
     */
    public long parse(String text, int digits) {
        for (DateTimeFormatter format : formats) {
            LocalDateTime time = local(format, text);
            if (time != null) {
                return rounded(time, digits);
            }
        }
        return millis && text.matches("-?[0-9]{1,18}")
                ? micros(new BigDecimal(text).movePointLeft(3), digits)
                : TemporalText.INVALID;
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
    public static long moment(BigDecimal value, boolean isInteger, int digits) {
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
