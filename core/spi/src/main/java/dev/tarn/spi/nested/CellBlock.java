package dev.tarn.spi.nested;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/**
 * A view of the values within one cell: the elements of an ARRAY, the keys or values of a MAP, the fields of a ROW. It is
 * moved from cell to cell, so that reading allocates nothing. The cell's memory must stay valid. One thread at a time.
 */
public final class CellBlock {
    private final Type type;
    private final Layout layout;
    private final int width;
    private int count;
    private long validity;
    private long offsets;
    private long values;

    /**
     * Makes a view of blocks, which points nowhere yet.
     *
     * @param type the type of the block's values, or the ROW type whose fields are viewed
     */
    public CellBlock(Type type) {
        this.type = type;
        this.layout = type.defaultLayout();
        this.width = layout.isFixedWidth() ? layout.width() : 0;
    }

    /** Returns how many values an ARRAY or MAP has whose cell is at {@code cell}. */
    public static int count(long cell) {
        return RawMemory.getInt(cell);
    }

    /** Moves to the elements of the ARRAY at {@code cell}. */
    public void toElements(long cell) {
        to(cell + 4, RawMemory.getInt(cell));
    }

    /** Moves to the keys of the MAP at {@code cell}. */
    public void toKeys(long cell) {
        to(cell + 8, RawMemory.getInt(cell));
    }

    /** Moves to the values of the MAP at {@code cell}. */
    public void toValues(long cell) {
        to(cell + 8 + RawMemory.getInt(cell + 4), RawMemory.getInt(cell));
    }

    private void to(long block, int values) {
        count = values;
        validity = block;
        long data = block + (values + 7 >>> 3);
        offsets = data;
        this.values = width == 0 ? data + ((values + 1L) << 2) : data;
    }

    /** Moves to the fields of the ROW at {@code cell}; the view's type is the ROW's. */
    public void toFields(long cell) {
        count = type.fields().size();
        validity = cell;
        offsets = cell + (count + 7 >>> 3);
        values = offsets + ((count + 1L) << 2);
    }

    public int count() {
        return count;
    }

    public boolean isNull(int index) {
        return !Bitmap.get(validity, index);
    }

    /** Returns the address of element {@code index}. */
    public long address(int index) {
        return width == 0 ? values + RawMemory.getInt(offsets + ((long) index << 2)) : values + (long) index * width;
    }

    /** Returns the bytes that element {@code index} takes. */
    public int length(int index) {
        long at = offsets + ((long) index << 2);
        return width == 0 ? RawMemory.getInt(at + 4) - RawMemory.getInt(at) : width;
    }

    /**
     * Returns the elements as a FLAT column, valid as long as the cell is; not for a ROW's fields. Its validity bits are not
     * padded to whole words, so they are to be looked at one by one.
     */
    public Column column() {
        return width == 0
                ? Column.flatBytes(type, count, validity, offsets, values)
                : Column.flat(type, layout, count, validity, values);
    }
}
