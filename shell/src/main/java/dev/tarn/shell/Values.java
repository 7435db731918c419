package dev.tarn.shell;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The columns of a result and the text of their values, as every format needs them. */
final class Values {
    private final ResultSet result;
    private final String[] labels;
    private final int[] types;

    /** Reads the labels and types of {@code result}; moves no cursor. */
    Values(ResultSet result) throws SQLException {
        this.result = result;
        ResultSetMetaData metaData = result.getMetaData();
        int count = metaData.getColumnCount();
        labels = new String[count];
        types = new int[count];
        for (int column = 0; column < count; column++) {
            labels[column] = metaData.getColumnLabel(column + 1);
            types[column] = metaData.getColumnType(column + 1);
        }
    }

    int count() {
        return labels.length;
    }

    /** The label of a column, counted from 0. */
    String label(int column) {
        return labels[column];
    }

    /** The text of the current row's value, or null for NULL; binary values in hexadecimal. */
    String text(int column) throws SQLException {
        if (isBinary(column)) {
            byte[] bytes = result.getBytes(column + 1);
            return bytes == null ? null : HexFormat.of().formatHex(bytes);
        }
        return result.getString(column + 1);
    }

    boolean isNested(int column) {
        return types[column] == Types.ARRAY || types[column] == Types.STRUCT || types[column] == Types.JAVA_OBJECT;
    }

    /** The current row's nested value as Lists and Maps of scalars, or null for NULL. */
    Object nested(int column) throws SQLException {
        return types[column] == Types.ARRAY
                ? result.getObject(column + 1, List.class)
                : result.getObject(column + 1, Map.class);
    }

    /** The text of a scalar within a nested value. */
    static String nestedText(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof LocalDateTime moment) {
            return moment.toLocalDate() + " " + moment.toLocalTime();
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    boolean isNumeric(int column) {
        return switch (types[column]) {
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

    boolean isBoolean(int column) {
        return types[column] == Types.BOOLEAN || types[column] == Types.BIT;
    }

    private boolean isBinary(int column) {
        return switch (types[column]) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> true;
            default -> false;
        };
    }
}
