package dev.tarn.format.text.json;

import dev.tarn.spi.memory.RawMemory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * The begin of a file's content, and what it shows: how records follow one another, about how long they are, and, if asked
 * for, what their fields have in common. The same bytes show the same. One thread at a time.
 */
final class JsonSample {
    private static final int SENTINEL_BYTES = 64;
    private static final int NEWLINE = '\n';
    private static final int NO_NEWLINE = ' ';

    private final ByteBuffer memory;
    private final long start;
    private final long limit;
    private final boolean isWhole;
    private final JsonShape shape = new JsonShape();
    private int good;
    private int bad;
    private long goodBytes;
    private String firstFault;

    /**
     * Makes it of the first bytes of a content.
     *
     * @param isWhole whether they are all of it
     */
    JsonSample(byte[] bytes, boolean isWhole) {
        this.memory = ByteBuffer.allocateDirect(bytes.length + SENTINEL_BYTES);
        this.start = RawMemory.addressOf(memory);
        this.limit = start + bytes.length;
        this.isWhole = isWhole;
        RawMemory.copyFromArray(bytes, 0, start, bytes.length);
        RawMemory.fill(limit, SENTINEL_BYTES, (byte) 0);
    }

    /** Returns how the records follow one another. */
    JsonLayout layout() {
        try {
            long at = JsonScanner.skipSpace(start, NEWLINE);
            if (at >= limit) {
                return JsonLayout.LINES;
            }
            if (RawMemory.getByte(at) == '[') {
                return JsonLayout.SEQUENCE;
            }
            return isOneLine(at) || mostLinesAreRecords() ? JsonLayout.LINES : JsonLayout.SEQUENCE;
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /** Returns whether the record at {@code at} has no newline, as far as it is here. */
    private boolean isOneLine(long at) {
        try {
            JsonScanner.skipValue(at, limit, NO_NEWLINE);
            return true;
        } catch (JsonFault fault) {
            return fault.isIncomplete();
        }
    }

    private boolean mostLinesAreRecords() {
        int whole = 0;
        int other = 0;
        long at = start;
        while (at < limit) {
            long end = lineEnd(at);
            if (end > at) {
                if (RawMemory.getByte(at) == '{' && endsLine(at)) {
                    whole++;
                } else {
                    other++;
                }
            }
            at = end + 1;
        }
        return whole > other;
    }

    private boolean endsLine(long at) {
        try {
            return RawMemory.getByte(JsonScanner.skipSpace(JsonScanner.skipValue(at, limit, NO_NEWLINE), NO_NEWLINE))
                    == NEWLINE;
        } catch (JsonFault fault) {
            return false;
        }
    }

    private long lineEnd(long at) {
        long end = at;
        while (end < limit && RawMemory.getByte(end) != NEWLINE) {
            end++;
        }
        return end;
    }

    /** Looks at all whole records. */
    void read(JsonLayout layout) {
        try {
            if (layout == JsonLayout.LINES) {
                readLines();
            } else {
                readSequence(layout);
            }
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private void readLines() {
        long end = limit;
        if (isWhole) {
            RawMemory.putByte(limit, (byte) NEWLINE);
            end = limit + 1;
        } else {
            while (end > start && RawMemory.getByte(end - 1) != NEWLINE) {
                end--;
            }
        }
        long at = start;
        while (at < end) {
            at = JsonScanner.skipSpace(at, NEWLINE);
            if (at >= end) {
                return;
            }
            long behind = add(at, end, NO_NEWLINE);
            at = behind < 0 ? lineEnd(at) : behind;
        }
    }

    private void readSequence(JsonLayout layout) {
        JsonRecords records = new JsonRecords(layout);
        long at = start;
        try {
            while (true) {
                at = records.next(at, limit);
                if (at >= limit) {
                    return;
                }
                long behind = add(at, limit, NEWLINE);
                at = behind < 0 ? JsonScanner.skipValue(at, limit, NEWLINE) : behind;
            }
        } catch (JsonFault fault) {
            note(fault);
        }
    }

    /** Looks at a record and returns the address behind it, or -1 if it is bad. */
    private long add(long at, long end, int newline) {
        try {
            if (RawMemory.getByte(at) != '{') {
                throw JsonFault.bad("a record is not an object");
            }
            // So that a record that is not whole leaves no trace.
            JsonScanner.skipValue(at, end, newline);
            long behind = shape.add(at, end, newline);
            good++;
            goodBytes += behind - at + 1;
            return behind;
        } catch (JsonFault fault) {
            note(fault);
            return -1;
        }
    }

    private void note(JsonFault fault) {
        if (!fault.isIncomplete() || isWhole) {
            bad++;
            firstFault = firstFault == null ? fault.getMessage() : firstFault;
        }
    }

    /** Returns how many records were whole and good. */
    int good() {
        return good;
    }

    /** Returns how many records were bad. */
    int bad() {
        return bad;
    }

    /** Returns what was wrong with the first bad one, or null if there was none. */
    String firstFault() {
        return firstFault;
    }

    /** Returns about how many bytes the good records take, with what is between them. */
    long goodBytes() {
        return goodBytes;
    }

    /** Returns what the good records have in common. */
    JsonShape shape() {
        return shape;
    }
}
