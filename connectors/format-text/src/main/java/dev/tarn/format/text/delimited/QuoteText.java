package dev.tarn.format.text.delimited;

import dev.tarn.spi.memory.RawMemory;

/** What a field says that is written with quotes or escapes. */
final class QuoteText {
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private final Dialect dialect;

    QuoteText(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Returns whether a field that begins with a quote ends with one and has neither quote nor escape between them. */
    boolean isPlainWithin(long address, int length) {
        if (length < 2 || RawMemory.getByte(address + length - 1) != dialect.quote()) {
            return false;
        }
        return firstOf(address + 1, address + length - 1, dialect.quote()) < 0
                && (!dialect.hasEscape()
                        || dialect.escape() == dialect.quote()
                        || firstOf(address + 1, address + length - 1, dialect.escape()) < 0);
    }

    /** Returns whether the dialect's rules change the field. */
    boolean needsChange(long address, int length) {
        return dialect.hasEscape() && firstOf(address, address + length, dialect.escape()) >= 0
                || dialect.rules() == Dialect.Rules.OPEN_CSV
                        && firstOf(address, address + length, dialect.quote()) >= 0;
    }

    /** Returns the address of the first byte of this value, or -1. Reads up to 7 bytes past the end. */
    private static long firstOf(long from, long to, int value) {
        long pattern = (value & 0xFF) * EACH_BYTE;
        for (long at = from; at < to; at += 8) {
            long word = RawMemory.getLong(at) ^ pattern;
            long found = ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
            if (found != 0) {
                long address = at + (Long.numberOfTrailingZeros(found) >>> 3);
                return address < to ? address : -1;
            }
        }
        return -1;
    }

    /** Writes what the field says to {@code target}, which has room for its length, and returns how many bytes that are. */
    int copy(long address, int length, long target) {
        return switch (dialect.rules()) {
            case LAZY -> copyLazy(address, address + length, target);
            case RFC -> copyRfc(address, address + length, target);
            case OPEN_CSV -> copyOpenCsv(address, address + length, target);
        };
    }

    private int copyLazy(long address, long end, long target) {
        long out = target;
        for (long at = address; at < end; at++) {
            byte value = RawMemory.getByte(at);
            if (value == dialect.escape() && at + 1 < end) {
                value = escaped(RawMemory.getByte(++at));
            }
            RawMemory.putByte(out++, value);
        }
        return (int) (out - target);
    }

    /** Returns what a byte after an escape means in delimited text: of r and n a line end, of others itself. */
    static byte escaped(byte value) {
        return value == 'n' ? (byte) '\n' : value == 'r' ? (byte) '\r' : value;
    }

    /** What follows a closing quote is kept as it is. */
    private int copyRfc(long address, long end, long target) {
        long out = target;
        boolean quoted = true;
        boolean escapes = dialect.hasEscape() && dialect.escape() != dialect.quote();
        for (long at = address + 1; at < end; at++) {
            byte value = RawMemory.getByte(at);
            if (quoted
                    && escapes
                    && value == dialect.escape()
                    && at + 1 < end
                    && isEscapable(RawMemory.getByte(at + 1))) {
                value = RawMemory.getByte(++at);
            } else if (quoted && value == dialect.quote()) {
                if (at + 1 < end && RawMemory.getByte(at + 1) == value) {
                    at++;
                } else {
                    quoted = false;
                    continue;
                }
            }
            RawMemory.putByte(out++, value);
        }
        return (int) (out - target);
    }

    private boolean isEscapable(byte value) {
        return value == dialect.quote() || value == dialect.escape();
    }

    /**
     * As Hive's OpenCSVSerde has it: a quote begins or ends a quoted part and is itself kept only in the midst of a field;
     * blanks before a quote that begins a field are dropped, and so is an escape that stands before nothing it can escape.
     */
    private int copyOpenCsv(long address, long end, long target) {
        long out = target;
        boolean quoted = false;
        boolean escapes = dialect.hasEscape() && dialect.escape() != dialect.quote();
        for (long at = address; at < end; at++) {
            byte value = RawMemory.getByte(at);
            boolean more = at + 1 < end;
            if (escapes && value == dialect.escape()) {
                if (quoted && more && isEscapable(RawMemory.getByte(at + 1))) {
                    RawMemory.putByte(out++, RawMemory.getByte(++at));
                }
            } else if (value == dialect.quote()) {
                if (quoted && more && RawMemory.getByte(at + 1) == value) {
                    RawMemory.putByte(out++, value);
                    at++;
                } else {
                    if (at > address && more) {
                        if (isBlank(target, out)) {
                            out = target;
                        } else {
                            RawMemory.putByte(out++, value);
                        }
                    }
                    quoted = !quoted;
                }
            } else {
                RawMemory.putByte(out++, value);
            }
        }
        return (int) (out - target);
    }

    private static boolean isBlank(long from, long to) {
        for (long at = from; at < to; at++) {
            byte value = RawMemory.getByte(at);
            if (value != ' ' && value != '\t') {
                return false;
            }
        }
        return to > from;
    }
}
