package dev.tarn.exec.operator.write;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.text.SqlText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The texts of partitions' values, and the folders they name, as Hive writes them. */
public final class PartitionNames {
    /** What stands for NULL, and for the empty text, which Hive does not tell from it. */
    private static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007F";

    private PartitionNames() {}

    /** Returns the folder of a partition below its table's, as {@code year=2024/month=3}; empty without columns. */
    public static String folder(List<ColumnSchema> columns, List<String> values) {
        StringBuilder folder = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            folder.append(i == 0 ? "" : "/")
                    .append(escape(columns.get(i).name()))
                    .append('=')
                    .append(values.get(i) == null ? NULL_VALUE : escape(values.get(i)));
        }
        return folder.toString();
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /**
     * Checks that values of a type can name folders.
     *
     * @throws TarnException NOT_SUPPORTED
     */
    public static void requireType(ColumnSchema column) {
        switch (column.type().kind()) {
            case BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    REAL,
                    DOUBLE,
                    DECIMAL,
                    CHAR,
                    VARCHAR,
                    DATE,
                    TIMESTAMP -> {}
            default ->
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        "partitions by the column \"" + column.name() + "\" of type "
                                + column.type().sqlName());
        }
    }

    /** Returns a row's value as text, or null for NULL and for an empty text. */
    static String text(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        Type type = column.type();
        return switch (type.kind()) {
            case BOOLEAN -> column.longAt(row) != 0 ? "true" : "false";
            case REAL -> Float.toString((float) column.doubleAt(row));
            case DOUBLE -> Double.toString(column.doubleAt(row));
            case DATE -> SqlText.ofDay((int) column.longAt(row));
            case TIMESTAMP -> SqlText.ofTimestamp(column.longAt(row), type.precision());
            case DECIMAL -> decimal(column, row).toPlainString();
            case CHAR, VARCHAR -> emptyToNull(new String(column.bytesAt(row), StandardCharsets.UTF_8));
            default -> Long.toString(column.longAt(row));
        };
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static BigDecimal decimal(Column column, int row) {
        int scale = column.type().scale();
        if (column.layout() != Layout.INT128) {
            return BigDecimal.valueOf(column.longAt(row), scale);
        }
        BigInteger low = new BigInteger(Long.toUnsignedString(column.lowAt(row)));
        return new BigDecimal(
                BigInteger.valueOf(column.highAt(row)).shiftLeft(64).add(low), scale);
    }
}
