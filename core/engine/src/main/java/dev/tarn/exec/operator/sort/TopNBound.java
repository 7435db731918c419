package dev.tarn.exec.operator.sort;

import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/**
 * A key that enough rows come before: rows that do not come before it are not wanted. Immutable.
 *
 * <p>Where it has a long text, only the bytes up to that text's prefix decide; rows that are equal so far stay.
 */
final class TopNBound {
    private final byte[] key;
    private final boolean whole;
    private final long firstWord;

    private TopNBound(byte[] key, boolean whole) {
        this.key = key;
        this.whole = whole;
        this.firstWord = word(key);
    }

    private static long word(byte[] key) {
        long word = 0;
        for (int i = 0; i < 8; i++) {
            word = word << 8 | (i < key.length ? key[i] & 0xFF : 0);
        }
        return word;
    }

    /** Makes a bound of the key row at {@code address}. */
    static TopNBound of(KeyLayout layout, long address) {
        int length = layout.keyWidth();
        boolean whole = true;
        for (int i = 0; i < layout.keyCount() && whole; i++) {
            if (layout.isText(i)
                    && RawMemory.getByte(address + layout.lengthOffset(i)) == layout.longTextMark(i)
                    && RawMemory.getByte(address + layout.offset(i)) == layout.validMark(i)) {
                length = layout.lengthOffset(i) + 1;
                whole = false;
            }
        }
        byte[] key = new byte[length];
        RawMemory.copyToArray(address, key, 0, length);
        return new TopNBound(key, whole);
    }

    /** Returns the bound of rows that have the first key only, of which those that are equal stay. */
    TopNBound ofFirstKey(KeyLayout layoutOfFirstKey) {
        return new TopNBound(Arrays.copyOf(key, Math.min(key.length, layoutOfFirstKey.keyWidth())), false);
    }

    /** Returns the bound that drops more. */
    static TopNBound stricter(TopNBound left, TopNBound right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return Arrays.compareUnsigned(left.key, right.key) <= 0 ? left : right;
    }

    /**
     * Keeps the rows that may be wanted.
     *
     * @param keys where the key rows of {@code count} rows are
     * @param positions the rows' positions, or null for 0, 1, 2 and so on
     * @param out gets the positions that stay; may be {@code positions}
     * @return how many stay
     */
    int select(KeyLayout layout, long keys, int count, int[] positions, int[] out) {
        int kept = 0;
        int rowWidth = layout.rowWidth();
        boolean oneWord = key.length >= 8;
        for (int k = 0; k < count; k++) {
            long row = keys + (long) k * rowWidth;
            int order = oneWord ? Long.compareUnsigned(Long.reverseBytes(RawMemory.getLong(row)), firstWord) : 0;
            if (order == 0) {
                order = compareBytes(row);
            }
            if (order < 0 || order == 0 && !whole) {
                out[kept++] = positions == null ? k : positions[k];
            }
        }
        return kept;
    }

    private int compareBytes(long row) {
        for (int i = 0; i < key.length; i++) {
            int order = Integer.compare(RawMemory.getByte(row + i) & 0xFF, key[i] & 0xFF);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
