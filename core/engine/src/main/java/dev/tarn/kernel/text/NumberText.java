package dev.tarn.kernel.text;

import dev.tarn.kernel.Int128;
import dev.tarn.spi.memory.RawMemory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as text, in SQL's formats. Single values. */
public final class NumberText {
    /** The most bytes that the methods here write. */
    public static final int MAX_LENGTH = 64;

    private NumberText() {}

    /** Writes a number that is not negative with at least {@code width} digits, and returns how many it has. */
    public static int putPadded(long address, long value, int width) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        digits = Math.max(digits, width);
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            RawMemory.putByte(address + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return digits;
    }

    /** Writes a 64-bit integer. */
    public static int putLong(long address, long value) {
        return putDecimal(address, value, 0);
    }

    /** Writes a 64-bit unscaled decimal with all of its {@code scale} digits. */
    public static int putDecimal(long address, long unscaled, int scale) {
        if (unscaled == Long.MIN_VALUE) {
            return putAscii(address, BigDecimal.valueOf(unscaled, scale).toPlainString());
        }
        int sign = unscaled < 0 ? 1 : 0;
        int digits = putPadded(address + sign, Math.abs(unscaled), scale + 1);
        if (sign == 1) {
            RawMemory.putByte(address, (byte) '-');
        }
        if (scale == 0) {
            return sign + digits;
        }
        long point = address + sign + digits - scale;
        for (long at = address + sign + digits; at > point; at--) {
            RawMemory.putByte(at, RawMemory.getByte(at - 1));
        }
        RawMemory.putByte(point, (byte) '.');
        return sign + digits + 1;
    }

    /** Writes a text of ASCII characters. */
    public static int putAscii(long address, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        RawMemory.copyFromArray(bytes, 0, address, bytes.length);
        return bytes.length;
    }

    /**
     * Parses a 64-bit integer: an optional sign and digits.
     *
     * @param failure what to return if it is none or does not fit
     */
    public static long parseLong(long address, int length, long failure) {
        if (length == 0) {
            return failure;
        }
        int first = RawMemory.getByte(address);
        int i = first == '-' || first == '+' ? 1 : 0;
        if (i == length || length - i > 19 + leadingZeros(address + i, length - i)) {
            return failure;
        }
        // Negative, because the least number has no opposite.
        long negated = 0;
        for (; i < length; i++) {
            int digit = RawMemory.getByte(address + i) - '0';
            if (digit < 0 || digit > 9 || negated < Long.MIN_VALUE / 10) {
                return failure;
            }
            long next = negated * 10 - digit;
            if (next > negated * 10) {
                return failure;
            }
            negated = next;
        }
        if (first == '-') {
            return negated;
        }
        return negated == Long.MIN_VALUE ? failure : -negated;
    }

    private static int leadingZeros(long address, int length) {
        int zeros = 0;
        while (zeros < length && RawMemory.getByte(address + zeros) == '0') {
            zeros++;
        }
        return zeros;
    }

    /**
     * Parses a short plain decimal number, such as -12.50, as its unscaled value at {@code scale}, rounded half up.
     *
     * @return the value, or {@code failure} if the text is longer or of another form, which says nothing of its validity
     */
    public static long parseShortDecimal(long address, int length, int scale, long failure) {
        if (length == 0 || length > 18) {
            return failure;
        }
        int first = RawMemory.getByte(address);
        int i = first == '-' || first == '+' ? 1 : 0;
        long value = 0;
        int digits = 0;
        int fraction = -1;
        for (; i < length; i++) {
            int character = RawMemory.getByte(address + i);
            if (character == '.' && fraction < 0) {
                fraction = 0;
            } else if (character >= '0' && character <= '9') {
                value = value * 10 + (character - '0');
                digits++;
                fraction += fraction >= 0 ? 1 : 0;
            } else {
                return failure;
            }
        }
        int places = Math.max(0, fraction);
        if (digits == 0 || digits - places + scale > 18) {
            return failure;
        }
        if (places <= scale) {
            value *= Int128.powerLow(scale - places);
        } else {
            long divisor = Int128.powerLow(places - scale);
            value = (value + divisor / 2) / divisor;
        }
        return first == '-' ? -value : value;
    }
}
