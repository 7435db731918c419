package dev.tarn.format.text.delimited;

import dev.tarn.format.text.io.ByteWindow;
import dev.tarn.spi.memory.RawMemory;

/**
 * Finds the first record that begins in a part of a file, from bytes that begin one before the part.
 *
 * <p>Without quotes that is after the first line end. With them the bytes may begin within quotes: both readings are tried,
 * and the one by which records have the expected number of fields, and quotes stand where they may, is taken;
 * {@link PartBoundaries} checks it later. Where no quote is in sight the bytes are taken to begin outside of quotes.
 */
final class RecordStart {
    /** Not all bytes are here that are needed to tell. */
    static final long MORE = -1;

    private static final int TRIED_RECORDS = 100;
    private static final int LEAST_EVIDENCE = 32 << 10;
    private static final int MOST_EVIDENCE = 16 << 20;
    private static final int UNENDED = 1000;

    private final Dialect dialect;
    private final int columns;
    private final RowScanner scanner;
    private int fields;

    RecordStart(Dialect dialect, int columns) {
        this.dialect = dialect;
        this.columns = columns;
        this.scanner = new RowScanner(dialect);
    }

    /** Returns the address of the first record, the window's limit if there is none, or {@link #MORE}. */
    long find(ByteWindow window) {
        long from = window.position();
        long limit = window.limit();
        boolean last = window.isLast();
        if (!last && dialect.hasQuote() && limit - from < LEAST_EVIDENCE) {
            return MORE;
        }
        if (!dialect.hasQuote() || !occurs(from, limit, (byte) dialect.quote())) {
            return afterLine(from, limit, last);
        }
        long outside = scanner.next(from, limit, last, false, this::count);
        long outsideProblems = scanner.isIrregular() ? 1 : 0;
        long inside = scanner.next(from, limit, last, true, this::count);
        long insideProblems = scanner.isIrregular() ? 1 : 0;
        outsideProblems += outside == MORE ? UNENDED : problems(outside, limit, last);
        insideProblems += inside == MORE ? UNENDED : problems(inside, limit, last);
        boolean clear = outside == inside || outsideProblems == 0 != (insideProblems == 0);
        if (!last && !clear && limit - from < MOST_EVIDENCE || outside == MORE && inside == MORE) {
            return MORE;
        }
        return insideProblems < outsideProblems ? inside : outside;
    }

    private static boolean occurs(long from, long limit, byte value) {
        for (long at = from; at < limit; at++) {
            if (RawMemory.getByte(at) == value) {
                return true;
            }
        }
        return false;
    }

    private long afterLine(long from, long limit, boolean last) {
        for (long at = from; at < limit; at++) {
            if (RawMemory.getByte(at) == dialect.lineEnd()) {
                return at + 1;
            }
        }
        return last ? limit : MORE;
    }

    private void count(long lastByte) {
        fields++;
    }

    /** Counts the records, of the first hundred, that have another number of fields or odd quotes. */
    private long problems(long start, long limit, boolean last) {
        long problems = 0;
        long at = start;
        for (int i = 0; i < TRIED_RECORDS && at < limit; i++) {
            fields = 0;
            long next = scanner.next(at, limit, last, false, this::count);
            if (next == RowScanner.INCOMPLETE) {
                break;
            }
            problems += fields != columns && next > at + 1 || scanner.isIrregular() || scanner.endsInQuote() ? 1 : 0;
            at = next;
        }
        return problems;
    }
}
