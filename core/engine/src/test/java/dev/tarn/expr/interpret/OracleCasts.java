package dev.tarn.expr.interpret;

import static dev.tarn.expr.interpret.OracleFunctions.bytes;
import static dev.tarn.expr.interpret.OracleFunctions.fit;
import static dev.tarn.expr.interpret.OracleFunctions.string;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** CAST on objects, none of which is null. */
final class OracleCasts {
    private OracleCasts() {}

    static Object cast(Object value, Type from, Type to) {
        try {
            return from.isText() ? parse(string(value), from, to) : convert(value, from, to);
        } catch (TarnException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TarnException(ErrorCode.INVALID_CAST_ARGUMENT, "oracle", e);
        }
    }

    private static Object parse(String text, Type from, Type to) {
        return switch (to.kind()) {
            case VARCHAR, CHAR -> bytes(cut(from.kind() == TypeKind.CHAR ? pad(text, from) : text, to));
            case BOOLEAN -> bool(text.toLowerCase(Locale.ROOT));
            case TINYINT, SMALLINT, INTEGER, BIGINT -> ascii(bounded(new BigInteger(text.trim()), to), text);
            case REAL -> (double) Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case DECIMAL ->
                fit(
                        new BigDecimal(text.strip())
                                .setScale(to.scale(), RoundingMode.HALF_UP)
                                .unscaledValue(),
                        to,
                        ErrorCode.INVALID_CAST_ARGUMENT);
            case DATE -> LocalDate.parse(text.strip()).toEpochDay();
            default -> throw new IllegalStateException(to.toString());
        };
    }

    private static Object ascii(Object value, String text) {
        if (!text.chars().allMatch(c -> c < 128)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static String pad(String text, Type type) {
        return text + " ".repeat(type.precision() - text.codePointCount(0, text.length()));
    }

    private static String cut(String text, Type to) {
        int points = text.codePointCount(0, text.length());
        String cut = points <= to.precision() ? text : text.substring(0, text.offsetByCodePoints(0, to.precision()));
        return to.kind() == TypeKind.CHAR ? cut.replaceAll(" +$", "") : cut;
    }

    private static Long bool(String text) {
        return switch (text) {
            case "t", "true", "1" -> 1L;
            case "f", "false", "0" -> 0L;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object bounded(BigInteger value, Type to) {
        int bits =
                switch (to.kind()) {
                    case TINYINT -> 8;
                    case SMALLINT -> 16;
                    case INTEGER -> 32;
                    default -> 64;
                };
        if (value.bitLength() >= bits) {
            throw new ArithmeticException();
        }
        return value.longValue();
    }

    private static Object convert(Object value, Type from, Type to) {
        if (to.isText()) {
            String text = text(value, from);
            if (text.length() > to.precision()) {
                throw new IllegalArgumentException();
            }
            return bytes(text);
        }
        if (from.kind() == TypeKind.DATE || from.kind() == TypeKind.TIMESTAMP) {
            return temporal((Long) value, from, to);
        }
        if (to.kind() == TypeKind.BOOLEAN) {
            return value instanceof Double number
                    ? OracleFunctions.flag(number != 0)
                    : OracleFunctions.flag(number(value, from).signum() != 0);
        }
        if (to.kind() == TypeKind.DOUBLE || to.kind() == TypeKind.REAL) {
            double number = value instanceof Double already
                    ? already
                    : number(value, from).doubleValue();
            return to.kind() == TypeKind.REAL ? (Object) (double) (float) number : (Object) number;
        }
        if (to.isDecimal()) {
            BigDecimal number = number(value, from);
            return fit(
                    number.setScale(to.scale(), RoundingMode.HALF_UP).unscaledValue(),
                    to,
                    ErrorCode.INVALID_CAST_ARGUMENT);
        }
        boolean isNan = value instanceof Double number && Double.isNaN(number);
        boolean isRange = !from.isDecimal() && !isNan && (from.isInteger() || to.kind() != TypeKind.BIGINT);
        try {
            BigDecimal exact = value instanceof Double number ? new BigDecimal(number) : number(value, from);
            return bounded(exact.setScale(0, RoundingMode.HALF_UP).unscaledValue(), to);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TarnException(
                    isRange ? ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE : ErrorCode.INVALID_CAST_ARGUMENT, "oracle", e);
        }
    }

    private static BigDecimal number(Object value, Type from) {
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number);
        }
        return value instanceof BigInteger unscaled
                ? new BigDecimal(unscaled, from.scale())
                : BigDecimal.valueOf((Long) value);
    }

    private static Long temporal(long value, Type from, Type to) {
        LocalDateTime time = OracleFunctions.time(value, from);
        if (to.kind() == TypeKind.TIMESTAMP && to.precision() < 6) {
            long unit = BigInteger.TEN.pow(6 - to.precision()).longValue();
            long micros = OracleFunctions.value(time, to);
            return Math.floorDiv(micros + unit / 2, unit) * unit;
        }
        return OracleFunctions.value(time, to);
    }

    private static String text(Object value, Type from) {
        return switch (from.kind()) {
            case BOOLEAN -> value.equals(1L) ? "true" : "false";
            case DECIMAL -> number(value, from).toPlainString();
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case TIMESTAMP ->
                OracleFunctions.time(value, from)
                        .format(DateTimeFormatter.ofPattern(
                                "uuuu-MM-dd HH:mm:ss"
                                        + (from.precision() == 0 ? "" : "." + "S".repeat(from.precision())),
                                Locale.ROOT));
            default -> String.valueOf(value);
        };
    }
}
