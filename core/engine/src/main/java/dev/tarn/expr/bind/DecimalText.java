package dev.tarn.expr.bind;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.type.Layout;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimal values as objects, for messages and checks of single rows only. */
public final class DecimalText {
    private DecimalText() {}

    public static BigInteger bigInteger(long high, long low) {
        return BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1)));
    }

    /** Returns the unscaled value of a row of a LONG or INT128 column. */
    public static BigInteger unscaled(Column column, int row) {
        return column.layout() == Layout.INT128
                ? bigInteger(column.highAt(row), column.lowAt(row))
                : BigInteger.valueOf(column.longAt(row));
    }

    /** Returns a decimal row as SQL shows it. */
    public static String text(Column column, int row) {
        return new BigDecimal(unscaled(column, row), column.type().scale()).toPlainString();
    }
}
