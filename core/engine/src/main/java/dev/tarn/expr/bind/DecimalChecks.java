package dev.tarn.expr.bind;

import dev.tarn.expr.bind.DenseKernel.RowCheck;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Whether single values fit a DECIMAL or BIGINT that they are cast to. */
public final class DecimalChecks {
    private DecimalChecks() {}

    /** Makes the error of a row that does not fit. */
    @FunctionalInterface
    public interface Failure {
        TarnException of(Column value, int row, Type type);
    }

    public static RowCheck ofDouble(Type type, Layout layout, Failure failure) {
        return (value, none, row) -> {
            double number = value.doubleAt(row);
            if (Double.isNaN(number)
                    || Double.isInfinite(number)
                    || !fits(
                            BigDecimal.valueOf(number)
                                    .setScale(type.scale(), RoundingMode.HALF_UP)
                                    .unscaledValue(),
                            layout,
                            type.precision())) {
                throw failure.of(value, row, type);
            }
        };
    }

    /**
     * Checks a decimal whose scale changes by {@code shift} digits.
     *
     * @param precision the most digits, or 0 if the layout alone bounds
     */
    public static RowCheck ofDecimal(int shift, Layout layout, int precision, Failure failure, Type type) {
        return (value, none, row) -> {
            BigDecimal number = new BigDecimal(DecimalText.unscaled(value, row));
            BigInteger moved = number.scaleByPowerOfTen(shift)
                    .setScale(0, RoundingMode.HALF_UP)
                    .unscaledValue();
            if (!fits(moved, layout, precision)) {
                throw failure.of(value, row, type);
            }
        };
    }

    private static boolean fits(BigInteger unscaled, Layout layout, int precision) {
        return unscaled.bitLength() < layout.width() * 8
                && (precision == 0 || unscaled.abs().compareTo(BigInteger.TEN.pow(precision)) < 0);
    }
}
