package dev.tarn.format.orc.convert;

import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.spi.error.TarnException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.hadoop.hive.common.type.HiveDecimal;

/** A decimal of 128 bits that is set from others. One thread at a time. */
public final class Wide {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final long[] scratchLongs = new long[HiveDecimal.SCRATCH_LONGS_LEN];
    private final byte[] scratchBytes = new byte[HiveDecimal.SCRATCH_BUFFER_LEN_BIG_INTEGER_BYTES];
    private long high;
    private long low;

    /** Returns the power of ten, which is at most 18. */
    public static long power(int exponent) {
        return POWERS[exponent];
    }

    /** Returns a product that fits 64 bits. */
    public static long multiply(long value, long power) {
        long product = value * power;
        if (Math.multiplyHigh(value, power) != product >> 63) {
            throw tooLarge();
        }
        return product;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /** Returns it in 64 bits. */
    public long asLong() {
        if (high != low >> 63) {
            throw tooLarge();
        }
        return low;
    }

    /** Sets it to a value at {@code scale}; digits beyond it are rounded, halves up. */
    void set(HiveDecimal value, int scale) {
        int length = value.scale() > scale ? 0 : value.bigIntegerBytesScaled(scale, scratchLongs, scratchBytes);
        if (length == 0 || length > 16) {
            BigInteger unscaled = value.bigDecimalValue()
                    .setScale(scale, RoundingMode.HALF_UP)
                    .unscaledValue();
            set(unscaled);
            return;
        }
        long sign = scratchBytes[0] >> 7;
        high = sign;
        low = sign;
        for (int i = 0; i < length; i++) {
            high = high << 8 | low >>> 56;
            low = low << 8 | scratchBytes[i] & 0xFFL;
        }
    }

    /** Sets it to {@code value} times ten to the power of {@code shift}. */
    public void set(long value, int shift) {
        if (shift <= 18) {
            high = Math.multiplyHigh(value, POWERS[shift]);
            low = value * POWERS[shift];
        } else {
            set(BigInteger.valueOf(value).multiply(BigInteger.TEN.pow(shift)));
        }
    }

    /** Sets it to 128 bits times ten to the power of {@code shift}, or where that is negative divided by it, rounded. */
    public void set(long valueHigh, long valueLow, int shift) {
        if (valueHigh == valueLow >> 63 && shift >= 0) {
            set(valueLow, shift);
        } else if (shift == 0) {
            high = valueHigh;
            low = valueLow;
        } else {
            BigInteger value = BigInteger.valueOf(valueHigh)
                    .shiftLeft(64)
                    .or(BigInteger.valueOf(valueLow)
                            .and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)));
            set(new BigDecimal(value, -shift).setScale(0, RoundingMode.HALF_UP).unscaledValue());
        }
    }

    private void set(BigInteger unscaled) {
        if (unscaled.bitLength() > 127) {
            throw tooLarge();
        }
        low = unscaled.longValue();
        high = unscaled.shiftRight(64).longValue();
    }

    public static TarnException tooLarge() {
        return Corrupt.data("a decimal does not fit the digits that the column is said to need");
    }
}
