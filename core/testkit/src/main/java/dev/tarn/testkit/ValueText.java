package dev.tarn.testkit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows values as expectations in tests write them: {@code NULL}, {@code (empty)} for the empty string, plain decimals,
 * {@code X'6162'} for bytes, {@code 2024-01-31 10:20:30.5} for timestamps, {@code 1-2} for years and months, {@code 2
 * 03:04:05.678} for days and seconds, {@code [1, NULL]} for arrays, {@code {a=1, b=2}} for maps, by the text of their
 * entries, and {@code (1, x)} for rows. Tabs, line ends and backslashes are escaped.
 */
public final class ValueText {
    private ValueText() {}

    public static String of(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        }
        if (value instanceof LocalDateTime timestamp) {
            return timestamp.toLocalDate() + " " + time(timestamp.toLocalTime());
        }
        if (value instanceof LocalTime time) {
            return time(time);
        }
        if (value instanceof Period period) {
            long months = period.toTotalMonths();
            return (months < 0 ? "-" : "") + Math.abs(months) / 12 + "-" + Math.abs(months) % 12;
        }
        if (value instanceof Duration duration) {
            Duration magnitude = duration.abs();
            LocalTime clock = LocalTime.MIDNIGHT.plus(magnitude.minusDays(magnitude.toDays()));
            return (duration.isNegative() ? "-" : "") + magnitude.toDays() + " " + time(clock);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ValueText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof StructValue struct) {
            return struct.values().stream().map(ValueText::of).collect(Collectors.joining(", ", "(", ")"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + "=" + of(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.toString();
    }

    /** Shows a number with 8 significant digits. */
    static String rounded(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(8)).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    private static String time(LocalTime time) {
        String seconds = time.withNano(0).toString();
        String whole = seconds.length() == 5 ? seconds + ":00" : seconds;
        if (time.getNano() == 0) {
            return whole;
        }
        BigDecimal fraction = BigDecimal.valueOf(time.getNano(), 9).stripTrailingZeros();
        return whole + fraction.toPlainString().substring(1);
    }

    private static String text(String text) {
        if (text.isEmpty()) {
            return "(empty)";
        }
        if (text.equals("NULL") || text.equals("(empty)")) {
            return "\\" + text;
        }
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\0", "\\0");
    }
}
