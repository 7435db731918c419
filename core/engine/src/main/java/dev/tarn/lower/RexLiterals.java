package dev.tarn.lower;

import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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
                rex.makeLiteral(DateString.fromDaysSinceEpoch(((Long) literal.value()).intValue()), type, true);
            case TIMESTAMP -> rex.makeLiteral(timestamp((Long) literal.value()), type, true);
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

    private static TimestampString timestamp(long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_A_SECOND),
                (int) Math.floorMod(micros, MICROS_A_SECOND) * 1_000,
                ZoneOffset.UTC);
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
