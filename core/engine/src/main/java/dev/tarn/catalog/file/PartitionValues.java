package dev.tarn.catalog.file;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Reads the text of a partition value as the column's type, and writes it. */
public final class PartitionValues {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FRACTIONS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private PartitionValues() {}

    /**
     * Returns the value in the representation of {@link dev.tarn.spi.predicate.Domain}, or null for NULL.
     *
     * @param text the value, or null
     * @throws TarnException HIVE_INVALID_PARTITION_VALUE, positioned at {@code folder}, if the text is none of the type
     */
    public static Object parse(String text, Type type, Location folder, String columnName) {
        if (text == null) {
            return null;
        }
        try {
            Object value = parse(text, type);
            if (value != null) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw invalid(text, type, folder, columnName, e);
        }
        throw invalid(text, type, folder, columnName, null);
    }

    /**
     * Returns the one text that all texts of an equal value have in common, or null for NULL.
     *
     * @throws TarnException HIVE_INVALID_PARTITION_VALUE without a place if the text is none of the type
     */
    public static String canonical(String text, Type type, String columnName) {
        if (text == null) {
            return null;
        }
        try {
            Object value = parse(text, type);
            if (value != null) {
                return text(value, type);
            }
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw noValue(text, type, columnName, e);
        }
        throw noValue(text, type, columnName, null);
    }

    private static TarnException noValue(String text, Type type, String columnName, RuntimeException cause) {
        return new TarnException(
                ErrorCode.HIVE_INVALID_PARTITION_VALUE,
                "'" + text + "' is no value of the partition column " + columnName + ", which is " + type.sqlName(),
                cause);
    }

    /** Returns the text of a value in the representation of {@link dev.tarn.spi.predicate.Domain}; null for null. */
    public static String text(Object value, Type type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> (Long) value == 0 ? "false" : "true";
            case REAL -> Float.toString(((Double) value).floatValue());
            case DECIMAL -> new BigDecimal((java.math.BigInteger) value, type.scale()).toPlainString();
            case CHAR -> value.toString().stripTrailing();
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case TIMESTAMP -> timestampText((Long) value);
            default -> value.toString();
        };
    }

    private static String timestampText(long micros) {
        LocalDateTime moment = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
                ZoneOffset.UTC);
        return moment.format(moment.getNano() == 0 ? SECONDS : FRACTIONS);
    }

    private static TarnException invalid(
            String text, Type type, Location folder, String columnName, RuntimeException cause) {
        return new TarnException(
                ErrorCode.HIVE_INVALID_PARTITION_VALUE,
                new InFile(folder.text(), -1, -1, columnName),
                "'" + text + "' is no " + type.sqlName() + "; rename the folder or declare the column as varchar",
                cause);
    }

    private static Object parse(String text, Type type) {
        return switch (type.kind()) {
            case TINYINT -> (long) Byte.parseByte(text);
            case SMALLINT -> (long) Short.parseShort(text);
            case INTEGER -> (long) Integer.parseInt(text);
            case BIGINT -> Long.parseLong(text);
            case BOOLEAN -> bool(text.toLowerCase(Locale.ROOT));
            case REAL -> (double) Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case DECIMAL -> decimal(text, type);
            case CHAR, VARCHAR -> new ByteText(text.getBytes(StandardCharsets.UTF_8));
            case VARBINARY -> new ByteText(text.getBytes(StandardCharsets.UTF_8));
            case DATE -> LocalDate.parse(text).toEpochDay();
            case TIMESTAMP -> timestamp(text);
            default -> null;
        };
    }

    private static Long bool(String text) {
        return text.equals("true") ? Long.valueOf(1) : text.equals("false") ? Long.valueOf(0) : null;
    }

    private static Object decimal(String text, Type type) {
        java.math.BigInteger unscaled =
                new BigDecimal(text).setScale(type.scale()).unscaledValue();
        return new BigDecimal(unscaled).precision() > type.precision() ? null : unscaled;
    }

    private static Long timestamp(String text) {
        LocalDateTime moment = text.length() <= 10
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
        return moment.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND + moment.getNano() / NANOS_PER_MICRO;
    }

    /** Returns the narrowest of BIGINT, DATE and VARCHAR that has all of the values, as tables without DDL get. */
    public static Type infer(Iterable<String> values) {
        boolean integers = true;
        boolean dates = true;
        boolean any = false;
        for (String value : values) {
            if (value != null) {
                any = true;
                integers &= parses(value, Type.BIGINT);
                dates &= parses(value, Type.DATE);
            }
        }
        if (!any) {
            return Type.VARCHAR;
        }
        return integers ? Type.BIGINT : dates ? Type.DATE : Type.VARCHAR;
    }

    private static boolean parses(String text, Type type) {
        try {
            return parse(text, type) != null;
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }
}
