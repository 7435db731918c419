package dev.tarn.exec.operator.aggregate;

import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.math.BigInteger;

/** Writes the results of exact sums: the sum itself, or an average of DECIMAL, rounded half up. */
final class SumResults {
    private final AggregateCall call;
    private final long values;
    private final boolean average;
    private final boolean toLong;

    SumResults(AggregateCall call, long values) {
        this.call = call;
        this.values = values;
        this.average = call.function() == AggregateFunction.AVG;
        this.toLong = call.layout() == Layout.LONG;
    }

    /**
     * Writes the result of row {@code k}: of a 192-bit sum of {@code rows > 0} values.
     *
     * @throws TarnException NUMERIC_VALUE_OUT_OF_RANGE if the result's type does not hold it
     */
    void put(int k, long low, long high, long top, long rows) {
        boolean small = high == low >> 63 && top == high;
        if (small && low != Long.MIN_VALUE) {
            putLong(k, average ? divideHalfUp(low, rows) : low);
        } else {
            putLarge(k, low, high, top, rows);
        }
    }

    private void putLong(int k, long value) {
        if (toLong) {
            RawMemory.putLong(values + ((long) k << 3), value);
        } else {
            RawMemory.putLong(values + ((long) k << 4), value);
            RawMemory.putLong(values + ((long) k << 4) + 8, value >> 63);
        }
    }

    private static long divideHalfUp(long sum, long rows) {
        long quotient = sum / rows;
        long rest = Math.abs(sum % rows);
        return rest >= rows - rest ? quotient + (sum < 0 ? -1 : 1) : quotient;
    }

    private void putLarge(int k, long low, long high, long top, long rows) {
        BigInteger sum =
                word(top).shiftLeft(64).add(unsigned(high)).shiftLeft(64).add(unsigned(low));
        BigInteger result = sum;
        if (average) {
            BigInteger divisor = BigInteger.valueOf(rows);
            BigInteger[] parts = sum.divideAndRemainder(divisor);
            boolean up = parts[1].abs().shiftLeft(1).compareTo(divisor) >= 0;
            result = up ? parts[0].add(BigInteger.valueOf(sum.signum())) : parts[0];
        }
        int digits = call.type().isDecimal() ? call.type().precision() : 0;
        boolean fits = digits == 0 || result.abs().compareTo(BigInteger.TEN.pow(digits)) < 0;
        if (!fits || toLong && result.bitLength() > 63) {
            throw new TarnException(
                    ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    (average ? "the average" : "the sum") + " of a group does not fit "
                            + call.type().sqlName() + ": " + (digits == 0 ? "" : "unscaled ") + result);
        }
        if (toLong) {
            RawMemory.putLong(values + ((long) k << 3), result.longValue());
        } else {
            RawMemory.putLong(values + ((long) k << 4), result.longValue());
            RawMemory.putLong(
                    values + ((long) k << 4) + 8, result.shiftRight(64).longValue());
        }
    }

    private static BigInteger word(long value) {
        return BigInteger.valueOf(value);
    }

    private static BigInteger unsigned(long value) {
        BigInteger signed = BigInteger.valueOf(value);
        return value < 0 ? signed.add(BigInteger.ONE.shiftLeft(64)) : signed;
    }
}
