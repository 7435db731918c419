package dev.tarn.format.text.json;

import dev.tarn.spi.memory.RawMemory;

/**
 * Finds where the parts of a JSON text end, eight bytes at a time.
 *
 * <p>The text is raw memory up to {@code limit}, and at least 16 bytes that are zero follow. Where records are lines, the
 * last byte before {@code limit} is a newline, which no record contains. What is skipped is only looked at for strings and
 * brackets, so that an error within a value that nobody asks for may go unseen.
 *
 * <p>A method's {@code newline} is the byte that counts as space besides blank, tab and carriage return: the newline, or
 * again the blank where a newline ends the record.
 */
final class JsonScanner {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long SLASHES = '\\' * ONES;
    private static final long CONTROLS = 0x20 * ONES;
    /** What both opening brackets become with bit 5 set; the closing ones become {@link #CLOSING}. */
    private static final long OPENING = '{' * ONES;

    private static final long CLOSING = '}' * ONES;
    /** How deep the kinds of brackets are compared; deeper ones are only counted. */
    private static final int COMPARED_DEPTH = 64;

    private JsonScanner() {}

    /** Returns the address of the first byte from {@code at} that is not space. */
    static long skipSpace(long at, int newline) {
        long next = at;
        while (true) {
            byte found = RawMemory.getByte(next);
            if (found != ' ' && found != newline && found != '\t' && found != '\r') {
                return next;
            }
            next++;
        }
    }

    /** Returns the address of the first quote, backslash or control character from {@code at}. */
    static long stop(long at) {
        long next = at;
        while (true) {
            long word = RawMemory.getLong(next);
            long quote = word ^ QUOTES;
            long slash = word ^ SLASHES;
            long found = ((quote - ONES & ~quote) | (slash - ONES & ~slash) | (word - CONTROLS & ~word)) & HIGH;
            if (found != 0) {
                return next + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            next += 8;
        }
    }

    /**
     * Returns the address behind the closing quote of a string.
     *
     * @param at behind its opening quote, or anywhere within it but behind a backslash
     * @throws JsonFault if it does not end
     */
    static long skipString(long at, long limit) {
        long next = at;
        while (true) {
            next = stop(next);
            byte found = RawMemory.getByte(next);
            if (found == '"') {
                return next + 1;
            }
            if (found == '\\') {
                next++;
                found = RawMemory.getByte(next);
            }
            if (found == '\n' || next >= limit) {
                throw JsonFault.at(next, limit, "a string has no closing quote");
            }
            next++;
        }
    }

    /**
     * Returns the address behind a value.
     *
     * @param at where it begins, not at space
     * @throws JsonFault if it does not end, or is none
     */
    static long skipValue(long at, long limit, int newline) {
        byte first = RawMemory.getByte(at);
        if (first == '"') {
            return skipString(at + 1, limit);
        }
        if (first == '{' || first == '[') {
            return skipContainer(at, limit, newline);
        }
        return skipLiteral(at, limit);
    }

    /** Returns the address behind a number, true, false, null or the like: the first byte that none of them contains. */
    static long skipLiteral(long at, long limit) {
        long next = at;
        while (isLiteral(RawMemory.getByte(next))) {
            next++;
        }
        if (next == at || next >= limit) {
            throw JsonFault.at(next, limit, "a value is missing");
        }
        return next;
    }

    private static boolean isLiteral(byte value) {
        int lower = value | 0x20;
        return value >= '0' && value <= '9'
                || lower >= 'a' && lower <= 'z'
                || value == '-'
                || value == '.'
                || value == '+';
    }

    private static long skipContainer(long at, long limit, int newline) {
        long next = at;
        int depth = 0;
        long kinds = 0;
        while (true) {
            next = bracket(next);
            byte found = RawMemory.getByte(next);
            switch (found) {
                case '"' -> next = skipString(next + 1, limit);
                case '{', '[' -> {
                    kinds = kinds << 1 | (found == '{' ? 1 : 0);
                    depth++;
                    next++;
                }
                case '}', ']' -> {
                    if (depth <= COMPARED_DEPTH && (kinds & 1) != (found == '}' ? 1 : 0)) {
                        throw JsonFault.bad("a bracket closes another kind of bracket");
                    }
                    // Bits that left at the top are gone, so kinds of what is deeper than 64 are not compared.
                    kinds >>>= 1;
                    next++;
                    if (--depth == 0) {
                        return next;
                    }
                }
                default -> {
                    if (next >= limit || found == '\n' && newline != '\n') {
                        throw JsonFault.at(next, limit, "the record ends before its last bracket");
                    }
                    next++;
                }
            }
        }
    }

    /** Returns the address of the first quote, bracket, brace or control character from {@code at}. */
    private static long bracket(long at) {
        long next = at;
        while (true) {
            long word = RawMemory.getLong(next);
            long quote = word ^ QUOTES;
            long lower = word | CONTROLS;
            long opening = lower ^ OPENING;
            long closing = lower ^ CLOSING;
            long found = ((quote - ONES & ~quote)
                            | (opening - ONES & ~opening)
                            | (closing - ONES & ~closing)
                            | (word - CONTROLS & ~word))
                    & HIGH;
            if (found != 0) {
                return next + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            next += 8;
        }
    }
}
