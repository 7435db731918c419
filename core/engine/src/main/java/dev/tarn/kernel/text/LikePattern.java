package dev.tarn.kernel.text;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A LIKE pattern, cut into pieces at its percent signs; none of the pieces is empty.
 *
 * @param anchoredStart whether the first piece must start the text; without pieces, whether the text must be empty
 * @param anchoredEnd whether the last piece must end the text
 */
public record LikePattern(List<Piece> pieces, boolean anchoredStart, boolean anchoredEnd) {
    public LikePattern {
        pieces = List.copyOf(pieces);
    }

    /**
     * What stands between two percent signs.
     *
     * @param bytes the UTF-8 bytes, any byte for an underscore
     * @param wildcards where an underscore stands
     * @param codePoints how many code points match it
     */
    public record Piece(byte[] bytes, boolean[] wildcards, int codePoints, boolean hasWildcards) {
        /** Returns where a text goes on if the piece stands at {@code start}, or -1. */
        long matchAt(long start, long end) {
            long at = start;
            for (int i = 0; i < bytes.length; i++) {
                if (at >= end) {
                    return -1;
                }
                if (wildcards[i]) {
                    at += Utf8.width(at, end);
                } else if (RawMemory.getByte(at) == bytes[i]) {
                    at++;
                } else {
                    return -1;
                }
            }
            return at;
        }
    }

    /** Returns whether a text matches, without the help of a {@link LikeMatcher}, which is made for many texts. */
    public boolean matches(long address, int length) {
        long end = address + length;
        if (pieces.isEmpty()) {
            return !anchoredStart || length == 0;
        }
        long at = address;
        int first = 0;
        int last = pieces.size() - 1;
        if (anchoredStart) {
            at = pieces.get(0).matchAt(address, end);
            if (at < 0 || (last == 0 && anchoredEnd)) {
                return at == end;
            }
            first = 1;
        }
        for (int i = first; i < (anchoredEnd ? last : last + 1); i++) {
            at = find(pieces.get(i), at, end);
            if (at < 0) {
                return false;
            }
        }
        if (!anchoredEnd) {
            return true;
        }
        long from = Utf8.skipBack(at, end, pieces.get(last).codePoints());
        return pieces.get(last).matchAt(from, end) == end;
    }

    private static long find(Piece piece, long start, long end) {
        for (long at = start; at < end; at += Utf8.width(at, end)) {
            long next = piece.matchAt(at, end);
            if (next >= 0) {
                return next;
            }
        }
        return -1;
    }

    /**
     * Parses a pattern.
     *
     * @param escape the character that makes the next one stand for itself, or null if there is none
     * @throws TarnException INVALID_FUNCTION_ARGUMENT if an escape stands before anything but %, _ or itself
     */
    public static LikePattern parse(String pattern, String escape) {
        int escapePoint = escape == null ? -1 : escapeCodePoint(escape);
        List<Piece> pieces = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BitSet wildcards = new BitSet();
        int[] points = pattern.codePoints().toArray();
        boolean anchoredStart = true;
        boolean anchoredEnd = true;
        int codePoints = 0;
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            anchoredEnd = true;
            if (point == escapePoint) {
                i++;
                if (i == points.length || (points[i] != '%' && points[i] != '_' && points[i] != escapePoint)) {
                    throw new TarnException(
                            ErrorCode.INVALID_FUNCTION_ARGUMENT,
                            "Escape character must be followed by '%', '_' or the escape character itself");
                }
                bytes.writeBytes(Character.toString(points[i]).getBytes(StandardCharsets.UTF_8));
                codePoints++;
            } else if (point == '%') {
                anchoredStart &= i > 0;
                anchoredEnd = false;
                cut(bytes, wildcards, codePoints, pieces);
                codePoints = 0;
            } else {
                codePoints++;
                if (point == '_') {
                    wildcards.set(bytes.size());
                    bytes.write('_');
                } else {
                    bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        cut(bytes, wildcards, codePoints, pieces);
        return new LikePattern(pieces, anchoredStart, anchoredEnd);
    }

    private static void cut(ByteArrayOutputStream bytes, BitSet wildcards, int codePoints, List<Piece> pieces) {
        if (bytes.size() == 0) {
            return;
        }
        boolean[] marks = new boolean[bytes.size()];
        wildcards.stream().forEach(i -> marks[i] = true);
        pieces.add(new Piece(bytes.toByteArray(), marks, codePoints, !wildcards.isEmpty()));
        bytes.reset();
        wildcards.clear();
    }

    private static int escapeCodePoint(String escape) {
        if (escape.codePointCount(0, escape.length()) != 1) {
            throw new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "Escape string must be a single character");
        }
        return escape.codePointAt(0);
    }
}
