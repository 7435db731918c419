package dev.tarn.format.avro.decode;

import dev.tarn.spi.type.Type;

/**
 * The most characters that a value of VARCHAR(n) or CHAR(n) has; longer ones are cut. CHAR also loses the spaces at its
 * end.
 *
 * @param characters the most code points
 * @param trimmed whether spaces at the end go
 */
record TextLimit(int characters, boolean trimmed) {
    /** Returns the limit of a type, or null if it has none. */
    static TextLimit of(Type type) {
        return switch (type.kind()) {
            case CHAR -> new TextLimit(type.precision(), true);
            case VARCHAR -> type.precision() == Type.UNBOUNDED_LENGTH ? null : new TextLimit(type.precision(), false);
            default -> null;
        };
    }

    /** Returns how many of {@code length} bytes are kept. */
    int keptLength(byte[] bytes, int offset, int length) {
        int kept = length > characters ? prefix(bytes, offset, length) : length;
        if (trimmed) {
            while (kept > 0 && bytes[offset + kept - 1] == ' ') {
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
