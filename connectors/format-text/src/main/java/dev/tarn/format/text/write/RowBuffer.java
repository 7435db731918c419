package dev.tarn.format.text.write;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/** Bytes that grow as text is appended. One thread at a time. */
final class RowBuffer {
    private static final byte[] SMALLEST_LONG =
            "-9223372036854775808".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[4096];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int capacity() {
        return bytes.length;
    }

    void clear() {
        length = 0;
    }

    private void ensure(int more) {
        long needed = (long) length + more;
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new TarnException(ErrorCode.EXCEEDED_LIMIT, "a record has more than 2147483639 bytes of text");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, bytes.length * 2L)));
        }
    }

    void put(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void put(byte[] source) {
        ensure(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
    }

    void put(long address, int count) {
        ensure(count);
        RawMemory.copyToArray(address, bytes, length, count);
        length += count;
    }

    /** Appends a text of ASCII characters. */
    void putAscii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void putLong(long value) {
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                put(SMALLEST_LONG);
                return;
            }
            put('-');
            putDigits(-value, 1);
        } else {
            putDigits(value, 1);
        }
    }

    /** Appends a number that is not negative, with zeros before it if it has fewer than {@code least} digits. */
    void putDigits(long value, int least) {
        int digits = Math.max(least, digits(value));
        ensure(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
