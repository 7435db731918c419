package dev.tarn.format.text.value;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/** The limits of CHAR(n) and VARCHAR(n), which count characters, not bytes. */
public final class TextLength {
    private TextLength() {}

    /** Returns how many of {@code length} bytes of UTF-8 the type keeps; CHAR has no blanks at the end. */
    public static int limit(Type type, long address, int length) {
        int kept = length > type.precision() ? cut(address, length, type.precision()) : length;
        if (type.kind() == TypeKind.CHAR) {
            while (kept > 0 && RawMemory.getByte(address + kept - 1) == ' ') {
                kept--;
            }
        }
        return kept;
    }

    /** Does the same for the first {@code length} bytes of an array. */
    public static int limit(Type type, byte[] bytes, int length) {
        int kept = 0;
        for (int characters = 0; kept < length; kept++) {
            if ((bytes[kept] & 0xC0) != 0x80 && ++characters > type.precision()) {
                break;
            }
        }
        if (type.kind() == TypeKind.CHAR) {
            while (kept > 0 && bytes[kept - 1] == ' ') {
                kept--;
            }
        }
        return kept;
    }

    private static int cut(long address, int length, int maxCharacters) {
        int characters = 0;
        for (int i = 0; i < length; i++) {
            if ((RawMemory.getByte(address + i) & 0xC0) != 0x80 && ++characters > maxCharacters) {
                return i;
            }
        }
        return length;
    }
}
