package dev.tarn.format.text.delimited;

import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/**
 * Where the fields and records of a stretch of memory end. Found 64 bytes at a time: comparisons give a mask of the bytes
 * that are delimiters and line ends, and the parity of the quotes before them tells which of these count (Langdale, Lemire,
 * "Parsing Gigabytes of JSON per Second"). A record that escapes, or has quotes where RFC 4180 has none, is scanned byte by
 * byte.
 *
 * <p>Positions count from {@link #base}. Entry {@code i} of {@link #ends} is the last byte of what ends a field; field
 * {@code c} of record {@code r} lies between entries {@code rowStarts[r] + c} and {@code rowStarts[r] + c + 1}, and
 * {@code rowEnds[r]} is the entry of the record's line end. One thread at a time.
 */
final class RowIndex {
    private static final int BLOCK = 64;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long GATHER = 0x0102040810204080L;

    private final Dialect dialect;
    private final RowScanner scanner;
    private final boolean fast;
    private final long delimiterPattern;
    private final long linePattern;
    private final long quotePattern;
    private final long escapePattern;

    private long base;
    private int[] ends = new int[1 << 12];
    private int endCount;
    private int[] rowStarts = new int[1 << 8];
    private int[] rowEnds = new int[1 << 8];
    private int rowCount;
    private boolean escapesSeen;
    private boolean irregularSeen;
    private boolean openQuote;
    private long position;

    RowIndex(Dialect dialect) {
        this.dialect = dialect;
        this.scanner = new RowScanner(dialect);
        this.fast = dialect.delimiter().length == 1;
        this.delimiterPattern = (dialect.delimiter()[0] & 0xFFL) * EACH_BYTE;
        this.linePattern = (dialect.lineEnd() & 0xFFL) * EACH_BYTE;
        this.quotePattern = (dialect.quote() & 0xFFL) * EACH_BYTE;
        this.escapePattern = (dialect.escape() & 0xFFL) * EACH_BYTE;
    }

    /** Returns the address that positions count from. */
    long base() {
        return base;
    }

    int[] ends() {
        return ends;
    }

    int[] rowStarts() {
        return rowStarts;
    }

    int[] rowEnds() {
        return rowEnds;
    }

    int rowCount() {
        return rowCount;
    }

    /** Returns whether a record may have a field with an escape in it. */
    boolean mayHaveEscapes() {
        return escapesSeen;
    }

    /** Returns whether a record may have quotes that are neither around a field nor doubled. */
    boolean mayBeIrregular() {
        return irregularSeen;
    }

    /** Returns whether the content ended within quotes: the last record has no end. */
    boolean endsInQuote() {
        return openQuote;
    }

    /** Returns the address after the last complete record. */
    long position() {
        return position;
    }

    /** Returns the address at which record {@code row} begins. */
    long rowAddress(int row) {
        return base + ends[rowStarts[row]] + 1;
    }

    /** Returns the address of record {@code row}'s line end. */
    long rowEndAddress(int row) {
        return base + ends[rowEnds[row]];
    }

    /**
     * Indexes complete records.
     *
     * @param start where a record begins
     * @param limit where the memory ends; 64 bytes past it can be read
     * @param last whether the content ends there too
     * @param wantedRows after how many records to stop; a few more may be there
     */
    void index(long start, long limit, boolean last, int wantedRows) {
        base = start;
        ends[0] = -1;
        endCount = 1;
        rowCount = 0;
        escapesSeen = false;
        irregularSeen = false;
        openQuote = false;
        position = start;
        if (fast) {
            indexBlocks(limit, last, wantedRows);
        } else {
            escapesSeen = dialect.hasEscape();
            irregularSeen = dialect.hasQuote();
            while (rowCount < wantedRows && position < limit && scanRow(limit, last)) {
                // One record a turn.
            }
        }
        position = Math.min(position, limit);
    }

    private void indexBlocks(long limit, boolean last, int wantedRows) {
        long at = base;
        long inside = 0;
        long beforeOk = 1;
        long afterClose = 0;
        boolean quotes = dialect.hasQuote();
        boolean escapes = dialect.hasEscape() && dialect.escape() != dialect.quote();
        boolean strictQuotes = dialect.rules() == Dialect.Rules.RFC;
        while (at < limit && rowCount < wantedRows) {
            int left = (int) Math.min(BLOCK, limit - at);
            long valid = left == BLOCK ? -1L : (1L << left) - 1;
            if (escapes && anyEqual(at, escapePattern) && (mask(at, escapePattern) & valid) != 0) {
                escapesSeen = true;
                at = scanFrom(limit, last);
                if (at < 0) {
                    return;
                }
                inside = 0;
                beforeOk = 1;
                afterClose = 0;
                continue;
            }
            long lines = anyEqual(at, linePattern) ? mask(at, linePattern) & valid : 0;
            long structural = mask(at, delimiterPattern) & valid | lines;
            if (quotes && ((inside | afterClose) != 0 || anyEqual(at, quotePattern))) {
                long quote = mask(at, quotePattern) & valid;
                long within = prefixXor(quote) ^ inside;
                long opens = quote & within;
                long closes = quote & ~within;
                long odd = opens & ~(((structural | quote) << 1) | beforeOk)
                        | (closes << 1 | afterClose) & ~(structural | quote | mask(at, '\r' * EACH_BYTE)) & valid;
                if (odd != 0) {
                    irregularSeen = true;
                    if (strictQuotes) {
                        at = scanFrom(limit, last);
                        if (at < 0) {
                            return;
                        }
                        inside = 0;
                        beforeOk = 1;
                        afterClose = 0;
                        continue;
                    }
                }
                inside = within >> 63;
                afterClose = closes >>> 63;
                beforeOk = (structural | quote) >>> 63;
                structural &= ~within;
                lines &= ~within;
            } else {
                beforeOk = structural >>> 63;
            }
            add((int) (at - base), structural, lines);
            at += left;
        }
        finish(at, limit, last, inside != 0);
    }

    /** Takes a block's ends of fields and records. */
    private void add(int offset, long structural, long lines) {
        if (endCount + BLOCK >= ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        int[] into = ends;
        int first = endCount;
        int count = first;
        for (long left = structural; left != 0; left &= left - 1) {
            into[count++] = offset + Long.numberOfTrailingZeros(left);
        }
        for (long left = lines; left != 0; left &= left - 1) {
            addRow(first + Long.bitCount(structural & (left & -left) - 1));
        }
        endCount = count;
    }

    private void addRow(int endIndex) {
        if (rowCount == rowEnds.length) {
            rowEnds = Arrays.copyOf(rowEnds, rowCount * 2);
            rowStarts = Arrays.copyOf(rowStarts, rowCount * 2);
        }
        rowStarts[rowCount] = rowCount == 0 ? 0 : rowEnds[rowCount - 1];
        rowEnds[rowCount++] = endIndex;
    }

    /** Scans the record that is not complete yet byte by byte; returns the address after it, or -1 if it does not end. */
    private long scanFrom(long limit, boolean last) {
        dropIncomplete();
        return scanRow(limit, last) ? position : -1;
    }

    private void dropIncomplete() {
        endCount = rowCount == 0 ? 1 : rowEnds[rowCount - 1] + 1;
        position = base + ends[endCount - 1] + 1;
    }

    private boolean scanRow(long limit, boolean last) {
        long after = scanner.next(position, limit, last, false, this::addEnd);
        if (after == RowScanner.INCOMPLETE) {
            dropIncomplete();
            return false;
        }
        irregularSeen |= scanner.isIrregular();
        openQuote = scanner.endsInQuote();
        addRow(endCount - 1);
        position = after;
        return true;
    }

    private void addEnd(long lastByte) {
        if (endCount == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        ends[endCount++] = (int) (lastByte - base);
    }

    /** Ends at a record's end; with the content's end ends a record that has no line end. */
    private void finish(long at, long limit, boolean last, boolean inside) {
        int complete = rowCount == 0 ? 0 : rowEnds[rowCount - 1];
        long next = base + ends[complete] + 1;
        if (last && at >= limit && next < limit) {
            openQuote = inside;
            addEnd(limit);
            addRow(endCount - 1);
            position = limit;
        } else {
            dropIncomplete();
        }
    }

    private static long zeroBytes(long word) {
        return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
    }

    private static boolean anyEqual(long at, long pattern) {
        return (zeroBytes(RawMemory.getLong(at) ^ pattern)
                        | zeroBytes(RawMemory.getLong(at + 8) ^ pattern)
                        | zeroBytes(RawMemory.getLong(at + 16) ^ pattern)
                        | zeroBytes(RawMemory.getLong(at + 24) ^ pattern)
                        | zeroBytes(RawMemory.getLong(at + 32) ^ pattern)
                        | zeroBytes(RawMemory.getLong(at + 40) ^ pattern)
                        | zeroBytes(RawMemory.getLong(at + 48) ^ pattern)
                        | zeroBytes(RawMemory.getLong(at + 56) ^ pattern))
                != 0;
    }

    /** Returns a bit for each of 64 bytes: 1 where it equals the pattern's. */
    private static long mask(long at, long pattern) {
        return bits(RawMemory.getLong(at) ^ pattern)
                | bits(RawMemory.getLong(at + 8) ^ pattern) << 8
                | bits(RawMemory.getLong(at + 16) ^ pattern) << 16
                | bits(RawMemory.getLong(at + 24) ^ pattern) << 24
                | bits(RawMemory.getLong(at + 32) ^ pattern) << 32
                | bits(RawMemory.getLong(at + 40) ^ pattern) << 40
                | bits(RawMemory.getLong(at + 48) ^ pattern) << 48
                | bits(RawMemory.getLong(at + 56) ^ pattern) << 56;
    }

    private static long bits(long difference) {
        return (zeroBytes(difference) >>> 7) * GATHER >>> 56;
    }

    /** Returns for each bit the parity of it and the bits below. */
    private static long prefixXor(long bits) {
        long parity = bits ^ bits << 1;
        parity ^= parity << 2;
        parity ^= parity << 4;
        parity ^= parity << 8;
        parity ^= parity << 16;
        return parity ^ parity << 32;
    }
}
