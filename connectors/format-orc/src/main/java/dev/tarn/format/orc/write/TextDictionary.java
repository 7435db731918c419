package dev.tarn.format.orc.write;

import dev.tarn.spi.memory.CodeTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Gives each different text a code, from 0 on in the order of their first occurrence. One thread at a time. */
final class TextDictionary {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final int FIRST_CODES = 128;

    private byte[] bytes = new byte[4096];
    private int[] ends = new int[FIRST_CODES];
    private final CodeTable table = new CodeTable();
    private int lastCode = -1;

    int size() {
        return table.size();
    }

    /** Returns how many bytes the texts have. */
    int byteCount() {
        return table.size() == 0 ? 0 : ends[table.size() - 1];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns where in {@link #bytes} the text of a code begins. */
    int start(int code) {
        return code == 0 ? 0 : ends[code - 1];
    }

    int length(int code) {
        return ends[code] - start(code);
    }

    void clear() {
        table.clear();
        lastCode = -1;
    }

    /** Returns the code of a text; {@link #byteCount} and its length fit an array. */
    int code(byte[] text, int length) {
        if (lastCode >= 0 && is(lastCode, text, length)) {
            return lastCode;
        }
        int hash = hash(text, length);
        for (int code = table.first(hash); code >= 0; code = table.next(hash)) {
            if (is(code, text, length)) {
                lastCode = code;
                return code;
            }
        }
        return add(text, length, hash);
    }

    private boolean is(int code, byte[] text, int length) {
        int start = start(code);
        return Arrays.equals(bytes, start, ends[code], text, 0, length);
    }

    private static int hash(byte[] text, int length) {
        long hash = length * FACTOR;
        int at = 0;
        for (; at + 8 <= length; at += 8) {
            hash = (hash ^ (long) LONGS.get(text, at)) * FACTOR;
            hash ^= hash >>> 29;
        }
        long rest = 0;
        for (; at < length; at++) {
            rest = rest << 8 | text[at] & 0xFF;
        }
        hash = (hash ^ rest) * FACTOR;
        return (int) ((hash ^ hash >>> 32) >>> 3);
    }

    private int add(byte[] text, int length, int hash) {
        int from = byteCount();
        int code = table.add(hash);
        if (code == ends.length) {
            ends = Arrays.copyOf(ends, code * 2);
        }
        if (from + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(from + length, bytes.length * 2));
        }
        System.arraycopy(text, 0, bytes, from, length);
        ends[code] = from + length;
        lastCode = code;
        return code;
    }

    /** Returns the codes in the order of their texts' bytes. */
    int[] sortedCodes() {
        Integer[] sorted = new Integer[size()];
        Arrays.setAll(sorted, code -> code);
        Arrays.sort(
                sorted,
                (left, right) ->
                        Arrays.compareUnsigned(bytes, start(left), ends[left], bytes, start(right), ends[right]));
        return Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
    }
}
