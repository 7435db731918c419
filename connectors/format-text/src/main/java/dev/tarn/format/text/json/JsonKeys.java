package dev.tarn.format.text.json;

import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * The keys that objects of one kind had so far, with the field that each of them means. Each key remembers which one came
 * after it the last time: as long as objects have their keys in the same order, finding a field is one comparison. One
 * thread at a time.
 */
final class JsonKeys {
    /** The most keys that are remembered; others are resolved each time. */
    private static final int MAX_KEYS = 4096;

    private static final int MAX_KEY_BYTES = 256;

    /** One spelling of a key. */
    static final class Key {
        /** The bytes with both quotes, 8 a word, the last word filled up with zeros. */
        private final long[] words;

        private final long lastMask;
        /** How many bytes it takes with both quotes. */
        final int length;
        /** The field that it means, or -1 if nobody asked for it. */
        final int field;
        /** The key that came after this one the last time, or null. */
        Key next;

        private Key(long[] words, int length, int field) {
            this.words = words;
            this.length = length;
            this.field = field;
            int rest = length & 7;
            this.lastMask = rest == 0 ? -1 : (1L << (rest << 3)) - 1;
        }

        /**
         * Returns whether the bytes from {@code at} are this key. It reads a word only if those before it are equal, so at
         * most 7 bytes past the end of the text.
         */
        boolean isAt(long at) {
            int last = words.length - 1;
            for (int i = 0; i < last; i++) {
                if (RawMemory.getLong(at + ((long) i << 3)) != words[i]) {
                    return false;
                }
            }
            return (RawMemory.getLong(at + ((long) last << 3)) & lastMask) == words[last];
        }
    }

    private final ToIntFunction<String> fields;
    private Key[] table = new Key[64];
    private int count;

    /** Returns a key that no text is, to stand before the first one of objects. */
    static Key head() {
        return new Key(new long[] {-1}, 0, -1);
    }

    /**
     * Makes an empty one.
     *
     * @param fields gives the field that a key means by its text, or -1
     */
    JsonKeys(ToIntFunction<String> fields) {
        this.fields = fields;
    }

    /**
     * Returns the key at {@code at}, where its opening quote is.
     *
     * @throws JsonFault if it does not end or is broken
     */
    Key find(long at, long limit) {
        int length = Math.toIntExact(Math.min(JsonScanner.skipString(at + 1, limit) - at, Integer.MAX_VALUE));
        long[] words = words(at, length);
        int mask = table.length - 1;
        int slot = hash(words) & mask;
        while (table[slot] != null) {
            if (table[slot].length == length && Arrays.equals(table[slot].words, words)) {
                return table[slot];
            }
            slot = slot + 1 & mask;
        }
        Key added = new Key(words, length, fields.applyAsInt(JsonStrings.text(at + 1, length - 2)));
        if (count < MAX_KEYS && length <= MAX_KEY_BYTES) {
            table[slot] = added;
            count++;
            if (count > table.length >> 1) {
                grow();
            }
        }
        return added;
    }

    private static long[] words(long at, int length) {
        long[] words = new long[length + 7 >>> 3];
        for (int i = 0; i < length; i++) {
            words[i >>> 3] |= (RawMemory.getByte(at + i) & 0xFFL) << ((i & 7) << 3);
        }
        return words;
    }

    private static int hash(long[] words) {
        long hash = 0;
        for (long word : words) {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private void grow() {
        Key[] old = table;
        table = new Key[old.length * 2];
        int mask = table.length - 1;
        for (Key key : old) {
            if (key != null) {
                int slot = hash(key.words) & mask;
                while (table[slot] != null) {
                    slot = slot + 1 & mask;
                }
                table[slot] = key;
            }
        }
    }
}
