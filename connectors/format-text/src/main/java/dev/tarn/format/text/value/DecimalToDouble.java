package dev.tarn.format.text.value;

import java.math.BigInteger;

/**
 * Rounds decimals to the nearest double without arbitrary precision (Lemire, "Number Parsing at a Gigabyte per Second"):
 * the mantissa is multiplied by the leading 64 bits of the power of ten, and where that leaves a doubt there is no answer.
 */
final class DecimalToDouble {
    private static final int SMALLEST_POWER = -342;
    private static final int LARGEST_POWER = 308;
    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENT_BIAS = 1023;
    private static final int LARGEST_EXPONENT = 2047;
    private static final long[] HIGH = new long[LARGEST_POWER - SMALLEST_POWER + 1];

    static {
        for (int power = SMALLEST_POWER; power <= LARGEST_POWER; power++) {
            HIGH[power - SMALLEST_POWER] = leadingBits(power);
        }
    }

    private DecimalToDouble() {}

    /** Returns the first 64 bits of 10^power, cut off. */
    private static long leadingBits(int power) {
        if (power >= 0) {
            BigInteger value = BigInteger.TEN.pow(power);
            int excess = value.bitLength() - Long.SIZE;
            return (excess > 0 ? value.shiftRight(excess) : value.shiftLeft(-excess)).longValue();
        }
        BigInteger divisor = BigInteger.TEN.pow(-power);
        int bits = divisor.bitLength() + Long.SIZE;
        BigInteger quotient = BigInteger.ONE.shiftLeft(bits).divide(divisor);
        return quotient.shiftRight(quotient.bitLength() - Long.SIZE).longValue();
    }

    /**
     * Returns {@code mantissa * 10^exponent}, rounded to the nearest double, ties to even; NaN where it would have to look
     * closer, and for numbers that are subnormal or too large.
     *
     * @param mantissa from 1 to 10^18
     */
    static double convert(long mantissa, int exponent) {
        if (mantissa == 0) {
            return 0;
        }
        if (exponent < SMALLEST_POWER || exponent > LARGEST_POWER) {
            return Double.NaN;
        }
        int leading = Long.numberOfLeadingZeros(mantissa);
        long normalized = mantissa << leading;
        long power = HIGH[exponent - SMALLEST_POWER];
        long upper = multiplyHigh(normalized, power);
        int upperBit = (int) (upper >>> 63);
        int droppedBits = upperBit + 9;
        long bits = upper >>> droppedBits;
        long dropped = upper & (1L << droppedBits) - 1;
        // The product is short by less than one unit of `upper`, which may carry; and zeros behind a half may be a tie.
        if (dropped == (1L << droppedBits) - 1 || dropped == 0 && (bits & 1) == 1) {
            return Double.NaN;
        }
        long binaryExponent = (217_706L * exponent >> 16) + EXPONENT_BIAS + 63 + upperBit - leading;
        bits = (bits + 1) >>> 1;
        if (bits >= 1L << MANTISSA_BITS + 1) {
            bits >>>= 1;
            binaryExponent++;
        }
        if (binaryExponent < 1 || binaryExponent >= LARGEST_EXPONENT) {
            return Double.NaN;
        }
        return Double.longBitsToDouble(bits & (1L << MANTISSA_BITS) - 1 | binaryExponent << MANTISSA_BITS);
    }

    private static long multiplyHigh(long left, long right) {
        return Math.multiplyHigh(left, right) + (left >> 63 & right) + (right >> 63 & left);
    }
}
