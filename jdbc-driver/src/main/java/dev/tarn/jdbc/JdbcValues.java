package dev.tarn.jdbc;

import dev.tarn.Row;
import dev.tarn.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;

/** Values that JDBC's clients give as parameters, as the engine takes them. */
final class JdbcValues {
    private JdbcValues() {}

    /** Returns a value of a class that the engine knows; instants become what clocks in UTC show. */
    static Object engineValue(Object value) throws SQLException {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        } else if (value instanceof Date date) {
            return date.toLocalDate();
        } else if (value instanceof Time time) {
            return Zones.moment(time, null).toLocalTime();
        } else if (value instanceof java.util.Date instant) {
            return Zones.moment(instant, null);
        } else if (value instanceof Calendar calendar) {
            return Zones.moment(calendar.getTime(), calendar);
        } else if (value instanceof OffsetDateTime moment) {
            return moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        } else if (value instanceof ZonedDateTime moment) {
            return moment.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        } else if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        } else if (value instanceof OffsetTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
        } else if (value instanceof Character character) {
            return character.toString();
        } else if (value instanceof Array array) {
            return engineValues(array.getArray());
        } else if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) Math.min(clob.length(), Integer.MAX_VALUE));
        } else if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE));
        } else if (value != null && value.getClass().isArray() && !(value instanceof byte[])) {
            return engineValues(value);
        } else if (value instanceof StructValue struct) {
            return Row.of(struct.fieldNames(), engineValues(struct.getAttributes()));
        } else if (value instanceof Struct struct) {
            return Row.of(List.of(), engineValues(struct.getAttributes()));
        }
        return value;
    }

    /** Returns the elements of an array, which may be one of primitives. */
    private static List<Object> engineValues(Object array) throws SQLException {
        List<Object> all = new ArrayList<>();
        int length = java.lang.reflect.Array.getLength(array);
        for (int i = 0; i < length; i++) {
            all.add(engineValue(java.lang.reflect.Array.get(array, i)));
        }
        return all;
    }

    /**
     * Returns a value as the class that a JDBC type has, if there is a way to it.
     *
     * @throws SQLException 22018 for text that is none of the type
     */
    static Object as(Object value, int sqlType) throws SQLException {
        if (value == null) {
            return null;
        }
        try {
            return switch (sqlType) {
                case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                    value instanceof Boolean bool ? (bool ? 1L : 0L) : (Object) whole(value);
                case Types.DECIMAL, Types.NUMERIC -> decimal(value);
                case Types.REAL, Types.FLOAT, Types.DOUBLE ->
                    value instanceof Number number
                            ? number.doubleValue()
                            : Double.parseDouble(value.toString().trim());
                case Types.BIT, Types.BOOLEAN -> bool(value);
                case Types.CHAR,
                        Types.VARCHAR,
                        Types.LONGVARCHAR,
                        Types.NCHAR,
                        Types.NVARCHAR,
                        Types.LONGNVARCHAR,
                        Types.CLOB -> value instanceof BigDecimal number ? number.toPlainString() : value.toString();
                case Types.DATE -> date(value);
                case Types.TIME, Types.TIME_WITH_TIMEZONE ->
                    value instanceof LocalDateTime moment ? moment.toLocalTime() : time(value);
                case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> moment(value);
                default -> value;
            };
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw JdbcErrors.of(
                    ErrorCode.INVALID_CAST_ARGUMENT,
                    "the value '" + value + "' cannot be taken as the JDBC type " + sqlType,
                    e);
        }
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return value instanceof Boolean bool
                ? BigDecimal.valueOf(bool ? 1 : 0)
                : new BigDecimal(value.toString().trim());
    }

    private static long whole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte
                ? ((Number) value).longValue()
                : decimal(value).longValueExact();
    }

    private static Object bool(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value instanceof String text
                ? List.of("true", "t", "1", "yes", "on").contains(text.trim().toLowerCase(Locale.ROOT))
                : value;
    }

    private static Object date(Object value) {
        if (value instanceof LocalDateTime moment) {
            return moment.toLocalDate();
        }
        return value instanceof String text ? LocalDate.parse(text.trim()) : value;
    }

    private static Object time(Object value) {
        return value instanceof String text ? LocalTime.parse(text.trim()) : value;
    }

    private static Object moment(Object value) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        String trimmed = text.trim().replace(' ', 'T');
        return trimmed.indexOf('T') < 0 ? LocalDate.parse(trimmed).atStartOfDay() : LocalDateTime.parse(trimmed);
    }
}
