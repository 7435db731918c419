package dev.tarn.catalog.projection;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.TypeKind;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A column of dates or moments, which a pattern writes. All are in UTC. */
final class DateColumn extends SequenceColumn {
    private static final Pattern NOW =
            Pattern.compile("\\s*NOW\\s*(?:([+-])\\s*(\\d{1,9})\\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?\\s*)?");

    private static final List<ChronoUnit> UNITS = List.of(
            ChronoUnit.YEARS,
            ChronoUnit.MONTHS,
            ChronoUnit.WEEKS,
            ChronoUnit.DAYS,
            ChronoUnit.HOURS,
            ChronoUnit.MINUTES,
            ChronoUnit.SECONDS,
            ChronoUnit.MILLIS);
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int FOUR_DIGIT_YEARS = 9_999;

    private final ProjectionProperties properties;
    private final DatePattern pattern;
    private final LocalDateTime first;
    private final long interval;
    private final ChronoUnit unit;
    private final long count;
    private final boolean ordered;

    /** @throws TarnException INVALID_PROPERTY */
    DateColumn(ColumnSchema column, ProjectionProperties properties, LocalDateTime now) {
        super(column);
        this.properties = properties;
        String format = properties.require(column, "format", "a pattern of Java's DateTimeFormatter, as yyyy/MM/dd");
        try {
            this.pattern = new DatePattern(format);
        } catch (IllegalArgumentException e) {
            throw properties.wrong(column, "format", "a pattern of Java's DateTimeFormatter, as yyyy/MM/dd", e);
        }
        String range = properties.require(column, "range", rangeCure(format));
        int comma = range.indexOf(',');
        if (comma < 0) {
            throw properties.wrong(column, "range", rangeCure(format), null);
        }
        // A comma may be a part of the format: the one in the middle parts the ends.
        long commas = range.chars().filter(c -> c == ',').count();
        for (long i = 0; i < commas / 2; i++) {
            comma = range.indexOf(',', comma + 1);
        }
        this.first = end(range.substring(0, comma), format, now);
        LocalDateTime last = end(range.substring(comma + 1), format, now);
        if (last.isBefore(first)) {
            throw properties.wrong(column, "range", "a first moment that is not after the last", null);
        }
        this.unit = unit();
        this.interval = properties.positive(column, "interval", 1);
        this.count = stepOf(last) + 1;
        boolean fourDigits = first.getYear() >= 0 && last.getYear() <= FOUR_DIGIT_YEARS;
        this.ordered = isMoment() || pattern.sorts() && fourDigits;
        at(0);
    }

    private static String rangeCure(String format) {
        return "two moments in the format " + format + ", or NOW, NOW-3YEARS and the like, separated by a comma";
    }

    private LocalDateTime end(String text, String format, LocalDateTime now) {
        try {
            Matcher relative = NOW.matcher(text);
            LocalDateTime end;
            if (relative.matches()) {
                end = relative.group(1) == null ? now : moved(relative, now);
            } else {
                end = pattern.parse(text.strip());
            }
            return pattern.parse(pattern.format(end));
        } catch (DateTimeException | ArithmeticException e) {
            throw properties.wrong(column(), "range", rangeCure(format), e);
        }
    }

    private static LocalDateTime moved(Matcher relative, LocalDateTime now) {
        long amount = Long.parseLong(relative.group(2));
        return now.plus(relative.group(1).equals("-") ? -amount : amount, ChronoUnit.valueOf(relative.group(3) + "S"));
    }

    private ChronoUnit unit() {
        String cure = "one of YEARS, MONTHS, WEEKS, DAYS, HOURS, MINUTES, SECONDS, MILLIS";
        String text = properties.find(column(), "interval.unit").orElse(null);
        if (text == null) {
            return pattern.precision().orElseThrow(() -> {
                properties.require(column(), "interval", "a whole number greater than 0, as the format's is no day");
                return properties.missing(column(), "interval.unit", cure);
            });
        }
        String upper = text.strip().toUpperCase(Locale.ROOT);
        return UNITS.stream()
                .filter(each -> each.name().equals(upper) || each.name().equals(upper + "S"))
                .findFirst()
                .orElseThrow(() -> properties.wrong(column(), "interval.unit", cure, null));
    }

    private boolean isMoment() {
        return column().type().kind() == TypeKind.DATE || column().type().kind() == TypeKind.TIMESTAMP;
    }

    /** Returns the last step that is not after a moment; -1 if it is before the first. */
    private long stepOf(LocalDateTime moment) {
        if (moment.isBefore(first)) {
            return -1;
        }
        long step = unit.between(first, moment) / interval;
        if (first.plus(step * interval, unit).isAfter(moment)) {
            return step - 1;
        }
        // A month after January 31 is February 29, though no whole month lies between the two.
        return first.plus((step + 1) * interval, unit).isAfter(moment) ? step : step + 1;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    ProjectedValue at(long step) {
        LocalDateTime moment = first.plus(step * interval, unit);
        String text = pattern.format(moment);
        return switch (column().type().kind()) {
            case DATE -> new ProjectedValue(moment.toLocalDate().toEpochDay(), text);
            case TIMESTAMP -> new ProjectedValue(micros(moment), text);
            default -> properties.value(column(), "range", text);
        };
    }

    private static long micros(LocalDateTime moment) {
        return moment.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND + moment.getNano() / NANOS_PER_MICRO;
    }

    @Override
    boolean isOrdered() {
        return ordered;
    }

    @Override
    OptionalLong near(Object value) {
        try {
            long step = stepOf(pattern.parse(value.toString()));
            return step >= count ? OptionalLong.empty() : OptionalLong.of(Math.max(step, 0));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
