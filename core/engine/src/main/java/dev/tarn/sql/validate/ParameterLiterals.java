package dev.tarn.sql.validate;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.function.Functions;
import dev.tarn.sql.function.NestedCast;
import dev.tarn.sql.function.NestedFunctions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Values of parameters as the expressions, already rewritten, that have their types and values. */
final class ParameterLiterals {
    private static final int MILLISECOND_DIGITS = 3;
    private static final int MICROSECOND_DIGITS = 6;
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;

    private ParameterLiterals() {}

    /**
     * Returns the expression of a value.
     *
     * @param position where errors are to point
     */
    static SqlNode of(ParameterValue parameter, SqlParserPos position) {
        return of(parameter.type(), parameter.value(), position);
    }

    private static SqlNode of(Type type, Object value, SqlParserPos position) {
        if (value == null) {
            SqlNode none = SqlLiteral.createNull(position);
            return type.kind() == TypeKind.UNKNOWN ? none : cast(none, type, position);
        }
        return switch (type.kind()) {
            case BOOLEAN -> SqlLiteral.createBoolean((Boolean) value, position);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(type, (Long) value, position);
            case REAL -> cast(floating(((Float) value).toString(), position), Type.REAL, position);
            case DOUBLE -> floating(((Double) value).toString(), position);
            case DECIMAL -> decimal(type, (BigDecimal) value, position);
            case CHAR -> cast(new TextLiteral((String) value, position), type, position);
            case VARCHAR -> new TextLiteral((String) value, position);
            case VARBINARY -> new BytesLiteral(BitString.createFromBytes((byte[]) value), position);
            case DATE -> SqlLiteral.createDate(date((LocalDate) value), position);
            case TIME -> time((LocalTime) value, position);
            case TIMESTAMP -> timestamp(type, (LocalDateTime) value, position);
            case INTERVAL_YEAR_MONTH -> months((Period) value, position);
            case INTERVAL_DAY_SECOND -> seconds((Duration) value, position);
            case ARRAY -> nested(type, array(type.fieldType(0), (List<?>) value, position), position);
            case MAP -> nested(type, map(type, (Map<?, ?>) value, position), position);
            case ROW -> nested(type, row(type, (List<?>) value, position), position);
            case UNKNOWN -> throw new IllegalArgumentException("a value of no type: " + value);
        };
    }

    private static SqlNode integer(Type type, long value, SqlParserPos position) {
        SqlNode literal = SqlLiteral.createExactNumeric(Long.toString(value), position);
        Type own = value == (int) value ? Type.INTEGER : Type.BIGINT;
        return own.equals(type) ? literal : cast(literal, type, position);
    }

    private static SqlNode floating(String text, SqlParserPos position) {
        return switch (text) {
            case "NaN", "Infinity", "-Infinity" -> cast(new TextLiteral(text, position), Type.DOUBLE, position);
            default -> SqlLiteral.createApproxNumeric(text.contains("E") ? text : text + "E0", position);
        };
    }

    private static SqlNode decimal(Type type, BigDecimal value, SqlParserPos position) {
        SqlNode literal = SqlLiteral.createExactNumeric(value.toPlainString(), position);
        return cast(literal, type, position);
    }

    private static DateString date(LocalDate date) {
        requireYear(date);
        return new DateString(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private static void requireYear(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, "a parameter in the year " + date.getYear() + ", outside 0 to 9999");
        }
    }

    private static SqlNode time(LocalTime time, SqlParserPos position) {
        int digits = digits(time.getNano());
        TimeString text = new TimeString(time.getHour(), time.getMinute(), time.getSecond())
                .withNanos(time.getNano() / NANOS_A_MICRO * NANOS_A_MICRO);
        return SqlLiteral.createTime(text, digits, position);
    }

    private static SqlNode timestamp(Type type, LocalDateTime time, SqlParserPos position) {
        requireYear(time.toLocalDate());
        TimestampString text = new TimestampString(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond())
                .withNanos(time.getNano() / NANOS_A_MICRO * NANOS_A_MICRO);
        return SqlLiteral.createTimestamp(SqlTypeName.TIMESTAMP, text, type.precision(), position);
    }

    /** Returns how many digits of a second a value has: three, or six if it needs them. */
    private static int digits(int nanos) {
        return nanos % NANOS_A_MILLI < NANOS_A_MICRO ? MILLISECOND_DIGITS : MICROSECOND_DIGITS;
    }

    private static SqlNode months(Period period, SqlParserPos position) {
        long months = period.toTotalMonths();
        SqlIntervalQualifier unit = new SqlIntervalQualifier(TimeUnit.MONTH, 10, null, 0, position);
        return SqlLiteral.createInterval(months < 0 ? -1 : 1, Long.toString(Math.abs(months)), unit, position);
    }

    private static SqlNode seconds(Duration duration, SqlParserPos position) {
        BigDecimal millis = BigDecimal.valueOf(duration.abs().toMillis(), MILLISECOND_DIGITS);
        SqlIntervalQualifier unit = new SqlIntervalQualifier(TimeUnit.SECOND, 10, null, MILLISECOND_DIGITS, position);
        return SqlLiteral.createInterval(duration.isNegative() ? -1 : 1, millis.toPlainString(), unit, position);
    }

    private static SqlNode array(Type element, Collection<?> values, SqlParserPos position) {
        List<SqlNode> elements = new ArrayList<>();
        values.forEach(value -> elements.add(of(element, value, position)));
        return NestedFunctions.ARRAY.createCall(position, elements);
    }

    private static SqlNode map(Type type, Map<?, ?> values, SqlParserPos position) {
        SqlNode keys = array(type.fieldType(0), values.keySet(), position);
        SqlNode mapped = array(type.fieldType(1), values.values(), position);
        return Functions.get("map").createCall(position, keys, mapped);
    }

    private static SqlNode row(Type type, List<?> values, SqlParserPos position) {
        List<SqlNode> fields = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            fields.add(of(type.fieldType(i), values.get(i), position));
        }
        return NestedFunctions.ROW.createCall(position, fields);
    }

    private static SqlNode nested(Type type, SqlNode value, SqlParserPos position) {
        return new NestedCast(type, false, Casts::exists).createCall(position, List.of(value));
    }

    private static SqlNode cast(SqlNode value, Type type, SqlParserPos position) {
        if (type.isNested()) {
            return nested(type, value, position);
        }
        SqlBasicTypeNameSpec name =
                switch (type.kind()) {
                    case DECIMAL ->
                        new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, type.precision(), type.scale(), position);
                    case CHAR -> new SqlBasicTypeNameSpec(SqlTypeName.CHAR, type.precision(), position);
                    case VARCHAR ->
                        type.precision() == Type.UNBOUNDED_LENGTH
                                ? new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, position)
                                : new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, type.precision(), position);
                    case TIMESTAMP -> new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, type.precision(), position);
                    case TIME -> new SqlBasicTypeNameSpec(SqlTypeName.TIME, type.precision(), position);
                    case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND ->
                        throw new TarnException(
                                ErrorCode.NOT_SUPPORTED,
                                "a parameter that is NULL of the type "
                                        + type.sqlName().toLowerCase(Locale.ROOT));
                    default ->
                        new SqlBasicTypeNameSpec(SqlTypeName.valueOf(type.kind().name()), position);
                };
        return SqlStdOperatorTable.CAST.createCall(position, value, new SqlDataTypeSpec(name, position));
    }
}
