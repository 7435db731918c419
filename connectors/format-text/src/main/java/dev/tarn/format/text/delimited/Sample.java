package dev.tarn.format.text.delimited;

import dev.tarn.format.text.io.TextHead;
import dev.tarn.spi.memory.RawMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The begin of a file in memory where it can be indexed. */
final class Sample {
    private static final int SLACK = 64;

    private final ByteBuffer memory;
    private final long address;
    private final int length;
    private final boolean whole;

    Sample(TextHead head) {
        byte[] bytes = head.bytes();
        memory = ByteBuffer.allocateDirect(bytes.length + SLACK);
        memory.put(bytes);
        address = RawMemory.addressOf(memory);
        length = bytes.length;
        whole = head.isWhole();
    }

    int length() {
        return memory.capacity() - SLACK;
    }

    /** Returns whether the sample is all there is. */
    boolean isWhole() {
        return whole;
    }

    /** Returns whether a byte occurs. */
    boolean has(int value) {
        for (int i = 0; i < length; i++) {
            if (RawMemory.getByte(address + i) == value) {
                return true;
            }
        }
        return false;
    }

    /** Returns the offset after {@code lines} lines, or -1 if the sample has not as many. */
    long afterLines(int lines, byte lineEnd) {
        int left = lines;
        int at = 0;
        while (left > 0 && at < length) {
            if (RawMemory.getByte(address + at++) == lineEnd) {
                left--;
            }
        }
        return left == 0 || whole ? at : -1;
    }

    /** Returns how many line ends there are after {@code from}. */
    long lineCount(long from, byte lineEnd) {
        long lines = 0;
        for (long i = from; i < length; i++) {
            lines += RawMemory.getByte(address + i) == lineEnd ? 1 : 0;
        }
        return lines;
    }

    /** Indexes records from {@code from}, within {@code maxBytes} and until there are {@code maxRows}. */
    RowIndex index(Dialect dialect, long from, int maxBytes, int maxRows) {
        RowIndex index = new RowIndex(dialect);
        long limit = Math.min(length, from + maxBytes);
        index.index(address + from, address + limit, whole && limit == length, maxRows);
        return index;
    }

    /** Returns the offset of an address. */
    long offsetOf(long at) {
        return at - address;
    }

    static String text(long address, int length) {
        byte[] bytes = new byte[length];
        RawMemory.copyToArray(address, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
