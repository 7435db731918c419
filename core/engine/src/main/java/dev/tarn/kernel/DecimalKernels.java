package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * DECIMAL arithmetic where 64 bits are not enough or a scale changes, over whole columns.
 *
 * <p>A stride of 0 stands for a constant, the layout's width for a column. A {@code precision} of 0 means that results are
 * known to fit. The loops return true if some row, perhaps one that does not count, had no result.
 */
public final class DecimalKernels {
    private DecimalKernels() {}

    private static boolean exceeds(long high, long low, int precision) {
        return precision != 0 && Int128.exceeds(high, low, precision);
    }

    /** Adds 128-bit numbers. */
    public static boolean add(
            long left, long leftStride, long right, long rightStride, int precision, long out, int count) {
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long a = left + i * leftStride;
            long b = right + i * rightStride;
            long aHigh = RawMemory.getLong(a + 8);
            long bHigh = RawMemory.getLong(b + 8);
            long low = RawMemory.getLong(a) + RawMemory.getLong(b);
            long high = aHigh + bHigh + (Long.compareUnsigned(low, RawMemory.getLong(a)) < 0 ? 1 : 0);
            suspicious |= ((aHigh ^ high) & (bHigh ^ high)) < 0 | exceeds(high, low, precision);
            Int128.put(out + ((long) i << 4), high, low);
        }
        return suspicious;
    }

    /** Subtracts 128-bit numbers. */
    public static boolean subtract(
            long left, long leftStride, long right, long rightStride, int precision, long out, int count) {
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long a = left + i * leftStride;
            long b = right + i * rightStride;
            long aHigh = RawMemory.getLong(a + 8);
            long bHigh = RawMemory.getLong(b + 8);
            long low = RawMemory.getLong(a) - RawMemory.getLong(b);
            boolean borrow = Long.compareUnsigned(RawMemory.getLong(a), RawMemory.getLong(b)) < 0;
            long high = aHigh - bHigh - (borrow ? 1 : 0);
            suspicious |= ((aHigh ^ bHigh) & (aHigh ^ high)) < 0 | exceeds(high, low, precision);
            Int128.put(out + ((long) i << 4), high, low);
        }
        return suspicious;
    }

    /** Multiplies 64-bit numbers to 128-bit ones. */
    public static boolean multiplyLongs(
            long left, long leftStride, long right, long rightStride, int precision, long out, int count) {
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long a = RawMemory.getLong(left + i * leftStride);
            long b = RawMemory.getLong(right + i * rightStride);
            long high = Math.multiplyHigh(a, b);
            suspicious |= exceeds(high, a * b, precision);
            Int128.put(out + ((long) i << 4), high, a * b);
        }
        return suspicious;
    }

    /** Multiplies numbers of either width to 128-bit ones. */
    public static boolean multiply(
            Layout leftLayout,
            long left,
            long leftStride,
            Layout rightLayout,
            long right,
            long rightStride,
            int precision,
            long out,
            int count) {
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long a = left + i * leftStride;
            long b = right + i * rightStride;
            suspicious |= multiply(
                    high(leftLayout, a),
                    RawMemory.getLong(a),
                    high(rightLayout, b),
                    RawMemory.getLong(b),
                    precision,
                    out + ((long) i << 4));
        }
        return suspicious;
    }

    private static long high(Layout layout, long address) {
        return layout == Layout.INT128 ? RawMemory.getLong(address + 8) : RawMemory.getLong(address) >> 63;
    }

    /** Writes the product of two numbers; returns true if it has too many digits. */
    private static boolean multiply(long aHigh, long aLow, long bHigh, long bLow, int precision, long out) {
        boolean negative = (aHigh ^ bHigh) < 0;
        long ah = magnitudeHigh(aHigh, aLow);
        long al = aHigh < 0 ? -aLow : aLow;
        long bh = magnitudeHigh(bHigh, bLow);
        long bl = bHigh < 0 ? -bLow : bLow;
        long low = al * bl;
        long carried = Int128.unsignedMultiplyHigh(al, bl);
        long cross = ah * bl + al * bh;
        long high = carried + cross;
        boolean overflow = (ah != 0 && bh != 0)
                || Int128.unsignedMultiplyHigh(ah, bl) != 0
                || Int128.unsignedMultiplyHigh(al, bh) != 0
                || cross < 0
                || carried < 0
                || high < 0;
        putSigned(out, negative, high, low);
        return overflow || exceeds(high, low, precision);
    }

    private static long magnitudeHigh(long high, long low) {
        return high < 0 ? ~high + (low == 0 ? 1 : 0) : high;
    }

    private static void putSigned(long out, boolean negative, long high, long low) {
        if (negative) {
            Int128.put(out, ~high + (low == 0 ? 1 : 0), -low);
        } else {
            Int128.put(out, high, low);
        }
    }

    /** Negates 128-bit numbers; decimals always fit. */
    public static void negate(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long low = RawMemory.getLong(values + ((long) i << 4));
            long high = RawMemory.getLong(values + ((long) i << 4) + 8);
            putSigned(out + ((long) i << 4), true, high, low);
        }
    }

    /** Takes the magnitude of 128-bit numbers. */
    public static void abs(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long low = RawMemory.getLong(values + ((long) i << 4));
            long high = RawMemory.getLong(values + ((long) i << 4) + 8);
            putSigned(out + ((long) i << 4), high < 0, high, low);
        }
    }

    /**
     * Divides: {@code left * 10^shift / right}, rounded half up.
     *
     * @param shift the result's scale, less the dividend's, plus the divisor's
     */
    public static boolean divide(
            Layout leftLayout,
            long left,
            long leftStride,
            Layout rightLayout,
            long right,
            long rightStride,
            int shift,
            Layout outLayout,
            int precision,
            long out,
            int count) {
        Int128Division division = new Int128Division();
        int width = outLayout.width();
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long a = left + i * leftStride;
            long b = right + i * rightStride;
            suspicious |= divide(
                    division,
                    high(leftLayout, a),
                    RawMemory.getLong(a),
                    high(rightLayout, b),
                    RawMemory.getLong(b),
                    shift,
                    outLayout,
                    precision,
                    out + (long) i * width);
        }
        return suspicious;
    }

    private static boolean divide(
            Int128Division division,
            long aHigh,
            long aLow,
            long bHigh,
            long bLow,
            int shift,
            Layout outLayout,
            int precision,
            long out) {
        if ((bHigh | bLow) == 0) {
            return true;
        }
        long ah = magnitudeHigh(aHigh, aLow);
        long al = aHigh < 0 ? -aLow : aLow;
        long bh = magnitudeHigh(bHigh, bLow);
        long bl = bHigh < 0 ? -bLow : bLow;
        long factorHigh = Int128.powerHigh(Math.min(shift, 38));
        long factorLow = Int128.powerLow(Math.min(shift, 38));
        boolean large = shift > 38
                || ah != 0 && factorHigh != 0
                || Int128.unsignedMultiplyHigh(ah, factorLow) != 0
                || Int128.unsignedMultiplyHigh(al, factorHigh) != 0;
        long cross = ah * factorLow + al * factorHigh;
        long carried = Int128.unsignedMultiplyHigh(al, factorLow);
        if (large || cross < 0 || carried < 0 || cross + carried < 0) {
            BigInteger quotient = divideLarge(aHigh, aLow, bHigh, bLow, shift);
            return putChecked(quotient, outLayout, precision, out);
        }
        division.divide(cross + carried, al * factorLow, bh, bl);
        long high = division.quotientHigh();
        long low = division.quotientLow();
        // Up if the remainder is at least what it lacks to the divisor.
        long lackLow = bl - division.remainderLow();
        long lackHigh = bh - division.remainderHigh() - (Long.compareUnsigned(bl, division.remainderLow()) < 0 ? 1 : 0);
        if (Int128Division.lessOrEqual(lackHigh, lackLow, division.remainderHigh(), division.remainderLow())) {
            low++;
            high += low == 0 ? 1 : 0;
        }
        return putResult((aHigh ^ bHigh) < 0, high, low, outLayout, precision, out);
    }

    private static BigInteger divideLarge(long aHigh, long aLow, long bHigh, long bLow, int shift) {
        BigDecimal dividend = new BigDecimal(bigInteger(aHigh, aLow).multiply(BigInteger.TEN.pow(shift)));
        return dividend.divide(new BigDecimal(bigInteger(bHigh, bLow)), 0, RoundingMode.HALF_UP)
                .unscaledValue();
    }

    /** Writes a magnitude with its sign; returns true if it does not fit. */
    private static boolean putResult(boolean negative, long high, long low, Layout layout, int precision, long out) {
        if (layout == Layout.INT128) {
            putSigned(out, negative, high, low);
            return high < 0 || exceeds(high, low, precision);
        }
        RawMemory.putLong(out, negative ? -low : low);
        return high != 0 || low < 0 || exceeds(high, low, precision);
    }

    /** Takes the remainder, with the dividend's sign, of 128-bit numbers; true if some divisor is 0. */
    public static boolean modulus(long left, long leftStride, long right, long rightStride, long out, int count) {
        Int128Division division = new Int128Division();
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long aLow = RawMemory.getLong(left + i * leftStride);
            long aHigh = RawMemory.getLong(left + i * leftStride + 8);
            long bLow = RawMemory.getLong(right + i * rightStride);
            long bHigh = RawMemory.getLong(right + i * rightStride + 8);
            if ((bHigh | bLow) == 0) {
                suspicious = true;
                continue;
            }
            division.divide(
                    magnitudeHigh(aHigh, aLow),
                    aHigh < 0 ? -aLow : aLow,
                    magnitudeHigh(bHigh, bLow),
                    bHigh < 0 ? -bLow : bLow);
            putSigned(out + ((long) i << 4), aHigh < 0, division.remainderHigh(), division.remainderLow());
        }
        return suspicious;
    }

    /** How a value between two that can be represented is rounded. */
    public enum Rounding {
        HALF_UP,
        DOWN,
        FLOOR,
        CEILING
    }

    /**
     * Changes the scale by {@code shift} digits, up or down, and the layout.
     *
     * @param rounding what happens to the digits that are lost
     */
    public static boolean rescale(
            Layout from, long values, int shift, Rounding rounding, Layout target, int precision, long out, int count) {
        Int128Division division = new Int128Division();
        long factorHigh = Int128.powerHigh(Math.min(Math.abs(shift), 38));
        long factorLow = Int128.powerLow(Math.min(Math.abs(shift), 38));
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long at = values + (long) i * from.width();
            long to = out + (long) i * target.width();
            long low = RawMemory.getLong(at);
            long high = high(from, at);
            if (shift >= 0) {
                suspicious |= scaleUp(high, low, factorHigh, factorLow, target, precision, to);
            } else {
                suspicious |= scaleDown(division, high, low, factorHigh, factorLow, rounding, target, precision, to);
            }
        }
        return suspicious;
    }

    private static boolean scaleUp(
            long valueHigh, long valueLow, long factorHigh, long factorLow, Layout target, int precision, long out) {
        long vh = magnitudeHigh(valueHigh, valueLow);
        long vl = valueHigh < 0 ? -valueLow : valueLow;
        long carried = Int128.unsignedMultiplyHigh(vl, factorLow);
        long cross = vh * factorLow + vl * factorHigh;
        boolean overflow = (vh != 0 && factorHigh != 0)
                || Int128.unsignedMultiplyHigh(vh, factorLow) != 0
                || Int128.unsignedMultiplyHigh(vl, factorHigh) != 0
                || cross < 0
                || carried < 0;
        return putResult(valueHigh < 0, cross + carried, vl * factorLow, target, precision, out) | overflow;
    }

    private static boolean scaleDown(
            Int128Division division,
            long valueHigh,
            long valueLow,
            long factorHigh,
            long factorLow,
            Rounding rounding,
            Layout target,
            int precision,
            long out) {
        boolean negative = valueHigh < 0;
        division.divide(magnitudeHigh(valueHigh, valueLow), negative ? -valueLow : valueLow, factorHigh, factorLow);
        boolean hasRest = (division.remainderHigh() | division.remainderLow()) != 0;
        boolean away =
                switch (rounding) {
                    case HALF_UP -> isHalfOrMore(division, factorHigh, factorLow);
                    case DOWN -> false;
                    case FLOOR -> hasRest && negative;
                    case CEILING -> hasRest && !negative;
                };
        long low = division.quotientLow();
        long high = division.quotientHigh();
        if (away) {
            low++;
            high += low == 0 ? 1 : 0;
        }
        return putResult(negative, high, low, target, precision, out);
    }

    private static boolean isHalfOrMore(Int128Division division, long factorHigh, long factorLow) {
        long halfLow = (factorLow >>> 1) | (factorHigh << 63);
        return Int128Division.lessOrEqual(factorHigh >>> 1, halfLow, division.remainderHigh(), division.remainderLow());
    }

    /** Returns a 128-bit number as an object. For rare rows. */
    public static BigInteger bigInteger(long high, long low) {
        return BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
                .add(BigInteger.valueOf(low & 1));
    }

    static double exactDouble(long high, long low, int scale) {
        return new BigDecimal(bigInteger(high, low), scale).doubleValue();
    }

    /** Converts one double by its shortest decimal; returns true if it does not fit. */
    static boolean putExactly(double value, Layout target, int precision, int scale, long out, int i) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return true;
        }
        BigDecimal decimal = BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
        return putChecked(decimal.unscaledValue(), target, precision, out + (long) i * target.width());
    }

    /** Writes an unscaled value; returns true if it does not fit. */
    public static boolean putChecked(BigInteger unscaled, Layout target, int precision, long out) {
        if (unscaled.bitLength() >= target.width() * 8) {
            return true;
        }
        long low = unscaled.longValue();
        long high = unscaled.shiftRight(64).longValue();
        if (target == Layout.LONG) {
            RawMemory.putLong(out, low);
        } else {
            Int128.put(out, high, low);
        }
        return exceeds(high, low, precision);
    }
}
