package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.sql.Types;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type as metadata tells it.
 *
 * @param jdbcType the constant of {@link Types}
 * @param name the type's name; of a nested type all of it
 * @param size the digits or characters of a value; null if there is no limit or none is known
 * @param digits the fractional digits; null where there are none
 * @param radix in which the size counts; null but for numbers
 * @param octets the most bytes of a text; null if there is no limit
 */
record ColumnType(int jdbcType, String name, Integer size, Integer digits, Integer radix, Integer octets) {
    private static final Pattern PLAIN = Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:, ?(\\d+))?\\))?");
    private static final int UTF8_BYTES = 4;

    /** Returns the type of what the information schema says, which for a type that cannot be read is why. */
    static ColumnType of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("array(")) {
            return nested(Types.ARRAY, text);
        } else if (lower.startsWith("map(")) {
            return nested(Types.JAVA_OBJECT, text);
        } else if (lower.startsWith("row(")) {
            return nested(Types.STRUCT, text);
        }
        Matcher plain = PLAIN.matcher(lower);
        Type type = plain.matches() ? type(plain) : null;
        return type == null ? nested(Types.OTHER, text) : of(type);
    }

    private static ColumnType nested(int jdbcType, String name) {
        return new ColumnType(jdbcType, name, null, null, null, null);
    }

    private static Type type(Matcher plain) {
        int first = plain.group(2) == null ? -1 : Integer.parseInt(plain.group(2));
        int second = plain.group(3) == null ? 0 : Integer.parseInt(plain.group(3));
        return switch (plain.group(1)) {
            case "boolean" -> Type.BOOLEAN;
            case "tinyint" -> Type.TINYINT;
            case "smallint" -> Type.SMALLINT;
            case "integer" -> Type.INTEGER;
            case "bigint" -> Type.BIGINT;
            case "real" -> Type.REAL;
            case "double" -> Type.DOUBLE;
            case "decimal" -> Type.decimal(Math.max(1, first), second);
            case "char" -> Type.charType(Math.max(1, first));
            case "varchar" -> first < 0 ? Type.VARCHAR : Type.varchar(first);
            case "varbinary" -> Type.VARBINARY;
            case "date" -> Type.DATE;
            case "timestamp" -> first < 0 ? Type.TIMESTAMP : Type.timestamp(first);
            case "time" -> Type.TIME;
            default -> null;
        };
    }

    static ColumnType of(Type type) {
        int precision = JdbcTypes.precision(type);
        boolean unbounded = precision == 0 || precision == Integer.MAX_VALUE;
        boolean number = JdbcTypes.isSigned(type);
        boolean fraction =
                switch (type.kind()) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, TIMESTAMP, TIME -> true;
                    default -> false;
                };
        return new ColumnType(
                JdbcTypes.jdbcType(type),
                JdbcTypes.typeName(type),
                unbounded ? null : (Integer) precision,
                fraction ? (Integer) JdbcTypes.scale(type) : null,
                number ? (Integer) 10 : null,
                type.isText() && !unbounded
                        ? (Integer) (int) Math.min((long) precision * UTF8_BYTES, Integer.MAX_VALUE)
                        : null);
    }
}
