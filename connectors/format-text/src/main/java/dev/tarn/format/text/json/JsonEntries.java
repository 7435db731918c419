package dev.tarn.format.text.json;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The entries of one object that is read as a MAP: where their keys and values are; of equal keys the last counts. */
final class JsonEntries {
    private final Map<ByteBuffer, Integer> indexes = new HashMap<>();
    private long[] keys = new long[16];
    private long[] values = new long[16];
    private int count;

    void clear() {
        indexes.clear();
        count = 0;
    }

    /**
     * Adds an entry, or gives the one with an equal key another value.
     *
     * @param key the key's text in UTF-8
     * @param keyAddress where its opening quote is
     * @param valueAddress where its value begins
     */
    void put(byte[] key, long keyAddress, long valueAddress) {
        Integer known = indexes.putIfAbsent(ByteBuffer.wrap(key), count);
        if (known != null) {
            values[known] = valueAddress;
            return;
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        keys[count] = keyAddress;
        values[count] = valueAddress;
        count++;
    }

    int count() {
        return count;
    }

    long keyAddress(int index) {
        return keys[index];
    }

    long valueAddress(int index) {
        return values[index];
    }
}
