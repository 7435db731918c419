package dev.tarn.exec.operator.sort;

import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.type.Layout;
import java.util.List;

/**
 * How sort keys lie in memory: rows of one width, which compare as unsigned bytes do.
 *
 * <p>A key row is, for each key, a byte that puts nulls where they belong and the value, big-endian, so changed that its
 * bytes compare as the values do (complemented where the order is descending); zeros up to a multiple of 8; and in the
 * last 8 bytes the row's number in its store. A text has its first {@value #PREFIX_BYTES} bytes, padded with zeros, and a
 * byte with its length, which is {@value #LONG_TEXT} for all that are longer than the prefix: where two of those are
 * equal the texts themselves decide.
 */
final class KeyLayout {
    static final int PREFIX_BYTES = 8;
    static final int LONG_TEXT = PREFIX_BYTES + 1;

    private final List<SortKey> keys;
    private final int[] offsets;
    private final boolean[] text;
    private final int keyWidth;

    KeyLayout(List<ColumnShape> shapes, List<SortKey> keys) {
        this.keys = List.copyOf(keys);
        this.offsets = new int[keys.size()];
        this.text = new boolean[keys.size()];
        int width = 0;
        for (int i = 0; i < offsets.length; i++) {
            Layout layout = shapes.get(keys.get(i).columnIndex()).layout();
            offsets[i] = width;
            text[i] = layout == Layout.BYTES;
            width += 1 + (text[i] ? PREFIX_BYTES + 1 : layout.width());
        }
        this.keyWidth = width;
    }

    int keyCount() {
        return offsets.length;
    }

    SortKey key(int keyIndex) {
        return keys.get(keyIndex);
    }

    boolean isText(int keyIndex) {
        return text[keyIndex];
    }

    /** Returns where a key's byte for nulls is; its value follows. */
    int offset(int keyIndex) {
        return offsets[keyIndex];
    }

    /** Returns where a text key's byte with the length is. */
    int lengthOffset(int keyIndex) {
        return offsets[keyIndex] + 1 + PREFIX_BYTES;
    }

    /** Returns the bytes of all keys. */
    int keyWidth() {
        return keyWidth;
    }

    /** Returns how many 8-byte words the keys take. */
    int keyWords() {
        return keyWidth + 7 >>> 3;
    }

    /** Returns the bytes of a key row. */
    int rowWidth() {
        return (keyWords() << 3) + 8;
    }

    /** Returns where the row's number is. */
    int rowNumberOffset() {
        return keyWords() << 3;
    }

    /** Returns what the byte for nulls is where the value is not null. */
    byte validMark(int keyIndex) {
        return (byte) (keys.get(keyIndex).nullsFirst() ? 1 : 0);
    }

    /** Returns what the byte with the length is for a text that is longer than the prefix. */
    byte longTextMark(int keyIndex) {
        return (byte) (keys.get(keyIndex).descending() ? ~LONG_TEXT : LONG_TEXT);
    }
}
