package dev.tarn.lower;

import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;

/** Makes Calcite's literals of Tarn's. */
final class RexLiterals {
    private static final long MICROS_A_SECOND = 1_000_000;

    private RexLiterals() {}

    /** Returns a literal of {@code type}, or null for values that stay expressions. */
    static RexNode of(Literal literal, RelDataType type, RexBuilder rex) {
        if (literal.value() == null) {
            return rex.makeNullLiteral(type);
        }
        Type own = literal.type();
        return switch (own.kind()) {
            case BOOLEAN -> rex.makeLiteral((Long) literal.value() != 0, type, true);
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                rex.makeLiteral(BigDecimal.valueOf((Long) literal.value()), type, true);
            case DECIMAL -> rex.makeLiteral(new BigDecimal((BigInteger) literal.value(), own.scale()), type, true);
            case DATE ->
                hasYear(LocalDate.ofEpochDay((Long) literal.value()).getYear())
                        ? rex.makeLiteral(
                                DateString.fromDaysSinceEpoch(((Long) literal.value()).intValue()), type, true)
                        : null;
            case TIMESTAMP -> {
                LocalDateTime moment = moment((Long) literal.value());
                yield hasYear(moment.getYear()) ? rex.makeLiteral(timestamp(moment), type, true) : null;
            }
            case VARCHAR ->
                rex.makeLiteral(
                        new NlsString(
                                new String(((ByteText) literal.value()).bytes(), StandardCharsets.UTF_8),
                                "UTF-8",
                                type.getCollation()),
                        type,
                        true);
            default -> null;
        };
    }

    /** Returns whether Calcite has literals of that year. */
    private static boolean hasYear(int year) {
        return year >= 1 && year <= 9999;
    }

    private static LocalDateTime moment(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_A_SECOND),
                (int) Math.floorMod(micros, MICROS_A_SECOND) * 1_000,
                ZoneOffset.UTC);
    }

    private static TimestampString timestamp(LocalDateTime time) {
        return new TimestampString(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond())
                .withNanos(time.getNano());
    }
}
