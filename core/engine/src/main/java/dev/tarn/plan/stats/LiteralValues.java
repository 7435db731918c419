package dev.tarn.plan.stats;

import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Converts the values of Calcite's literals to the representation of {@link dev.tarn.spi.predicate.Domain}. */
public final class LiteralValues {
    private static final long MICROS_A_MILLI = 1_000;
    private static final long MICROS_A_DAY = 86_400_000_000L;

    private LiteralValues() {}

    /**
     * Returns {@code value} as a value of {@code type}, or null if the type has no such value, as for 1.5 as an INTEGER.
     *
     * @param value what {@code RexLiteral.getValue4} or a Sarg holds; not null
     */
    public static Object toDomain(Object value, Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> value instanceof Boolean flag ? Long.valueOf(flag ? 1 : 0) : null;
            case TINYINT, SMALLINT, INTEGER, BIGINT -> integral(value, 0, false);
            case DECIMAL -> integral(value, type.scale(), true);
            case REAL, DOUBLE -> value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
            case CHAR, VARCHAR, VARBINARY -> bytes(value, type.kind());
            case DATE, TIMESTAMP, TIME -> time(value, type.kind());
            default -> null;
        };
    }

    private static Object integral(Object value, int scale, boolean decimal) {
        if (!(value instanceof BigDecimal number)) {
            return null;
        }
        try {
            BigInteger unscaled =
                    number.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
            return decimal ? unscaled : (Object) unscaled.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static Object bytes(Object value, TypeKind kind) {
        if (value instanceof ByteString bytes) {
            return new ByteText(bytes.getBytes());
        }
        String text =
                value instanceof NlsString string ? string.getValue() : value instanceof String string ? string : null;
        if (text == null) {
            return null;
        }
        return new ByteText((kind == TypeKind.CHAR ? withoutPadding(text) : text).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the text without the spaces at its end. */
    public static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static Object time(Object value, TypeKind kind) {
        if (value instanceof DateString date) {
            long days = date.getDaysSinceEpoch();
            return kind == TypeKind.DATE ? Long.valueOf(days) : kind == TypeKind.TIMESTAMP ? days * MICROS_A_DAY : null;
        }
        if (value instanceof TimestampString timestamp && kind == TypeKind.TIMESTAMP) {
            return micros(timestamp);
        }
        if (value instanceof TimeString time && kind == TypeKind.TIME) {
            return time.getMillisOfDay() * MICROS_A_MILLI + microsBelowMilli(time.toString());
        }
        return null;
    }

    /** Returns the microseconds since 1970-01-01. */
    static long micros(TimestampString timestamp) {
        String text = timestamp.toString();
        long days = LocalDate.parse(text.substring(0, text.indexOf(' '))).toEpochDay();
        long millisOfDay = Math.floorMod(timestamp.getMillisSinceEpoch(), 86_400_000L);
        return days * MICROS_A_DAY + millisOfDay * MICROS_A_MILLI + microsBelowMilli(text);
    }

    private static long microsBelowMilli(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return 0;
        }
        String fraction = (text.substring(dot + 1) + "000000").substring(0, 6);
        return Long.parseLong(fraction.substring(3));
    }

    /** Returns a number that orders as the values do, for estimates; NaN if there is none. */
    public static double toNumber(Object value, Type type) {
        if (value instanceof BigInteger unscaled) {
            return new BigDecimal(unscaled, type.scale()).doubleValue();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof ByteText text) {
            double number = 0;
            for (int i = 0; i < 6; i++) {
                number = number * 256 + (i < text.bytes().length ? text.bytes()[i] & 0xff : 0);
            }
            return number;
        }
        return Double.NaN;
    }
}
