package dev.tarn.spi.storage.remote;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values of a storage's settings. A value that is not of its form is INVALID_PROPERTY, and is shown in the message:
 * secrets are read as text.
 */
public final class SettingText {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+)\\s*([a-z]*)");

    private final Map<String, String> values;

    public SettingText(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Returns a text that is not empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    /** Returns true or false. */
    public boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(name, value, "true or false");
                })
                .orElse(otherwise);
    }

    /** Returns a whole number from {@code least} to {@code most}. */
    public int number(String name, int least, int most, int otherwise) {
        return text(name)
                .map(value -> {
                    if (value.matches("\\d{1,9}")) {
                        int number = Integer.parseInt(value);
                        if (number >= least && number <= most) {
                            return number;
                        }
                    }
                    throw wrong(name, value, "a whole number from " + least + " to " + most);
                })
                .orElse(otherwise);
    }

    /** Returns a number of bytes, written as {@code 64MiB}, {@code 10GB} or {@code 1048576}. */
    public long bytes(String name, long otherwise) {
        return text(name)
                .map(value -> quantity(name, value, "a size, as 64MiB or 10GB", unit -> switch (unit) {
                    case "", "b" -> 1L;
                    case "kb" -> 1_000L;
                    case "mb" -> 1_000_000L;
                    case "gb" -> 1_000_000_000L;
                    case "tb" -> 1_000_000_000_000L;
                    case "kib" -> 1L << 10;
                    case "mib" -> 1L << 20;
                    case "gib" -> 1L << 30;
                    case "tib" -> 1L << 40;
                    default -> 0L;
                }))
                .orElse(otherwise);
    }

    /** Returns a time, written as {@code 30s}, {@code 500ms} or {@code 2m}. */
    public Duration duration(String name, Duration otherwise) {
        return text(name)
                .map(value -> Duration.ofMillis(quantity(name, value, "a time, as 30s or 500ms", unit -> switch (unit) {
                    case "ms" -> 1L;
                    case "s" -> 1_000L;
                    case "m" -> 60_000L;
                    default -> 0L;
                })))
                .orElse(otherwise);
    }

    private interface Unit {
        long factor(String unit);
    }

    private static long quantity(String name, String value, String form, Unit unit) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(value.toLowerCase(Locale.ROOT));
        if (matcher.matches() && matcher.group(1).length() <= 12) {
            long factor = unit.factor(matcher.group(2));
            if (factor > 0) {
                return Long.parseLong(matcher.group(1)) * factor;
            }
        }
        throw wrong(name, value, form);
    }

    /** Returns the error for a value that is not of its form. */
    public static TarnException wrong(String name, String value, String form) {
        return new TarnException(
                ErrorCode.INVALID_PROPERTY, name + " is '" + value + "', which is not allowed; it takes " + form);
    }
}
