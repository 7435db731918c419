package dev.tarn.kernel.nested;

import dev.tarn.kernel.text.TextWriter;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;

/** Arrays of texts from texts, and texts from them. One thread at a time. */
public final class TextArrays {
    private final CellBlock elements;

    /** Makes a reader of arrays of this type. */
    public TextArrays(Type array) {
        elements = new CellBlock(array.fieldType(0));
    }

    /**
     * Appends the parts of a text between delimiters.
     *
     * @param delimiterLength at least 1
     * @param limit the most parts, the last of which has the rest
     */
    public static void split(
            long text, int length, long delimiter, int delimiterLength, long limit, ValueAppender out) {
        int start = 0;
        long parts = 1;
        int at = 0;
        byte first = RawMemory.getByte(delimiter);
        while (parts < limit && at + delimiterLength <= length) {
            if (RawMemory.getByte(text + at) == first && matches(text + at, delimiter, delimiterLength)) {
                out.appendRaw(text + start, at - start);
                at += delimiterLength;
                start = at;
                parts++;
            } else {
                at++;
            }
        }
        out.appendRaw(text + start, length - start);
    }

    private static boolean matches(long text, long delimiter, int length) {
        for (int i = 1; i < length; i++) {
            if (RawMemory.getByte(text + i) != RawMemory.getByte(delimiter + i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes the elements, with a delimiter between them, the text of {@code row}.
     *
     * @param nullLength the length of the text that stands for NULL, or -1 to pass NULLs over
     */
    public void join(
            long cell, long delimiter, int delimiterLength, long nullText, int nullLength, TextWriter out, int row) {
        elements.toElements(cell);
        int written = 0;
        boolean any = false;
        for (int i = 0; i < elements.count(); i++) {
            boolean isNull = elements.isNull(i);
            if (isNull && nullLength < 0) {
                continue;
            }
            if (any) {
                written = put(out, written, delimiter, delimiterLength);
            }
            any = true;
            written = isNull
                    ? put(out, written, nullText, nullLength)
                    : put(out, written, elements.address(i), elements.length(i));
        }
        out.reserve(written);
        out.commit(row, written);
    }

    private static int put(TextWriter out, int written, long address, int length) {
        ByteCopy.copy(address, out.reserveMore(written, length), length);
        return written + length;
    }
}
