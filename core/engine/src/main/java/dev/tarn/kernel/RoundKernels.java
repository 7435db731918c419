package dev.tarn.kernel;

import dev.tarn.kernel.DecimalKernels.Rounding;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Rounding of other numbers than doubles, and to a number of digits, over whole columns. */
public final class RoundKernels {
    private RoundKernels() {}

    /** Copies: whole numbers round to themselves. */
    public static void copy(int width, long values, long out, int count) {
        RawMemory.copy(values, out, (long) count * width);
    }

    /** Rounds floats to whole numbers. */
    public static void roundFloats(Rounding rounding, long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            double value = RawMemory.getFloat(values + ((long) i << 2));
            RawMemory.putFloat(out + ((long) i << 2), (float) round(rounding, value, 0));
        }
    }

    private static double round(Rounding rounding, double value, int digits) {
        return switch (rounding) {
            case HALF_UP -> MathKernels.round(value, digits);
            case DOWN -> MathKernels.truncate(value, digits);
            case FLOOR -> Math.floor(value);
            case CEILING -> Math.ceil(value);
        };
    }

    /** Writes 1 where a float is NaN. */
    public static void isNanFloat(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            boolean isNan = Float.isNaN(RawMemory.getFloat(values + ((long) i << 2)));
            RawMemory.putByte(out + i, (byte) (isNan ? 1 : 0));
        }
    }

    /** Takes the signs of floats. */
    public static void signFloat(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putFloat(out + ((long) i << 2), Math.signum(RawMemory.getFloat(values + ((long) i << 2))));
        }
    }

    /**
     * Rounds integers, floats or doubles to a number of digits. A stride of 0 stands for a constant.
     *
     * @return true if some integer, perhaps one that does not count, did not fit
     */
    public static boolean round(
            Layout layout,
            Rounding rounding,
            long values,
            long stride,
            int digitsWidth,
            long digits,
            long digitsStride,
            long out,
            int count) {
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long at = values + i * stride;
            long digitsAt = digits + i * digitsStride;
            long wanted = digitsWidth == 4 ? RawMemory.getInt(digitsAt) : RawMemory.getLong(digitsAt);
            int places = (int) Math.max(-400, Math.min(400, wanted));
            switch (layout) {
                case INT -> {
                    long rounded = roundInteger(RawMemory.getInt(at), places, rounding);
                    suspicious |= rounded != (int) rounded;
                    RawMemory.putInt(out + ((long) i << 2), (int) rounded);
                }
                case LONG -> {
                    long value = RawMemory.getLong(at);
                    long rounded = roundInteger(value, places, rounding);
                    suspicious |= (value ^ rounded) < 0 && rounded != 0;
                    RawMemory.putLong(out + ((long) i << 3), rounded);
                }
                case FLOAT ->
                    RawMemory.putFloat(out + ((long) i << 2), (float) round(rounding, RawMemory.getFloat(at), places));
                default -> RawMemory.putDouble(out + ((long) i << 3), round(rounding, RawMemory.getDouble(at), places));
            }
        }
        return suspicious;
    }

    private static long roundInteger(long value, int digits, Rounding rounding) {
        if (digits >= 0) {
            return value;
        }
        if (digits < -18) {
            return 0;
        }
        long factor = Int128.powerLow(-digits);
        long rest = value % factor;
        long whole = value - rest;
        if (rounding == Rounding.HALF_UP) {
            whole += rest >= factor / 2 ? factor : rest <= -(factor / 2) ? -factor : 0;
        }
        return whole;
    }

    /** Throws NUMERIC_VALUE_OUT_OF_RANGE if a row's integer, rounded to so many digits, does not fit its type. */
    public static void check(Column values, Column digits, int row, Type type, InStatement position) {
        if (values.layout() != Layout.INT && values.layout() != Layout.LONG) {
            return;
        }
        BigDecimal value = BigDecimal.valueOf(values.longAt(row));
        int places = (int) Math.max(-30, Math.min(30, digits.longAt(row)));
        BigInteger rounded =
                value.setScale(Math.min(0, places), RoundingMode.HALF_UP).toBigInteger();
        int bits = values.layout() == Layout.LONG ? 64 : 32;
        if (rounded.bitLength() >= bits) {
            throw new TarnException(
                    ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    position,
                    type.sqlName() + " rounding overflow: round(" + value + ", " + places + ")");
        }
    }

    /** Rounds unscaled decimals so that their last {@code lost} digits are 0. */
    public static boolean roundDecimals(
            Layout from, long values, int lost, Rounding rounding, Layout target, int precision, long out, int count) {
        boolean suspicious = DecimalKernels.rescale(from, values, -lost, rounding, target, precision, out, count);
        return suspicious | DecimalKernels.rescale(target, out, lost, rounding, target, precision, out, count);
    }

    /** Returns whether one decimal so rounded has too many digits. */
    public static boolean exceeds(Column values, int row, int lost, Rounding rounding, int precision) {
        BigInteger unscaled = values.layout() == Layout.INT128
                ? DecimalKernels.bigInteger(values.highAt(row), values.lowAt(row))
                : BigInteger.valueOf(values.longAt(row));
        RoundingMode mode = rounding == Rounding.HALF_UP ? RoundingMode.HALF_UP : RoundingMode.DOWN;
        BigInteger rounded = new BigDecimal(unscaled).setScale(-lost, mode).toBigInteger();
        return rounded.abs().compareTo(BigInteger.TEN.pow(precision)) >= 0;
    }
}
