package dev.tarn.format.parquet.convert;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;

/**
 * The most characters that a value of VARCHAR(n) or CHAR(n) has; longer ones are cut. CHAR also loses the spaces at its
 * end.
 *
 * @param characters the most code points
 * @param trimmed whether spaces at the end go
 */
public record TextLimit(int characters, boolean trimmed) {
    /** Returns the limit of a type, or null if it has none. */
    public static TextLimit of(Type type) {
        return switch (type.kind()) {
            case CHAR -> new TextLimit(type.precision(), true);
            case VARCHAR -> type.precision() == Type.UNBOUNDED_LENGTH ? null : new TextLimit(type.precision(), false);
            default -> null;
        };
    }

    /** Cuts {@code count} values in place: bytes move together and the offsets, the first of which is 0, follow. */
    public void apply(long offsets, int count, long bytes) {
        int start = 0;
        int written = 0;
        for (int i = 1; i <= count; i++) {
            int end = RawMemory.getInt(offsets + ((long) i << 2));
            int length = cutLength(bytes + start, end - start);
            if (written != start) {
                for (int k = 0; k < length; k++) {
                    RawMemory.putByte(bytes + written + k, RawMemory.getByte(bytes + start + k));
                }
            }
            written += length;
            start = end;
            RawMemory.putInt(offsets + ((long) i << 2), written);
        }
    }

    private int cutLength(long value, int length) {
        int kept = length > characters ? prefix(value, length) : length;
        if (trimmed) {
            while (kept > 0 && RawMemory.getByte(value + kept - 1) == ' ') {
                kept--;
            }
        }
        return kept;
    }

    /** Returns the bytes of the first code points; a byte that continues one has the bits 10 in front. */
    private int prefix(long value, int length) {
        int points = 0;
        for (int k = 0; k < length; k++) {
            if ((RawMemory.getByte(value + k) & 0xC0) != 0x80 && points++ == characters) {
                return k;
            }
        }
        return length;
    }
}
