package dev.tarn.format.text.delimited;

import dev.tarn.spi.memory.RawMemory;

/**
 * Finds where the fields of one record end, byte by byte: for every dialect, and for what is written badly. {@link RowIndex}
 * does it faster for the usual case. One thread at a time.
 */
final class RowScanner {
    /** What {@link #next} returns if the memory has not all of the record. */
    static final long INCOMPLETE = -1;

    /** Gets the last bytes of what ends fields. */
    interface Sink {
        void field(long lastByte);
    }

    private final Dialect dialect;
    private final byte[] delimiter;
    private final byte first;
    private boolean irregular;
    private boolean openQuote;

    RowScanner(Dialect dialect) {
        this.dialect = dialect;
        this.delimiter = dialect.delimiter();
        this.first = delimiter[0];
    }

    /** Returns whether a quote of the last record stood where the rules of RFC 4180 have none. */
    boolean isIrregular() {
        return irregular;
    }

    /** Returns whether the last record ended within quotes. */
    boolean endsInQuote() {
        return openQuote;
    }

    /**
     * Tells {@code sink} for each field of a record the last byte of the delimiter, or line end, behind it.
     *
     * @param start where the record begins
     * @param limit where the memory ends
     * @param last whether the content ends there too, which ends a record as a line end at {@code limit} would
     * @param inQuote whether {@code start} is within quotes, as a part of a file may begin
     * @return the address after the record, or {@link #INCOMPLETE}
     */
    long next(long start, long limit, boolean last, boolean inQuote, Sink sink) {
        irregular = false;
        openQuote = false;
        boolean quoted = inQuote;
        boolean atFieldStart = !inQuote;
        boolean afterQuote = false;
        for (long at = start; at < limit; at++) {
            byte value = RawMemory.getByte(at);
            if (value == dialect.escape() && escapes(at, limit, quoted)) {
                if (at + 1 == limit && !last) {
                    return INCOMPLETE;
                }
                at++;
                atFieldStart = false;
                afterQuote = false;
                continue;
            }
            if (value == dialect.quote() && dialect.hasQuote()) {
                if (quoted) {
                    if (at + 1 == limit && !last) {
                        return INCOMPLETE;
                    }
                    if (at + 1 < limit && RawMemory.getByte(at + 1) == value) {
                        at++;
                        continue;
                    }
                    quoted = false;
                    afterQuote = true;
                } else {
                    boolean opens = atFieldStart || dialect.rules() == Dialect.Rules.OPEN_CSV;
                    irregular |= !atFieldStart;
                    quoted = opens;
                    afterQuote = false;
                }
                atFieldStart = false;
                continue;
            }
            if (quoted) {
                continue;
            }
            if (value == dialect.lineEnd()) {
                sink.field(at);
                return at + 1;
            }
            if (value == first) {
                int found = delimiterAt(at, limit, last);
                if (found < 0) {
                    return INCOMPLETE;
                }
                if (found > 0) {
                    at += delimiter.length - 1;
                    sink.field(at);
                    atFieldStart = true;
                    afterQuote = false;
                    continue;
                }
            }
            irregular |= afterQuote && value != '\r';
            atFieldStart = false;
        }
        openQuote = quoted;
        if (!last) {
            return INCOMPLETE;
        }
        sink.field(limit);
        return limit;
    }

    /** Returns whether the escape at {@code at} changes what the next byte means. */
    private boolean escapes(long at, long limit, boolean quoted) {
        if (!dialect.hasEscape()) {
            return false;
        }
        if (dialect.rules() == Dialect.Rules.LAZY) {
            return at + 1 < limit ? RawMemory.getByte(at + 1) != dialect.lineEnd() : true;
        }
        if (!quoted || dialect.escape() == dialect.quote()) {
            return false;
        }
        if (at + 1 >= limit) {
            return true;
        }
        byte next = RawMemory.getByte(at + 1);
        return next == dialect.quote() || next == dialect.escape();
    }

    /** Returns 1 if the delimiter stands here, 0 if not, -1 if more bytes have to be seen. */
    private int delimiterAt(long at, long limit, boolean last) {
        for (int i = 1; i < delimiter.length; i++) {
            if (at + i >= limit) {
                return last ? 0 : -1;
            }
            if (RawMemory.getByte(at + i) != delimiter[i]) {
                return 0;
            }
        }
        return 1;
    }
}
