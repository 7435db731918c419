package dev.tarn.expr.compile;

import dev.tarn.expr.compile.DenseKernel.RowCheck;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.kernel.Int128;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.type.Type;
import java.math.BigInteger;

/** Chooses the loops of DECIMAL arithmetic that 64-bit integer loops do not do. */
final class DecimalBinding {
    private DecimalBinding() {}

    static DenseKernel bind(Call call) {
        return null;
    }

    /** Returns the largest unscaled value of a DECIMAL of up to 18 digits. */
    static long limit(Type type) {
        return Int128.powerLow(type.precision()) - 1;
    }

    /** Returns the check that a row's result of ADD, SUBTRACT or MULTIPLY fits the call's type and layout. */
    static RowCheck check(Call call) {
        Type type = call.type();
        return (left, right, row) -> {
            BigInteger a = DecimalText.unscaled(left, row);
            BigInteger result =
                    switch (call.function()) {
                        case ADD -> a.add(DecimalText.unscaled(right, row));
                        case SUBTRACT -> a.subtract(DecimalText.unscaled(right, row));
                        case MULTIPLY -> a.multiply(DecimalText.unscaled(right, row));
                        case NEGATE -> a.negate();
                        default -> a.abs();
                    };
            int bits = call.layout().width() * 8;
            if (result.abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0 || result.bitLength() >= bits) {
                throw overflow(call, left, right, row);
            }
        };
    }

    private static RuntimeException overflow(Call call, Column left, Column right, int row) {
        String operands = right == null
                ? DecimalText.text(left, row)
                : DecimalText.text(left, row)
                        + ArithmeticBinding.symbol(call.function())
                        + DecimalText.text(right, row);
        return Failures.overflow(call.type(), ArithmeticBinding.name(call.function()), operands, call.position());
    }
}
