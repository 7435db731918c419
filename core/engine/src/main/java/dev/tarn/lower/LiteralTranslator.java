package dev.tarn.lower;

import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Calcite's literals as Tarn's. */
public final class LiteralTranslator {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int MICRO_DIGITS = 6;

    private LiteralTranslator() {}

    /** Returns the literal of {@code type} that {@code literal} is. */
    public static RangedExpr translate(RexLiteral literal, Type type) {
        Object value = value(literal, type);
        if (value == null) {
            return new RangedExpr(new Literal(null, type, type.defaultLayout()), nullRange(type));
        }
        if (type.isDecimal()) {
            BigInteger unscaled = (BigInteger) value;
            ValueRange range = new ValueRange(unscaled, unscaled);
            return new RangedExpr(new Literal(unscaled, type, range.decimalLayout()), range);
        }
        if (type.isInteger()) {
            return new RangedExpr(
                    new Literal(value, type, type.defaultLayout()), ValueRange.of((Long) value, (Long) value));
        }
        return new RangedExpr(new Literal(value, type, type.defaultLayout()), null);
    }

    private static ValueRange nullRange(Type type) {
        return ValueRange.ofType(type) == null ? null : ValueRange.of(0, 0);
    }

    /** Returns the value in the representation of {@link dev.tarn.spi.predicate.Domain}, or null for NULL. */
    public static Object value(RexLiteral literal, Type type) {
        if (literal.isNull()) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> RexLiteral.booleanValue(literal) ? 1L : 0L;
            case TINYINT, SMALLINT, INTEGER, BIGINT -> number(literal).longValueExact();
            case INTERVAL_YEAR_MONTH -> number(literal).longValueExact();
            case INTERVAL_DAY_SECOND ->
                number(literal).multiply(BigDecimal.valueOf(MICROS_PER_MILLI)).longValue();
            case REAL, DOUBLE -> floating(literal);
            case DECIMAL ->
                number(literal)
                        .setScale(type.scale(), java.math.RoundingMode.HALF_UP)
                        .unscaledValue();
            case CHAR -> text(unpadded(string(literal)));
            case VARCHAR -> text(string(literal));
            case VARBINARY -> new ByteText(literal.getValueAs(ByteString.class).getBytes());
            case DATE -> literal.getValueAs(Integer.class).longValue();
            case TIMESTAMP -> timestampMicros(literal.getValueAs(TimestampString.class));
            case TIME -> timeMicros(literal.getValueAs(TimeString.class));
            case UNKNOWN, ARRAY, MAP, ROW ->
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED, "a literal of type " + type.sqlName() + ": " + literal);
        };
    }

    private static BigDecimal number(RexLiteral literal) {
        Number number = (Number) literal.getValue();
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }

    private static Double floating(RexLiteral literal) {
        return ((Number) literal.getValue()).doubleValue();
    }

    private static String string(RexLiteral literal) {
        NlsString text = literal.getValueAs(NlsString.class);
        return text.getValue();
    }

    private static ByteText text(String text) {
        return new ByteText(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static long timestampMicros(TimestampString timestamp) {
        long seconds = Math.floorDiv(timestamp.getMillisSinceEpoch(), 1_000L);
        return seconds * 1_000_000L + fractionMicros(timestamp.toString());
    }

    private static long timeMicros(TimeString time) {
        long seconds = time.getMillisOfDay() / 1_000L;
        return seconds * 1_000_000L + fractionMicros(time.toString());
    }

    /** Returns the microseconds that the digits behind the point stand for. */
    private static long fractionMicros(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            return 0;
        }
        String digits = (text.substring(point + 1) + "000000").substring(0, MICRO_DIGITS);
        return Long.parseLong(digits);
    }

    /** Returns a NULL of a type. */
    static RangedExpr nullOf(Type type, Layout layout) {
        return new RangedExpr(new Literal(null, type, layout), nullRange(type));
    }
}
