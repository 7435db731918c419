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

/** The texts of partitions' values: what folders are named by. */
public final class PartitionTexts {
    private PartitionTexts() {}

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

    /** Returns a row's value as text, or null for NULL and for an empty text, which Hive does not tell from it. */
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
