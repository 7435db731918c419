package dev.tarn.shell.render;

import java.sql.Types;

/**
 * A column of a result.
 *
 * @param label what it is called; need not be unique
 * @param jdbcType one of {@link Types}
 * @param typeName the name of its type in SQL
 */
public record Column(String label, int jdbcType, String typeName) {
    public boolean isNumeric() {
        return switch (jdbcType) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> true;
            default -> false;
        };
    }

    public boolean isBoolean() {
        return jdbcType == Types.BOOLEAN || jdbcType == Types.BIT;
    }

    /** Returns whether the values are dates or times. */
    public boolean isTime() {
        return jdbcType == Types.DATE
                || jdbcType == Types.TIME
                || jdbcType == Types.TIMESTAMP
                || jdbcType == Types.TIMESTAMP_WITH_TIMEZONE;
    }

    public boolean isText() {
        return jdbcType == Types.VARCHAR || jdbcType == Types.CHAR || jdbcType == Types.LONGVARCHAR;
    }

    public boolean isBinary() {
        return jdbcType == Types.BINARY || jdbcType == Types.VARBINARY || jdbcType == Types.LONGVARBINARY;
    }

    public boolean isNested() {
        return jdbcType == Types.ARRAY || jdbcType == Types.STRUCT || jdbcType == Types.JAVA_OBJECT;
    }
}
