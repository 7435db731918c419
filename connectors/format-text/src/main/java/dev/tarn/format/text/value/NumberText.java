package dev.tarn.format.text.value;

import dev.tarn.spi.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Numbers as texts. Spaces around a value do not count. A method returns whether the text is such a number, and leaves the
 * number here. It may read up to 16 bytes past the text. One thread at a time.
 */
public final class NumberText {
    private static final long ZEROS = 0x3030303030303030L;
    private static final long DOTS = 0x2E2E2E2E2E2E2E2EL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LONG_DIGITS = 18;
    /** More digits than any decimal has. */
    private static final int FAR_BELOW = 50;

    private static final long EXACT_MANTISSA = 1L << 53;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    static final long[] LONG_POWERS = new long[19];
    private static final BigInteger[] BOUNDS = new BigInteger[39];

    static {
        long power = 1;
        for (int i = 0; i < LONG_POWERS.length; i++) {
            LONG_POWERS[i] = power;
            power *= 10;
        }
        for (int i = 0; i < BOUNDS.length; i++) {
            BOUNDS[i] = BigInteger.TEN.pow(i);
        }
    }

    /** The integer, or the low 64 bits of a decimal's unscaled value. */
    public long value;
    /** The high 64 bits of a decimal's unscaled value. */
    public long high;
    /** The approximate number. */
    public double real;

    private long from;
    private long to;

    /** Parses an integer of 64 bits into {@link #value}: a sign or none, then digits. */
    public boolean parseLong(long address, int length) {
        if (length > 0 && length <= 8) {
            long word = digits(RawMemory.getLong(address), length);
            if (isDigits(word)) {
                value = toNumber(word);
                return true;
            }
        }
        return parseLongSlowly(address, length);
    }

    private boolean parseLongSlowly(long address, int length) {
        trim(address, length);
        if (from == to) {
            return false;
        }
        byte sign = RawMemory.getByte(from);
        long at = sign == '-' || sign == '+' ? from + 1 : from;
        if (at == to) {
            return false;
        }
        long negated = 0;
        for (; at < to; at++) {
            int digit = RawMemory.getByte(at) - '0';
            if (digit < 0 || digit > 9 || negated < -922_337_203_685_477_580L) {
                return false;
            }
            long next = negated * 10 - digit;
            if (next > 0) {
                return false;
            }
            negated = next;
        }
        if (sign != '-' && negated == Long.MIN_VALUE) {
            return false;
        }
        value = sign == '-' ? negated : -negated;
        return true;
    }

    private void trim(long address, int length) {
        from = address;
        to = address + length;
        while (from < to && RawMemory.getByte(from) == ' ') {
            from++;
        }
        while (to > from && RawMemory.getByte(to - 1) == ' ') {
            to--;
        }
    }

    /** Puts the first {@code length} of 8 characters behind zeros. */
    private static long digits(long word, int length) {
        int shift = length << 3;
        return length == 8 ? word : word << 64 - shift | ZEROS >>> shift;
    }

    private static boolean isDigits(long word) {
        return (word & 0xF0F0F0F0F0F0F0F0L | (word + 0x0606060606060606L & 0xF0F0F0F0F0F0F0F0L) >>> 4)
                == 0x3333333333333333L;
    }

    private static long toNumber(long digits) {
        long word = (digits & 0x0F0F0F0F0F0F0F0FL) * 2561 >>> 8;
        word = (word & 0x00FF00FF00FF00FFL) * 6_553_601 >>> 16;
        return (word & 0x0000FFFF0000FFFFL) * 42_949_672_960_001L >>> 32;
    }

    /** Parses digits with a dot among them, 9 characters or less, into {@link #value}; returns its scale, or -1. */
    private int parseShort(long address, int length) {
        if (length <= 0 || length > 9) {
            return -1;
        }
        long word = RawMemory.getLong(address);
        long dots = word ^ DOTS;
        long found = dots - ONES & ~dots & HIGH_BITS;
        int dot = found == 0 ? 8 : Long.numberOfTrailingZeros(found) >>> 3;
        int kept = length;
        int scale = 0;
        if (dot < length && dot < 8) {
            long below = (1L << (dot << 3)) - 1;
            long next = word >>> 8 | (long) RawMemory.getByte(address + 8) << 56;
            word = word & below | next & ~below;
            kept--;
            scale = kept - dot;
        } else if (length == 9) {
            return -1;
        }
        if (kept == 0) {
            return -1;
        }
        long number = digits(word, kept);
        if (!isDigits(number)) {
            return -1;
        }
        value = toNumber(number);
        return scale;
    }

    /** Parses an approximate number into {@link #real}: a decimal, with an exponent or without, NaN or an Infinity. */
    public boolean parseDouble(long address, int length) {
        boolean negative = length > 0 && RawMemory.getByte(address) == '-';
        int scale = negative ? parseShort(address + 1, length - 1) : parseShort(address, length);
        if (scale >= 0) {
            double magnitude = value / POWERS[scale];
            real = negative ? -magnitude : magnitude;
            return true;
        }
        return parseDoubleSlowly(address, length);
    }

    private boolean parseDoubleSlowly(long address, int length) {
        trim(address, length);
        if (from == to) {
            return false;
        }
        if (!scan()) {
            return parseName();
        }
        if (digitCount <= LONG_DIGITS && mantissa <= EXACT_MANTISSA && Math.abs(exponent) < POWERS.length) {
            double magnitude = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
            real = negative ? -magnitude : magnitude;
            return true;
        }
        if (digitCount <= LONG_DIGITS) {
            double magnitude = DecimalToDouble.convert(mantissa, exponent);
            if (!Double.isNaN(magnitude)) {
                real = negative ? -magnitude : magnitude;
                return true;
            }
        }
        real = Double.parseDouble(text());
        return true;
    }

    private boolean parseName() {
        switch (text()) {
            case "NaN", "nan" -> real = Double.NaN;
            case "Infinity", "+Infinity", "inf", "+inf" -> real = Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> real = Double.NEGATIVE_INFINITY;
            default -> {
                return false;
            }
        }
        return true;
    }

    private String text() {
        byte[] bytes = new byte[(int) (to - from)];
        RawMemory.copyToArray(from, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private boolean negative;
    private long mantissa;
    private int digitCount;
    private int exponent;

    /** Reads a sign, digits with a dot and an exponent; the number is mantissa * 10^exponent if it has up to 18 digits. */
    private boolean scan() {
        byte sign = RawMemory.getByte(from);
        negative = sign == '-';
        long at = sign == '-' || sign == '+' ? from + 1 : from;
        mantissa = 0;
        digitCount = 0;
        exponent = 0;
        boolean any = false;
        boolean dot = false;
        for (; at < to; at++) {
            int c = RawMemory.getByte(at);
            if (c >= '0' && c <= '9') {
                any = true;
                if (mantissa != 0 || c != '0') {
                    digitCount++;
                    if (digitCount <= LONG_DIGITS) {
                        mantissa = mantissa * 10 + (c - '0');
                    }
                }
                exponent -= dot ? 1 : 0;
            } else if (c == '.' && !dot) {
                dot = true;
            } else {
                break;
            }
        }
        return any && (at == to || scanExponent(at));
    }

    private boolean scanExponent(long start) {
        int mark = RawMemory.getByte(start) | 0x20;
        long at = start + 1;
        if (mark != 'e' || at == to) {
            return false;
        }
        byte sign = RawMemory.getByte(at);
        at += sign == '-' || sign == '+' ? 1 : 0;
        if (at == to) {
            return false;
        }
        int power = 0;
        for (; at < to; at++) {
            int digit = RawMemory.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            power = Math.min(power * 10 + digit, 1_000_000);
        }
        exponent += sign == '-' ? -power : power;
        return true;
    }

    /**
     * Parses a decimal of up to {@code precision} digits, {@code scale} of them fractional, into {@link #value} and
     * {@link #high}.
     *
     * @param exact whether digits past the scale make the text invalid, unless they are zeros; if not, it is rounded, halves
     *     away from zero
     */
    public boolean parseDecimal(long address, int length, int precision, int scale, boolean exact) {
        boolean minus = length > 0 && RawMemory.getByte(address) == '-';
        int textScale = minus ? parseShort(address + 1, length - 1) : parseShort(address, length);
        if (textScale >= 0 && textScale <= scale && scale - textScale <= 9) {
            long unscaled = value * LONG_POWERS[scale - textScale];
            if (precision > LONG_DIGITS || unscaled < LONG_POWERS[precision]) {
                value = minus ? -unscaled : unscaled;
                high = value >> 63;
                return true;
            }
            return false;
        }
        return parseDecimalSlowly(address, length, precision, scale, exact);
    }

    private boolean parseDecimalSlowly(long address, int length, int precision, int scale, boolean exact) {
        trim(address, length);
        if (from == to || !scan()) {
            return false;
        }
        int zeros = scale + exponent;
        if (digitCount <= LONG_DIGITS && zeros >= 0 && digitCount + zeros <= LONG_DIGITS) {
            long unscaled = mantissa * LONG_POWERS[zeros];
            value = negative ? -unscaled : unscaled;
            high = value >> 63;
            return precision >= LONG_DIGITS || unscaled < LONG_POWERS[precision];
        }
        long integerDigits = (long) digitCount + exponent;
        if (mantissa == 0 || integerDigits < -FAR_BELOW) {
            value = 0;
            high = 0;
            return mantissa == 0 || !exact;
        }
        if (integerDigits > FAR_BELOW) {
            return false;
        }
        return parseWide(precision, scale, exact);
    }

    private boolean parseWide(int precision, int scale, boolean exact) {
        BigDecimal number = new BigDecimal(text());
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        BigInteger unscaled = rounded.unscaledValue();
        if (exact && rounded.compareTo(number) != 0 || unscaled.abs().compareTo(BOUNDS[precision]) >= 0) {
            return false;
        }
        value = unscaled.longValue();
        high = unscaled.shiftRight(Long.SIZE).longValue();
        return true;
    }
}
