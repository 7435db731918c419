package dev.tarn.format.text.json;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The parts of the number that was parsed last; up to eight digits at a time. One thread at a time. */
final class JsonNumber {
    /** The most digits that {@link #digits} surely holds. */
    static final int MAX_DIGITS = 18;

    static final long[] POWERS_OF_TEN = powersOfTen();

    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH = 0x8080808080808080L;
    /** Lifts a byte of 10 or more to one with its highest bit set. */
    private static final long ABOVE_NINE = 0x7676767676767676L;

    /** Every power of ten that a double holds exactly. */
    private static final double[] EXACT_POWERS = exactPowers();

    private static final long MAX_EXACT_DIGITS = 1L << 53;
    private static final int MAX_EXPONENT = 1_000_000;
    private static final int MAX_DECIMAL_TEXT = 1000;

    private boolean negative;
    private long digits;
    private int digitCount;
    private int exponent;
    private boolean integer;
    private long end;

    private static long[] powersOfTen() {
        long[] powers = new long[MAX_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    private static double[] exactPowers() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** Returns how many of the eight bytes are digits before the first that is none. */
    private static int leadingDigits(long word) {
        long others = (word + ABOVE_NINE | word) & HIGH;
        return others == 0 ? 8 : Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** Returns the number that eight digits, each a byte of 0 to 9, the first the lowest, are. */
    private static long eightDigits(long word) {
        long pairs = word * 10 + (word >>> 8);
        return ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                        + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L)
                >>> 32;
    }

    /**
     * Parses the number at {@code at}: digits with or without a sign, a point, an exponent.
     *
     * @return whether there is one; {@link #end} is then behind it
     */
    boolean parse(long at) {
        byte sign = RawMemory.getByte(at);
        negative = sign == '-';
        long next = negative || sign == '+' ? at + 1 : at;
        digits = 0;
        digitCount = 0;
        exponent = 0;
        next = digitsFrom(next);
        integer = digitCount > 0;
        byte follower = RawMemory.getByte(next);
        if (follower == '.') {
            integer = false;
            int before = digitCount;
            next = digitsFrom(next + 1);
            exponent = before - digitCount;
            follower = RawMemory.getByte(next);
        }
        if (digitCount == 0) {
            return false;
        }
        if ((follower | 0x20) == 'e') {
            next = exponentFrom(next + 1);
        }
        end = next;
        return next != 0;
    }

    private long digitsFrom(long at) {
        long next = at;
        while (true) {
            long word = RawMemory.getLong(next) ^ ZEROS;
            int count = leadingDigits(word);
            if (count == 0) {
                return next;
            }
            digits = digits * POWERS_OF_TEN[count] + eightDigits(word << (64 - (count << 3)));
            digitCount += count;
            next += count;
            if (count < 8) {
                return next;
            }
        }
    }

    /** Parses an exponent and returns the address behind it, or 0 if there is none. */
    private long exponentFrom(long at) {
        integer = false;
        byte sign = RawMemory.getByte(at);
        long next = sign == '-' || sign == '+' ? at + 1 : at;
        long first = next;
        int value = 0;
        while (true) {
            int digit = RawMemory.getByte(next) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = Math.min(MAX_EXPONENT, value * 10 + digit);
            next++;
        }
        exponent += sign == '-' ? -value : value;
        return next == first ? 0 : next;
    }

    /** Returns the address behind the number. */
    long end() {
        return end;
    }

    /** Returns whether it is written without a point and an exponent, and {@link #longValue} holds it. */
    boolean isShortInteger() {
        return integer && digitCount <= MAX_DIGITS;
    }

    /** Returns the value of a {@linkplain #isShortInteger short integer}. */
    long longValue() {
        return negative ? -digits : digits;
    }

    /** Returns whether the number is {@link #longValue} times ten to the power of {@link #exponent}. */
    boolean isShort() {
        return digitCount <= MAX_DIGITS;
    }

    int exponent() {
        return exponent;
    }

    /** Returns whether the number is written without a point and an exponent. */
    boolean isInteger() {
        return integer;
    }

    /**
     * Returns the double that is nearest to the number.
     *
     * @param at where it begins
     */
    double doubleValue(long at) {
        if (digitCount <= MAX_DIGITS && digits <= MAX_EXACT_DIGITS && exponent >= -22 && exponent <= 22) {
            // Both operands are exact, so the one rounding is the right one.
            double value = exponent < 0 ? digits / EXACT_POWERS[-exponent] : digits * EXACT_POWERS[exponent];
            return negative ? -value : value;
        }
        return Double.parseDouble(text(at));
    }

    /**
     * Returns the float that is nearest to the number.
     *
     * @param at where it begins
     */
    float floatValue(long at) {
        return Float.parseFloat(text(at));
    }

    /**
     * Returns the number, or null if it has too many digits for any DECIMAL.
     *
     * @param at where it begins
     */
    BigDecimal decimalValue(long at) {
        if (end - at > MAX_DECIMAL_TEXT || exponent > MAX_DECIMAL_TEXT) {
            return null;
        }
        if (exponent < -3 * MAX_DECIMAL_TEXT) {
            return BigDecimal.ZERO;
        }
        BigDecimal value = new BigDecimal(text(at));
        long integerDigits = (long) value.precision() - value.scale();
        if (value.signum() == 0 || integerDigits < -Type.MAX_DECIMAL_PRECISION) {
            return BigDecimal.ZERO;
        }
        return integerDigits > Type.MAX_DECIMAL_PRECISION ? null : value;
    }

    private String text(long at) {
        byte[] bytes = new byte[(int) (end - at)];
        RawMemory.copyToArray(at, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
