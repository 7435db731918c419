package dev.tarn.kernel.text;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;

/**
 * Functions of texts, which count in code points. Each loops over the rows {@code positions[k]} (k for null), k below
 * {@code count}, none of which is null.
 */
public final class TextKernels {
    private static final byte SPACE = ' ';
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** The most bytes that a padded text may take. */
    private static final long MAX_PADDED_BYTES = 1 << 24;

    private TextKernels() {}

    private static int row(int[] positions, int k) {
        return positions == null ? k : positions[k];
    }

    /** Counts the characters. */
    public static void length(TextReader text, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            RawMemory.putLong(out + ((long) row << 3), Utf8.countCodePoints(text.address(row), text.length(row)));
        }
    }

    /** Counts the bytes. */
    public static void byteLength(TextReader text, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            RawMemory.putLong(out + ((long) row << 3), text.length(row));
        }
    }

    /** Compares two texts by unsigned bytes and writes 1 where the order's bit (1 less, 2 equal, 4 greater) is wanted. */
    public static void compare(TextReader left, TextReader right, int wanted, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            int order = ByteCompare.compare(left.address(row), left.length(row), right.address(row), right.length(row));
            int bit = order < 0 ? 1 : order == 0 ? 2 : 4;
            RawMemory.putByte(out + row, (byte) ((wanted & bit) != 0 ? 1 : 0));
        }
    }

    /** Takes the part from {@code start} on, counting from 1, or from the end if negative, of {@code lengths} or all. */
    public static void substring(
            TextReader text, Column starts, Column lengths, int[] positions, int count, TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long address = text.address(row);
            int bytes = text.length(row);
            long end = address + bytes;
            long start = starts.longAt(row);
            long wanted = lengths == null ? Long.MAX_VALUE : lengths.longAt(row);
            if (start == 0 || wanted <= 0) {
                out.append(row, address, 0);
                continue;
            }
            long from;
            if (start > 0) {
                from = start > bytes ? end : Utf8.skip(address, end, start - 1);
            } else {
                int points = Utf8.countCodePoints(address, bytes);
                if (-start > points) {
                    out.append(row, address, 0);
                    continue;
                }
                from = Utf8.skip(address, end, points + start);
            }
            long to = wanted >= end - from ? end : Utf8.skip(from, end, wanted);
            out.append(row, from, (int) (to - from));
        }
    }

    /** Maps every code point to upper or lower case, whatever the locale. */
    public static void mapCase(TextReader text, boolean upper, int[] positions, int count, TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long address = text.address(row);
            int length = text.length(row);
            if (Utf8.isAscii(address, length)) {
                mapAscii(address, length, upper, out.reserve(length));
                out.commit(row, length);
            } else {
                // A code point's other case can take up to three times the bytes.
                long target = out.reserve(length * 3);
                out.commit(row, mapCodePoints(address, length, upper, target));
            }
        }
    }

    /** Flips the letters of the other case, eight bytes at a time. */
    private static void mapAscii(long address, int length, boolean upper, long target) {
        int first = upper ? 'a' : 'A';
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            long word = RawMemory.getLong(address + i);
            // The highest bit of a byte says that it is at least the first letter, or beyond the last.
            long fromFirst = word + ONES * (0x80 - first);
            long beyondLast = word + ONES * (0x80 - first - 26);
            long letters = (fromFirst ^ beyondLast) & HIGH_BITS;
            RawMemory.putLong(target + i, word ^ (letters >>> 2));
        }
        for (; i < length; i++) {
            int letter = RawMemory.getByte(address + i);
            boolean isOther = letter >= first && letter < first + 26;
            RawMemory.putByte(target + i, (byte) (isOther ? letter ^ 0x20 : letter));
        }
    }

    private static int mapCodePoints(long address, int length, boolean upper, long target) {
        long end = address + length;
        long to = target;
        for (long at = address; at < end; ) {
            int width = Utf8.width(at, end);
            int point = Utf8.codePoint(at, end);
            if (point < 0) {
                ByteCopy.copy(at, to, width);
                to += width;
            } else {
                to += Utf8.put(to, upper ? Character.toUpperCase(point) : Character.toLowerCase(point));
            }
            at += width;
        }
        return (int) (to - target);
    }

    /** Strips white space from the start, the end, or both. */
    public static void trim(
            TextReader text, boolean leading, boolean trailing, int[] positions, int count, TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long start = text.address(row);
            long end = start + text.length(row);
            while (leading && start < end) {
                int width = Utf8.width(start, end);
                if (!isSpace(Utf8.codePoint(start, end))) {
                    break;
                }
                start += width;
            }
            while (trailing && start < end) {
                long last = Utf8.skipBack(start, end, 1);
                if (!isSpace(Utf8.codePoint(last, end))) {
                    break;
                }
                end = last;
            }
            out.append(row, start, (int) (end - start));
        }
    }

    private static boolean isSpace(int codePoint) {
        return codePoint >= 0 && Character.isWhitespace(codePoint);
    }

    /** Strips the characters of {@code set} from the start, the end, or both. */
    public static void trimCharacters(
            TextReader text,
            TextReader set,
            boolean leading,
            boolean trailing,
            int[] positions,
            int count,
            TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long start = text.address(row);
            long end = start + text.length(row);
            long setStart = set.address(row);
            long setEnd = setStart + set.length(row);
            while (leading && start < end) {
                int width = Utf8.width(start, end);
                if (!hasCharacter(setStart, setEnd, start, width)) {
                    break;
                }
                start += width;
            }
            while (trailing && start < end) {
                long last = Utf8.skipBack(start, end, 1);
                if (!hasCharacter(setStart, setEnd, last, (int) (end - last))) {
                    break;
                }
                end = last;
            }
            out.append(row, start, (int) (end - start));
        }
    }

    private static boolean hasCharacter(long set, long setEnd, long character, int width) {
        for (long at = set; at < setEnd; ) {
            int next = Utf8.width(at, setEnd);
            if (next == width && ByteCompare.equal(at, character, width)) {
                return true;
            }
            at += next;
        }
        return false;
    }

    /** Joins the texts. */
    public static void concat(TextReader[] texts, int[] positions, int count, TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long total = 0;
            for (TextReader text : texts) {
                total += text.length(row);
            }
            long target = out.reserve(checkedLength(total));
            for (TextReader text : texts) {
                int length = text.length(row);
                ByteCopy.copy(text.address(row), target, length);
                target += length;
            }
            out.commit(row, (int) total);
        }
    }

    private static int checkedLength(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new TarnException(ErrorCode.EXCEEDED_LIMIT, "a text of " + bytes + " bytes; 2147483647 are the most");
        }
        return (int) bytes;
    }

    /** Replaces every occurrence of {@code wanted}; an empty one stands before every character and at the end. */
    public static void replace(
            TextReader text, TextReader wanted, TextReader replacement, int[] positions, int count, TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long at = text.address(row);
            long end = at + text.length(row);
            int wantedLength = wanted.length(row);
            int insertLength = replacement == null ? 0 : replacement.length(row);
            long insert = replacement == null ? 0 : replacement.address(row);
            int written = 0;
            while (true) {
                long hit;
                if (wantedLength == 0) {
                    hit = at;
                } else {
                    hit = ByteCompare.find(at, end, wanted.address(row), wantedLength);
                }
                if (hit == 0) {
                    break;
                }
                int kept = (int) (hit - at);
                int step = wantedLength > 0 ? wantedLength : hit < end ? Utf8.width(hit, end) : 0;
                int copied = wantedLength > 0 ? 0 : step;
                long target = out.reserveMore(written, checkedLength((long) kept + insertLength + copied));
                ByteCopy.copy(at, target, kept);
                ByteCopy.copy(insert, target + kept, insertLength);
                ByteCopy.copy(hit, target + kept + insertLength, copied);
                written += kept + insertLength + copied;
                at = hit + step;
                if (wantedLength == 0 && step == 0) {
                    break;
                }
            }
            int rest = (int) (end - at);
            ByteCopy.copy(at, out.reserveMore(written, rest), rest);
            out.commit(row, written + rest);
        }
    }

    /** Finds where {@code wanted} first stands, counting characters from 1; 0 if it does not. */
    public static void position(TextReader text, TextReader wanted, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long start = text.address(row);
            int length = wanted.length(row);
            long hit = length == 0
                    ? start
                    : ByteCompare.find(start, start + text.length(row), wanted.address(row), length);
            long found = hit == 0 ? 0 : Utf8.countCodePoints(start, (int) (hit - start)) + 1L;
            RawMemory.putLong(out + ((long) row << 3), found);
        }
    }

    /** Returns 1 where the text begins with {@code prefix}. */
    public static void startsWith(TextReader text, TextReader prefix, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            int length = prefix.length(row);
            boolean starts =
                    text.length(row) >= length && ByteCompare.equal(text.address(row), prefix.address(row), length);
            RawMemory.putByte(out + row, (byte) (starts ? 1 : 0));
        }
    }

    /**
     * Takes the part number {@code index}, from 1, of the text cut at every delimiter; NULL if there are fewer.
     *
     * @throws TarnException INVALID_FUNCTION_ARGUMENT if an index is not positive or a delimiter is empty
     */
    public static void splitPart(
            TextReader text,
            TextReader delimiter,
            Column indices,
            int[] positions,
            int count,
            TextWriter out,
            long validity) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long index = indices.longAt(row);
            int cut = delimiter.length(row);
            if (index <= 0) {
                throw new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "Index must be greater than zero");
            }
            if (cut == 0) {
                throw new TarnException(
                        ErrorCode.INVALID_FUNCTION_ARGUMENT, "The delimiter may not be the empty string");
            }
            long at = text.address(row);
            long end = at + text.length(row);
            long hit = ByteCompare.find(at, end, delimiter.address(row), cut);
            long part = 1;
            while (part < index && hit != 0) {
                part++;
                at = hit + cut;
                hit = ByteCompare.find(at, end, delimiter.address(row), cut);
            }
            boolean found = part == index;
            if (found) {
                out.append(row, at, (int) ((hit == 0 ? end : hit) - at));
            } else {
                Bitmap.clear(validity, row);
            }
        }
    }

    /** Turns the order of characters round. */
    public static void reverse(TextReader text, int[] positions, int count, TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long start = text.address(row);
            int length = text.length(row);
            long end = start + length;
            long target = out.reserve(length) + length;
            for (long at = start; at < end; ) {
                int width = Utf8.width(at, end);
                target -= width;
                ByteCopy.copy(at, target, width);
                at += width;
            }
            out.commit(row, length);
        }
    }

    /**
     * Pads or cuts the text to a number of characters.
     *
     * @param fill what to pad with, again and again; null for spaces
     * @throws TarnException INVALID_FUNCTION_ARGUMENT if a length is negative or too large or the fill is empty
     */
    public static void pad(
            TextReader text,
            Column lengths,
            TextReader fill,
            boolean left,
            int[] positions,
            int count,
            TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = row(positions, k);
            long address = text.address(row);
            int bytes = text.length(row);
            long wanted = lengths.longAt(row);
            if (wanted < 0 || wanted * 4 > MAX_PADDED_BYTES) {
                throw new TarnException(
                        ErrorCode.INVALID_FUNCTION_ARGUMENT,
                        "Target length must be in the range [0.." + MAX_PADDED_BYTES / 4 + "]");
            }
            if (fill != null && fill.length(row) == 0) {
                throw new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "Padding string must not be empty");
            }
            int points = Utf8.countCodePoints(address, bytes);
            if (wanted <= points) {
                out.append(row, address, (int) (Utf8.skip(address, address + bytes, wanted) - address));
                continue;
            }
            int missing = (int) wanted - points;
            long target = out.reserve(bytes + missing * 4);
            int padding = writePadding(fill, row, missing, left ? target : target + bytes);
            ByteCopy.copy(address, left ? target + padding : target, bytes);
            out.commit(row, bytes + padding);
        }
    }

    private static int writePadding(TextReader fill, int row, int missing, long target) {
        if (fill == null) {
            RawMemory.fill(target, missing, SPACE);
            return missing;
        }
        long start = fill.address(row);
        long end = start + fill.length(row);
        long at = start;
        long to = target;
        for (int i = 0; i < missing; i++) {
            int width = Utf8.width(at, end);
            ByteCopy.copy(at, to, width);
            to += width;
            at = at + width < end ? at + width : start;
        }
        return (int) (to - target);
    }
}
