package dev.tarn.kernel.text;

import dev.tarn.spi.memory.ByteCompare;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Texts that match a LIKE pattern.
 *
 * <p>The pattern is cut at its percent signs. The first piece must start the text unless a percent sign goes before it, the
 * last must end it likewise, and those between are found one after the other, each as far left as it can be, so that no
 * text is gone through more often than once for each piece. An underscore stands for one code point.
 */
public final class LikeMatcher extends TextMatcher {
    private final LikePattern pattern;
    private final long[] starts;
    private final boolean plain;

    public LikeMatcher(BufferAllocator allocator, LikePattern pattern) {
        super(allocator, pattern.pieces().stream().map(LikePattern.Piece::bytes).toList());
        this.pattern = pattern;
        this.plain = pattern.pieces().stream().noneMatch(LikePattern.Piece::hasWildcards);
        this.starts = new long[pattern.pieces().size()];
        long at = constants();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += pattern.pieces().get(i).bytes().length;
        }
    }

    @Override
    public int select(TextReader text, int[] positions, int count, int[] out, int outside) {
        boolean isSuffix = starts.length == 1 && pattern.anchoredEnd();
        boolean isSearch = plain && starts.length > 0 && !pattern.anchoredStart() && !isSuffix;
        if (isSearch && positions == null && count > 0 && text.isContiguous()) {
            return selectBySearch(text, count, out, outside);
        }
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions == null ? j : positions[j];
            out[k] = row;
            k += (matches(text.address(row), text.length(row)) ? 1 : 0) ^ outside;
        }
        return k;
    }

    /** Searches all texts as one run of bytes for the first piece, and looks closer only at the texts that have it. */
    private int selectBySearch(TextReader text, int count, int[] out, int outside) {
        int length = pattern.pieces().get(0).bytes().length;
        long end = text.address(count - 1) + text.length(count - 1);
        long at = text.address(0);
        int k = 0;
        int row = 0;
        int undecided = 0;
        while (row < count) {
            long hit = ByteCompare.find(at, end, starts[0], length);
            if (hit == 0) {
                break;
            }
            while (text.address(row) + text.length(row) <= hit) {
                row++;
            }
            long rowEnd = text.address(row) + text.length(row);
            if (hit < text.address(row) || hit + length > rowEnd) {
                // It runs over the end of a text.
                at = hit + 1;
                continue;
            }
            if (matchesFrom(1, hit + length, rowEnd, hit)) {
                k = outside == 1 ? fill(undecided, row, out, k) : put(row, out, k);
                undecided = row + 1;
            }
            at = rowEnd;
            row++;
        }
        return outside == 1 ? fill(undecided, count, out, k) : k;
    }

    private static int put(int row, int[] out, int k) {
        out[k] = row;
        return k + 1;
    }

    private static int fill(int from, int to, int[] out, int start) {
        int k = start;
        for (int row = from; row < to; row++) {
            out[k++] = row;
        }
        return k;
    }

    /** Returns whether a text matches. */
    public boolean matches(long address, int length) {
        long end = address + length;
        if (starts.length == 0) {
            return !pattern.anchoredStart() || length == 0;
        }
        if (pattern.anchoredStart()) {
            long next = matchAt(0, address, end);
            if (next < 0) {
                return false;
            }
            return starts.length == 1 && pattern.anchoredEnd() ? next == end : matchesFrom(1, next, end, address);
        }
        if (starts.length == 1 && pattern.anchoredEnd()) {
            return matchesEnd(0, address, end);
        }
        long found = find(0, address, end);
        return found >= 0 && matchesFrom(1, found, end, address);
    }

    /** Returns whether the pieces from {@code piece} on match from {@code start} on. */
    private boolean matchesFrom(int piece, long start, long end, long firstPiece) {
        int last = starts.length - 1;
        if (piece > last) {
            // The first piece was the last one too.
            return !pattern.anchoredEnd()
                    || (starts.length == 1 && !pattern.anchoredStart() ? matchesEnd(0, firstPiece, end) : start == end);
        }
        long at = start;
        for (int i = piece; i < last || (i == last && !pattern.anchoredEnd()); i++) {
            at = find(i, at, end);
            if (at < 0) {
                return false;
            }
        }
        return !pattern.anchoredEnd() || matchesEnd(last, at, end);
    }

    private boolean matchesEnd(int piece, long start, long end) {
        LikePattern.Piece last = pattern.pieces().get(piece);
        if (!last.hasWildcards()) {
            int length = last.bytes().length;
            return end - start >= length && ByteCompare.equal(end - length, starts[piece], length);
        }
        long from = Utf8.skipBack(start, end, last.codePoints());
        return matchAt(piece, from, end) == end;
    }

    /** Finds a piece and returns where the text goes on after it, or -1. */
    private long find(int piece, long start, long end) {
        LikePattern.Piece wanted = pattern.pieces().get(piece);
        if (!wanted.hasWildcards()) {
            int length = wanted.bytes().length;
            long found = ByteCompare.find(start, end, starts[piece], length);
            return found == 0 ? -1 : found + length;
        }
        for (long at = start; at < end; at += Utf8.width(at, end)) {
            long next = matchAt(piece, at, end);
            if (next >= 0) {
                return next;
            }
        }
        return -1;
    }

    /** Returns where the text goes on if the piece stands at {@code start}, or -1. */
    private long matchAt(int piece, long start, long end) {
        LikePattern.Piece wanted = pattern.pieces().get(piece);
        int length = wanted.bytes().length;
        if (!wanted.hasWildcards()) {
            return end - start >= length && ByteCompare.equal(start, starts[piece], length) ? start + length : -1;
        }
        return wanted.matchAt(start, end);
    }
}
