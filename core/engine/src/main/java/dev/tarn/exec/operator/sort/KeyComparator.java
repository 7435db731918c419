package dev.tarn.exec.operator.sort;

import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.memory.RawMemory;

/** Compares key rows; where both have long texts with equal prefixes, by the texts in the store. */
final class KeyComparator {
    private final KeyLayout layout;
    private final RowStore store;
    private final boolean longTexts;
    private final int words;

    /**
     * Makes a comparator.
     *
     * @param store has the rows that the key rows' numbers name
     * @param longTexts whether a text may be longer than its prefix
     */
    KeyComparator(KeyLayout layout, RowStore store, boolean longTexts) {
        this.layout = layout;
        this.store = store;
        this.longTexts = longTexts;
        this.words = layout.keyWords();
    }

    /** Returns whether key rows whose bytes are equal may differ. */
    boolean needsTexts() {
        return longTexts;
    }

    /** Returns a negative number, 0 or a positive one, as the key row at {@code left} comes before, with or after. */
    int compare(long left, long right) {
        for (int word = 0; word < words; word++) {
            long a = RawMemory.getLong(left + ((long) word << 3));
            long b = RawMemory.getLong(right + ((long) word << 3));
            if (a != b) {
                int order = Long.compareUnsigned(Long.reverseBytes(a), Long.reverseBytes(b));
                return longTexts ? compareTextsBefore((word << 3) + firstDifference(a, b), left, right, order) : order;
            }
        }
        return longTexts ? compareTextsBefore(layout.keyWidth(), left, right, 0) : 0;
    }

    private static int firstDifference(long a, long b) {
        return Long.numberOfTrailingZeros(a ^ b) >>> 3;
    }

    /** Compares the long texts of the keys that lie wholly before {@code position}, up to where all bytes are equal. */
    private int compareTextsBefore(int position, long left, long right, int otherwise) {
        for (int i = 0; i < layout.keyCount(); i++) {
            if (!layout.isText(i)) {
                continue;
            }
            int lengthOffset = layout.lengthOffset(i);
            if (lengthOffset >= position) {
                return otherwise;
            }
            if (RawMemory.getByte(left + lengthOffset) == layout.longTextMark(i)
                    && RawMemory.getByte(left + layout.offset(i)) == layout.validMark(i)) {
                int order = store.compareTexts(layout.key(i).columnIndex(), row(left), row(right));
                if (order != 0) {
                    return layout.key(i).descending() ? -order : order;
                }
            }
        }
        return otherwise;
    }

    private int row(long keyRow) {
        return (int) RawMemory.getLong(keyRow + layout.rowNumberOffset());
    }
}
