package dev.tarn.spi.nested;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.Arrays;

/** Arrays that grow as values are appended. */
final class Growth {
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private Growth() {}

    /** Returns {@code bytes}, or a longer copy, with room for {@code more} bytes after the first {@code used}. */
    static byte[] ensure(byte[] bytes, int used, int more) {
        long needed = (long) used + more;
        if (needed <= bytes.length) {
            return bytes;
        }
        if (needed > MAX_LENGTH) {
            throw new TarnException(
                    ErrorCode.EXCEEDED_LIMIT,
                    "a nested value takes " + needed + " bytes, and " + MAX_LENGTH + " are the most");
        }
        return Arrays.copyOf(bytes, (int) Math.min(MAX_LENGTH, Math.max(needed, bytes.length * 2L)));
    }
}
