package dev.tarn.format.text.json;

import dev.tarn.spi.memory.RawMemory;
import java.nio.charset.StandardCharsets;

/** Finds the records of a file that is not read by lines: steps over what is between them. One thread at a time. */
final class JsonRecords {
    private static final int NEWLINE = '\n';
    private static final String CLOUDTRAIL_KEY = "Records";

    private final boolean wrapped;
    /** Whether the records are those of an array that has begun and not ended. */
    private boolean inArray;
    /** Whether the object that holds the array has begun and not ended. */
    private boolean inWrapper;

    private long reached;

    JsonRecords(JsonLayout layout) {
        this.wrapped = layout == JsonLayout.CLOUDTRAIL;
    }

    /** Returns whether an array or object has begun that has to end before the file does. */
    boolean isWithin() {
        return inArray || inWrapper;
    }

    /**
     * Returns where the next record begins, or {@code limit} if there is none.
     *
     * @param at behind the record before
     * @throws JsonFault if what stands there is no record or not whole; to go on, call it with {@link #reached}
     */
    long next(long at, long limit) {
        long next = at;
        while (true) {
            next = JsonScanner.skipSpace(next, NEWLINE);
            reached = next;
            if (next >= limit) {
                return limit;
            }
            byte found = RawMemory.getByte(next);
            if (found == ',' && isWithin()) {
                next++;
            } else if (found == ']' && inArray) {
                inArray = false;
                next++;
            } else if (found == '[' && !inArray && !wrapped) {
                inArray = true;
                next++;
            } else if (wrapped && !inArray) {
                next = wrapper(next, limit, found);
            } else {
                return next;
            }
        }
    }

    /** Returns the address up to which all was stepped over. */
    long reached() {
        return reached;
    }

    /** Steps over a part of the object that holds the records: its begin, its end, or a key with its value. */
    private long wrapper(long at, long limit, byte found) {
        if (!inWrapper) {
            if (found != '{') {
                throw JsonFault.bad(
                        "the file does not begin with an object that holds the array \"" + CLOUDTRAIL_KEY + '"');
            }
            inWrapper = true;
            return at + 1;
        }
        if (found == '}') {
            inWrapper = false;
            return at + 1;
        }
        if (found != '"') {
            throw JsonFault.bad("a key is missing");
        }
        long keyEnd = JsonScanner.skipString(at + 1, limit);
        long colon = JsonScanner.skipSpace(keyEnd, NEWLINE);
        if (RawMemory.getByte(colon) != ':') {
            throw JsonFault.at(colon, limit, "no colon follows a key");
        }
        long value = JsonScanner.skipSpace(colon + 1, NEWLINE);
        if (value >= limit) {
            throw JsonFault.at(value, limit, "a value is missing");
        }
        if (RawMemory.getByte(value) == '[' && isRecords(at + 1, keyEnd - 1)) {
            inArray = true;
            return value + 1;
        }
        return JsonScanner.skipValue(value, limit, NEWLINE);
    }

    private static boolean isRecords(long at, long end) {
        byte[] expected = CLOUDTRAIL_KEY.getBytes(StandardCharsets.US_ASCII);
        if (end - at != expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (RawMemory.getByte(at + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
