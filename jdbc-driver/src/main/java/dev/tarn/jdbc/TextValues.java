package dev.tarn.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.UUID;

/** Text that is read as a value of another type. The reader that asks makes the error of text that is none. */
final class TextValues {
    private static final int DATE_LENGTH = 10;

    private TextValues() {}

    static boolean bool(String text, ColumnReader reader) throws SQLException {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw reader.cannotBecome("a boolean, being '" + text + "'");
        };
    }

    static double floating(String text, ColumnReader reader) throws SQLException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw reader.cannotBecome("a number, being '" + text + "'");
        }
    }

    static BigDecimal decimal(String text, ColumnReader reader) throws SQLException {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw reader.cannotBecome("a number, being '" + text + "'");
        }
    }

    static UUID uuid(String text, ColumnReader reader) throws SQLException {
        try {
            return UUID.fromString(text.trim());
        } catch (IllegalArgumentException e) {
            throw reader.cannotBecome("a UUID, being '" + text + "'");
        }
    }

    static LocalDateTime moment(String text, ColumnReader reader) throws SQLException {
        String trimmed = text.trim();
        try {
            if (trimmed.indexOf(':') > 0 && trimmed.indexOf(':') <= 2) {
                return LocalTime.parse(trimmed).atDate(LocalDate.EPOCH);
            }
            return trimmed.length() <= DATE_LENGTH
                    ? LocalDate.parse(trimmed).atStartOfDay()
                    : LocalDateTime.parse(trimmed.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw reader.cannotBecome("a date or time, being '" + text + "'");
        }
    }
}
