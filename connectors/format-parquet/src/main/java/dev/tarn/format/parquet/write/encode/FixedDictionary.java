package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/** Gives each different value of 4 or 8 bytes a code, from 0 on in the order of their first occurrence. */
final class FixedDictionary {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final int FIRST_CODES = 128;

    private final boolean wide;
    private long[] values = new long[FIRST_CODES];
    /** Code + 1 by hash, 0 where nothing is; at most half full. */
    private int[] table = new int[2 * FIRST_CODES];

    private int size;

    FixedDictionary(boolean wide) {
        this.wide = wide;
    }

    int size() {
        return size;
    }

    /** Returns the value of a code; of 4 bytes sign-extended. */
    long value(int code) {
        return values[code];
    }

    /** Returns the bytes that its values take. */
    long plainBytes() {
        return (long) size * (wide ? 8 : 4);
    }

    long memoryBytes() {
        return 8L * values.length + 4L * table.length;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(table, 0);
            size = 0;
        }
    }

    /** Encodes {@code count} dense values at {@code address} into {@code codes} from {@code at} on. */
    void encode(long address, int count, int[] codes, int at) {
        // For each value at most one code is new.
        if (wide) {
            encodeLongs(address, count, codes, at);
        } else {
            encodeInts(address, count, codes, at);
        }
    }

    private void encodeLongs(long address, int count, int[] codes, int at) {
        long last = 0;
        int lastCode = -1;
        for (int i = 0; i < count; i++) {
            long value = RawMemory.getLong(address + ((long) i << 3));
            if (value != last || lastCode < 0) {
                last = value;
                lastCode = code(value);
            }
            codes[at + i] = lastCode;
        }
    }

    private void encodeInts(long address, int count, int[] codes, int at) {
        int last = 0;
        int lastCode = -1;
        for (int i = 0; i < count; i++) {
            int value = RawMemory.getInt(address + ((long) i << 2));
            if (value != last || lastCode < 0) {
                last = value;
                lastCode = code(value);
            }
            codes[at + i] = lastCode;
        }
    }

    int code(long value) {
        int[] slots = table;
        int mask = slots.length - 1;
        int slot = hash(value) & mask;
        int found = slots[slot];
        while (found != 0) {
            if (values[found - 1] == value) {
                return found - 1;
            }
            slot = slot + 1 & mask;
            found = slots[slot];
        }
        return add(value, slot);
    }

    private static int hash(long value) {
        long hash = value * FACTOR;
        return (int) ((hash ^ hash >>> 32) >>> 3);
    }

    private int add(long value, int slot) {
        int code = size;
        if (code == values.length) {
            values = Arrays.copyOf(values, code * 2);
        }
        values[code] = value;
        size++;
        table[slot] = size;
        if (size * 2 > table.length) {
            rehash();
        }
        return code;
    }

    private void rehash() {
        int[] larger = new int[table.length * 4];
        int mask = larger.length - 1;
        for (int code = 0; code < size; code++) {
            int slot = hash(values[code]) & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = code + 1;
        }
        table = larger;
    }

    /** Appends all values as PLAIN has them. */
    void writePlain(NativeBuffer out) {
        out.ensure(plainBytes());
        long at = out.end();
        for (int i = 0; i < size; i++) {
            if (wide) {
                RawMemory.putLong(at + ((long) i << 3), values[i]);
            } else {
                RawMemory.putInt(at + ((long) i << 2), (int) values[i]);
            }
        }
        out.advance((int) plainBytes());
    }

    /** Appends the values of codes as PLAIN has them. */
    void decode(int[] codes, int count, NativeBuffer out) {
        int width = wide ? 8 : 4;
        out.ensure((long) count * width);
        long at = out.end();
        for (int i = 0; i < count; i++) {
            if (wide) {
                RawMemory.putLong(at + ((long) i << 3), values[codes[i]]);
            } else {
                RawMemory.putInt(at + ((long) i << 2), (int) values[codes[i]]);
            }
        }
        out.advance(count * width);
    }
}
