package dev.tarn.kernel.text;

import dev.tarn.spi.memory.RawMemory;
import java.nio.charset.StandardCharsets;

/** Code points of UTF-8 in memory. Broken sequences never lead outside a text: a stray byte counts as one character. */
public final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Returns a copy as a string. For slow paths. */
    public static String string(long address, int length) {
        byte[] copy = new byte[length];
        RawMemory.copyToArray(address, copy, 0, length);
        return new String(copy, StandardCharsets.UTF_8);
    }

    /** Returns whether no byte has its highest bit set. */
    public static boolean isAscii(long address, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            if ((RawMemory.getLong(address + i) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (RawMemory.getByte(address + i) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Counts the code points: the bytes that do not continue one. */
    public static int countCodePoints(long address, int length) {
        int continuing = 0;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            long word = RawMemory.getLong(address + i);
            continuing += Long.bitCount(word & (~word << 1) & HIGH_BITS);
        }
        for (; i < length; i++) {
            continuing += (RawMemory.getByte(address + i) & 0xC0) == 0x80 ? 1 : 0;
        }
        return length - continuing;
    }

    /** Returns how many bytes the code point at {@code address} takes, at most {@code end - address}. */
    public static int width(long address, long end) {
        long at = address + 1;
        while (at < end && (RawMemory.getByte(at) & 0xC0) == 0x80) {
            at++;
        }
        return (int) (at - address);
    }

    /** Returns where the text goes on after {@code count} code points, at most {@code end}. */
    public static long skip(long address, long end, long count) {
        long at = address;
        for (long left = count; left > 0 && at < end; left--) {
            at += RawMemory.getByte(at) >= 0 ? 1 : width(at, end);
        }
        return at;
    }

    /** Returns where the last {@code count} code points before {@code end} begin, at least {@code start}. */
    public static long skipBack(long start, long end, long count) {
        long at = end;
        for (long left = count; left > 0 && at > start; left--) {
            at--;
            while (at > start && (RawMemory.getByte(at) & 0xC0) == 0x80) {
                at--;
            }
        }
        return at;
    }

    /** Returns the code point at {@code address}, or -1 if its bytes are broken. */
    public static int codePoint(long address, long end) {
        int first = RawMemory.getByte(address) & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int width = width(address, end);
        int expected = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
        if (width != expected || expected == 1) {
            return -1;
        }
        int value = first & (0x7F >> expected);
        for (int i = 1; i < width; i++) {
            value = value << 6 | (RawMemory.getByte(address + i) & 0x3F);
        }
        return value;
    }

    /** Writes a code point and returns how many bytes it takes, at most 4. */
    public static int put(long address, int codePoint) {
        if (codePoint < 0x80) {
            RawMemory.putByte(address, (byte) codePoint);
            return 1;
        }
        if (codePoint < 0x800) {
            RawMemory.putByte(address, (byte) (0xC0 | codePoint >> 6));
            RawMemory.putByte(address + 1, (byte) (0x80 | (codePoint & 0x3F)));
            return 2;
        }
        if (codePoint < 0x10000) {
            RawMemory.putByte(address, (byte) (0xE0 | codePoint >> 12));
            RawMemory.putByte(address + 1, (byte) (0x80 | (codePoint >> 6 & 0x3F)));
            RawMemory.putByte(address + 2, (byte) (0x80 | (codePoint & 0x3F)));
            return 3;
        }
        RawMemory.putByte(address, (byte) (0xF0 | codePoint >> 18));
        RawMemory.putByte(address + 1, (byte) (0x80 | (codePoint >> 12 & 0x3F)));
        RawMemory.putByte(address + 2, (byte) (0x80 | (codePoint >> 6 & 0x3F)));
        RawMemory.putByte(address + 3, (byte) (0x80 | (codePoint & 0x3F)));
        return 4;
    }
}
