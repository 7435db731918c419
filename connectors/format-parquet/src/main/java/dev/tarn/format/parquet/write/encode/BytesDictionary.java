package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/**
 * Gives each different value of bytes a code, from 0 on in the order of their first occurrence. It keeps the values as PLAIN
 * has them: with a length of 4 bytes before each, or none if all have the same.
 */
final class BytesDictionary implements AutoCloseable {
    private static final int FIRST_CODES = 128;

    private final NativeBuffer plain;
    private final int prefixBytes;
    private int[] starts = new int[FIRST_CODES];
    private int[] lengths = new int[FIRST_CODES];
    private int[] hashes = new int[FIRST_CODES];
    /** Code + 1 by hash, 0 where nothing is; at most half full. */
    private int[] table = new int[2 * FIRST_CODES];

    private int size;
    private int lastCode = -1;

    /** @param hasLengths whether a value's length stands before it */
    BytesDictionary(NativeBuffer plain, boolean hasLengths) {
        this.plain = plain;
        this.prefixBytes = hasLengths ? 4 : 0;
    }

    int size() {
        return size;
    }

    /** Returns where the value of a code is, until the next one is added. */
    long address(int code) {
        return plain.address() + starts[code];
    }

    int length(int code) {
        return lengths[code];
    }

    long plainBytes() {
        return plain.length();
    }

    long memoryBytes() {
        return plain.memoryBytes() + 12L * starts.length + 4L * table.length;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(table, 0);
            size = 0;
            lastCode = -1;
            plain.clear();
        }
    }

    /** Encodes {@code count} values into {@code codes} from {@code at} on. */
    void encode(long[] addresses, int[] valueLengths, int count, int[] codes, int at) {
        for (int i = 0; i < count; i++) {
            codes[at + i] = code(addresses[i], valueLengths[i]);
        }
    }

    int code(long address, int length) {
        if (lastCode >= 0 && lengths[lastCode] == length && ByteCompare.equal(address, address(lastCode), length)) {
            return lastCode;
        }
        int hash = (int) ByteCompare.hash(address, length);
        int mask = table.length - 1;
        int slot = hash & mask;
        int found = table[slot];
        while (found != 0) {
            int code = found - 1;
            if (hashes[code] == hash
                    && lengths[code] == length
                    && ByteCompare.equal(address, plain.address() + starts[code], length)) {
                lastCode = code;
                return code;
            }
            slot = slot + 1 & mask;
            found = table[slot];
        }
        return add(address, length, hash, slot);
    }

    private int add(long address, int length, int hash, int slot) {
        int code = size;
        if (code == starts.length) {
            starts = Arrays.copyOf(starts, code * 2);
            lengths = Arrays.copyOf(lengths, code * 2);
            hashes = Arrays.copyOf(hashes, code * 2);
        }
        plain.ensure(length + 4L);
        if (prefixBytes > 0) {
            RawMemory.putInt(plain.end(), length);
            plain.advance(4);
        }
        starts[code] = plain.length();
        lengths[code] = length;
        hashes[code] = hash;
        ByteCopy.copy(address, plain.end(), length);
        plain.advance(length);
        size++;
        table[slot] = size;
        lastCode = code;
        if (size * 2 > table.length) {
            rehash();
        }
        return code;
    }

    private void rehash() {
        int[] larger = new int[table.length * 4];
        int mask = larger.length - 1;
        for (int code = 0; code < size; code++) {
            int slot = hashes[code] & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = code + 1;
        }
        table = larger;
    }

    /** Appends all values as PLAIN has them. */
    void writePlain(NativeBuffer out) {
        out.put(plain.address(), plain.length());
    }

    /** Appends the values of codes as PLAIN has them. */
    void decode(int[] codes, int count, NativeBuffer out) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += lengths[codes[i]] + prefixBytes;
        }
        out.ensure(bytes);
        long at = out.end();
        for (int i = 0; i < count; i++) {
            int length = lengths[codes[i]] + prefixBytes;
            ByteCopy.copy(plain.address() + starts[codes[i]] - prefixBytes, at, length);
            at += length;
        }
        out.advance((int) bytes);
    }

    @Override
    public void close() {
        plain.close();
    }
}
