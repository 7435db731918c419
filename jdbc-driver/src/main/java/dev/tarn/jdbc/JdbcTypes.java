package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** How Tarn's types show in JDBC. */
final class JdbcTypes {
    private static final int DATE_WIDTH = 10;
    private static final int TIME_WIDTH = 8;
    private static final int INTERVAL_WIDTH = 26;
    private static final int NULL_WIDTH = 4;
    private static final int FLOATING_WIDTH = 24;

    private JdbcTypes() {}

    /** Returns the constant of {@link Types}. */
    static int jdbcType(Type type) {
        return switch (type.kind()) {
            case UNKNOWN -> Types.NULL;
            case BOOLEAN -> Types.BOOLEAN;
            case TINYINT -> Types.TINYINT;
            case SMALLINT -> Types.SMALLINT;
            case INTEGER -> Types.INTEGER;
            case BIGINT -> Types.BIGINT;
            case REAL -> Types.REAL;
            case DOUBLE -> Types.DOUBLE;
            case DECIMAL -> Types.DECIMAL;
            case CHAR -> Types.CHAR;
            case VARCHAR -> Types.VARCHAR;
            case VARBINARY -> Types.VARBINARY;
            case DATE -> Types.DATE;
            case TIMESTAMP -> Types.TIMESTAMP;
            case TIME -> Types.TIME;
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> Types.OTHER;
            case ARRAY -> Types.ARRAY;
            case MAP -> Types.JAVA_OBJECT;
            case ROW -> Types.STRUCT;
        };
    }

    /** Returns the name of a type, without the lengths that precision and scale tell. */
    static String typeName(Type type) {
        return switch (type.kind()) {
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND, ARRAY, MAP, ROW -> type.sqlName();
            default -> type.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    /**
     * Returns the type of a plain name, as {@code bigint} or {@code varchar(10)}.
     *
     * @throws SQLException 0A000 for another
     */
    static Type scalar(String name) throws SQLException {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\(.*", "").strip();
        return switch (plain) {
            case "boolean" -> Type.BOOLEAN;
            case "tinyint" -> Type.TINYINT;
            case "smallint" -> Type.SMALLINT;
            case "integer", "int" -> Type.INTEGER;
            case "bigint" -> Type.BIGINT;
            case "real", "float" -> Type.REAL;
            case "double" -> Type.DOUBLE;
            case "decimal", "numeric" -> Type.decimal(Type.MAX_DECIMAL_PRECISION, 0);
            case "varchar", "char", "string", "text" -> Type.VARCHAR;
            case "varbinary" -> Type.VARBINARY;
            case "date" -> Type.DATE;
            case "timestamp" -> Type.TIMESTAMP;
            case "time" -> Type.TIME;
            default -> throw JdbcErrors.notSupported("an array of elements of type " + name);
        };
    }

    /** Returns the class of what getObject returns. */
    static Class<?> javaClass(Type type) {
        return switch (type.kind()) {
            case UNKNOWN -> Object.class;
            case BOOLEAN -> Boolean.class;
            case TINYINT -> Byte.class;
            case SMALLINT -> Short.class;
            case INTEGER -> Integer.class;
            case BIGINT -> Long.class;
            case REAL -> Float.class;
            case DOUBLE -> Double.class;
            case DECIMAL -> java.math.BigDecimal.class;
            case CHAR, VARCHAR -> String.class;
            case VARBINARY -> byte[].class;
            case DATE -> java.time.LocalDate.class;
            case TIMESTAMP -> java.time.LocalDateTime.class;
            case TIME -> java.time.LocalTime.class;
            case INTERVAL_YEAR_MONTH -> java.time.Period.class;
            case INTERVAL_DAY_SECOND -> java.time.Duration.class;
            case ARRAY -> java.sql.Array.class;
            case MAP -> java.util.Map.class;
            case ROW -> java.sql.Struct.class;
        };
    }

    /** Kinds of JDBC's types between which CAST is all or nothing. */
    private enum Family {
        NUMBER,
        BOOLEAN,
        TEXT,
        MOMENT,
        BYTES,
        OTHER
    }

    private static Family family(int jdbcType) {
        return switch (jdbcType) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> Family.NUMBER;
            case Types.BIT, Types.BOOLEAN -> Family.BOOLEAN;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                Family.TEXT;
            case Types.DATE, Types.TIMESTAMP -> Family.MOMENT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Family.BYTES;
            default -> Family.OTHER;
        };
    }

    /** Returns whether <code>{fn CONVERT}</code> makes a value of one JDBC type one of another. */
    static boolean converts(int from, int to) {
        Family into = family(to);
        return switch (family(from)) {
            case NUMBER -> into == Family.NUMBER || into == Family.BOOLEAN || into == Family.TEXT;
            case BOOLEAN -> into == Family.BOOLEAN || into == Family.TEXT;
            case TEXT -> into != Family.BYTES && into != Family.OTHER;
            case MOMENT -> into == Family.MOMENT || into == Family.TEXT;
            case BYTES -> into == Family.BYTES;
            case OTHER -> false;
        };
    }

    static boolean isSigned(Type type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    /** Returns the most digits of a number, characters of a text or time, bytes of a VARBINARY; 0 where there is no such number. */
    static int precision(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> 1;
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case REAL -> 7;
            case DOUBLE -> 15;
            case DECIMAL, CHAR, VARCHAR -> type.precision();
            case VARBINARY -> Integer.MAX_VALUE;
            case DATE -> DATE_WIDTH;
            case TIMESTAMP -> DATE_WIDTH + 1 + timeWidth(type);
            case TIME -> timeWidth(type);
            default -> 0;
        };
    }

    private static int timeWidth(Type type) {
        return TIME_WIDTH + (type.precision() == 0 ? 0 : 1 + type.precision());
    }

    static int scale(Type type) {
        return switch (type.kind()) {
            case DECIMAL -> type.scale();
            case TIMESTAMP, TIME -> type.precision();
            default -> 0;
        };
    }

    /** Returns the most characters that getString gives; Integer.MAX_VALUE if there is no limit. */
    static int displayWidth(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> 5;
            case TINYINT, SMALLINT, INTEGER, BIGINT -> precision(type) + 1;
            case REAL, DOUBLE -> FLOATING_WIDTH;
            case DECIMAL -> type.precision() + (type.scale() == type.precision() ? 3 : 2);
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> INTERVAL_WIDTH;
            case UNKNOWN -> NULL_WIDTH;
            case ARRAY, MAP, ROW -> Integer.MAX_VALUE;
            default -> precision(type);
        };
    }
}
