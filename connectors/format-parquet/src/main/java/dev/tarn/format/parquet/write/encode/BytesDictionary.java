package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.CodeTable;
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
    private final CodeTable table = new CodeTable();
    private int lastCode = -1;

    /** @param hasLengths whether a value's length stands before it */
    BytesDictionary(NativeBuffer plain, boolean hasLengths) {
        this.plain = plain;
        this.prefixBytes = hasLengths ? 4 : 0;
    }

    int size() {
        return table.size();
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
        return plain.memoryBytes() + 8L * starts.length + table.memoryBytes();
    }

    void clear() {
        if (table.size() > 0) {
            table.clear();
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
        for (int code = table.first(hash); code >= 0; code = table.next(hash)) {
            if (lengths[code] == length && ByteCompare.equal(address, plain.address() + starts[code], length)) {
                lastCode = code;
                return code;
            }
        }
        return add(address, length, hash);
    }

    private int add(long address, int length, int hash) {
        int code = table.add(hash);
        if (code == starts.length) {
            starts = Arrays.copyOf(starts, code * 2);
            lengths = Arrays.copyOf(lengths, code * 2);
        }
        plain.ensure(length + 4L);
        if (prefixBytes > 0) {
            RawMemory.putInt(plain.end(), length);
            plain.advance(4);
        }
        starts[code] = plain.length();
        lengths[code] = length;
        ByteCopy.copy(address, plain.end(), length);
        plain.advance(length);
        lastCode = code;
        return code;
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
