package dev.tarn.format.text.json;

import dev.tarn.spi.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns strings as JSON writes them into UTF-8. Its bytes are reused from string to string. One thread at a time. */
final class JsonStrings {
    private static final long HIGH = 0x8080808080808080L;

    private byte[] bytes = new byte[256];
    private int length;

    /** Returns the array whose first {@link #length} bytes are the string that was decoded last; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Returns whether {@code length} bytes are all ASCII. */
    static boolean isAscii(long address, int length) {
        int i = 0;
        for (; i <= length - 8; i += 8) {
            if ((RawMemory.getLong(address + i) & HIGH) != 0) {
                return false;
            }
        }
        int rest = length - i;
        return rest == 0 || (RawMemory.getLong(address + i) & HIGH & (1L << (rest << 3)) - 1) == 0;
    }

    /** Returns whether {@code length} bytes are UTF-8. */
    static boolean isUtf8(long address, int length) {
        long at = address;
        long end = address + length;
        while (at < end) {
            byte first = RawMemory.getByte(at);
            if (first >= 0) {
                at++;
                continue;
            }
            int more = (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : (first & 0xF8) == 0xF0 ? 3 : 0;
            if (more == 0 || at + more + 1 > end) {
                return false;
            }
            int point = first & (0x3F >> more);
            for (int i = 1; i <= more; i++) {
                byte next = RawMemory.getByte(at + i);
                if ((next & 0xC0) != 0x80) {
                    return false;
                }
                point = point << 6 | next & 0x3F;
            }
            boolean shortest = point >= (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
            if (!shortest || point > Character.MAX_CODE_POINT || point >= 0xD800 && point < 0xE000) {
                return false;
            }
            at += more + 1;
        }
        return true;
    }

    /** Returns the text of a key as JSON writes it, without quotes; broken escapes and bytes become U+FFFD. */
    static String text(long address, int length) {
        JsonStrings strings = new JsonStrings();
        if (strings.decode(address, length) != null) {
            strings.copy(address, length);
        }
        return new String(strings.bytes, 0, strings.length, StandardCharsets.UTF_8);
    }

    /** Takes {@code count} bytes as they are. */
    void copy(long address, int count) {
        ensure(count);
        RawMemory.copyToArray(address, bytes, 0, count);
        length = count;
    }

    /**
     * Decodes the escapes of a string of {@code count} bytes, without its quotes, into {@link #bytes}.
     *
     * @return null, or what is wrong with an escape
     */
    String decode(long address, int count) {
        // Nothing that is decoded is longer than it was written.
        ensure(count);
        length = 0;
        long end = address + count;
        long at = address;
        while (at < end) {
            long stop = Math.min(JsonScanner.stop(at), end);
            int plain = (int) (stop - at);
            RawMemory.copyToArray(at, bytes, length, plain);
            length += plain;
            at = stop;
            if (at == end) {
                break;
            }
            byte found = RawMemory.getByte(at);
            if (found != '\\') {
                bytes[length++] = found;
                at++;
                continue;
            }
            int taken = escape(at, end);
            if (taken == 0) {
                return "a string has an escape that JSON does not know";
            }
            at += taken;
        }
        return null;
    }

    private void ensure(int count) {
        if (bytes.length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(count, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }

    /** Appends what the escape at {@code at} means and returns how many bytes it takes, 0 if it means nothing. */
    private int escape(long at, long end) {
        if (at + 1 >= end) {
            return 0;
        }
        byte kind = RawMemory.getByte(at + 1);
        switch (kind) {
            case '"', '\\', '/', '\'' -> bytes[length++] = kind;
            case 'b' -> bytes[length++] = '\b';
            case 'f' -> bytes[length++] = '\f';
            case 'n' -> bytes[length++] = '\n';
            case 'r' -> bytes[length++] = '\r';
            case 't' -> bytes[length++] = '\t';
            case 'u' -> {
                return unicode(at, end);
            }
            default -> {
                return 0;
            }
        }
        return 2;
    }

    private int unicode(long at, long end) {
        int unit = hex(at + 2, end);
        if (unit < 0) {
            return 0;
        }
        if (!Character.isSurrogate((char) unit)) {
            putCodePoint(unit);
            return 6;
        }
        boolean paired = Character.isHighSurrogate((char) unit)
                && at + 12 <= end
                && RawMemory.getByte(at + 6) == '\\'
                && RawMemory.getByte(at + 7) == 'u';
        int low = paired ? hex(at + 8, end) : -1;
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
            putCodePoint(Character.toCodePoint((char) unit, (char) low));
            return 12;
        }
        // Half a pair is no character.
        putCodePoint(0xFFFD);
        return 6;
    }

    private static int hex(long at, long end) {
        if (at + 4 > end) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(RawMemory.getByte(at + i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private void putCodePoint(int point) {
        if (point < 0x80) {
            bytes[length++] = (byte) point;
        } else if (point < 0x800) {
            bytes[length++] = (byte) (0xC0 | point >> 6);
            putRest(point);
        } else if (point < 0x10000) {
            bytes[length++] = (byte) (0xE0 | point >> 12);
            putRest(point >> 6);
            putRest(point);
        } else {
            bytes[length++] = (byte) (0xF0 | point >> 18);
            putRest(point >> 12);
            putRest(point >> 6);
            putRest(point);
        }
    }

    private void putRest(int point) {
        bytes[length++] = (byte) (0x80 | point & 0x3F);
    }
}
