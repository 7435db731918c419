package dev.tarn.format.orc.convert;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/**
 * The most characters that a value of VARCHAR(n) or CHAR(n) has; longer ones are cut. CHAR also loses the spaces at its
 * end.
 *
 * @param characters the most code points
 * @param trimmed whether spaces at the end go
 */
public record TextLimit(int characters, boolean trimmed) {
    /** Leaves values as they are. */
    public static final TextLimit NONE = new TextLimit(Integer.MAX_VALUE, false);

    public static TextLimit of(Type type) {
        return switch (type.kind()) {
            case CHAR -> new TextLimit(type.precision(), true);
            case VARCHAR -> new TextLimit(type.precision(), false);
            default -> NONE;
        };
    }

    /**
     * Returns the limit where values are of {@code stored} already: its own lengths hold, but the padding of CHAR is
     * stored.
     */
    public static TextLimit between(Type stored, Type wanted) {
        boolean fits = stored.isText()
                && wanted.isText()
                && stored.precision() <= wanted.precision()
                && wanted.kind() == TypeKind.VARCHAR
                && stored.kind() == TypeKind.VARCHAR;
        return fits ? NONE : of(wanted);
    }

    public boolean isNone() {
        return characters == Integer.MAX_VALUE && !trimmed;
    }

    /** Returns how many of {@code length} bytes are kept. */
    public int keptLength(byte[] bytes, int offset, int length) {
        int kept = length > characters ? prefix(bytes, offset, length) : length;
        if (trimmed) {
            while (kept > 0 && bytes[offset + kept - 1] == ' ') {
                kept--;
            }
        }
        return kept;
    }

    /** Cuts {@code count} values in place: bytes move together and the offsets, the first of which is 0, follow. */
    public void apply(long offsets, int count, long bytes) {
        if (isNone()) {
            return;
        }
        int start = 0;
        int written = 0;
        for (int i = 1; i <= count; i++) {
            int end = RawMemory.getInt(offsets + ((long) i << 2));
            int length = keptLength(bytes + start, end - start);
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

    private int keptLength(long value, int length) {
        int kept = length;
        if (length > characters) {
            int points = 0;
            for (int k = 0; k < length; k++) {
                if ((RawMemory.getByte(value + k) & 0xC0) != 0x80 && points++ == characters) {
                    kept = k;
                    break;
                }
            }
        }
        if (trimmed) {
            while (kept > 0 && RawMemory.getByte(value + kept - 1) == ' ') {
                kept--;
            }
        }
        return kept;
    }

    /** Returns the bytes of the first code points; a byte that continues one has the bits 10 in front. */
    private int prefix(byte[] bytes, int offset, int length) {
        int points = 0;
        for (int k = 0; k < length; k++) {
            if ((bytes[offset + k] & 0xC0) != 0x80 && points++ == characters) {
                return k;
            }
        }
        return length;
    }
}
