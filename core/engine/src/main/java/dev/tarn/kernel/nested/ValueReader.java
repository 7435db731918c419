package dev.tarn.kernel.nested;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;

/** Reads the values of a column of any encoding and layout by row, by where they lie. One thread at a time. */
public final class ValueReader {
    private Column column;
    private long codes;
    private int mask;
    private long offsets;
    private long values;
    private int width;

    /** Turns to another column. */
    public void reset(Column next) {
        column = next;
        codes = 0;
        mask = -1;
        Column flat = next;
        switch (next.encoding()) {
            case FLAT -> {}
            case DICTIONARY -> {
                codes = next.codesAddress();
                flat = next.dictionary();
            }
            case CONSTANT -> {
                mask = 0;
                flat = next.dictionary();
            }
        }
        values = flat.valuesAddress();
        width = flat.layout().isFixedWidth() ? flat.layout().width() : 0;
        offsets = width == 0 ? flat.offsetsAddress() : 0;
    }

    public boolean isNull(int row) {
        return column.isNull(row);
    }

    private int index(int row) {
        return codes == 0 ? row & mask : RawMemory.getInt(codes + ((long) row << 2));
    }

    /** Returns where the row's value begins; the row is not null. */
    public long address(int row) {
        int index = index(row);
        return width == 0 ? values + RawMemory.getInt(offsets + ((long) index << 2)) : values + (long) index * width;
    }

    /** Returns the bytes of the row's value, which is not null. */
    public int length(int row) {
        if (width > 0) {
            return width;
        }
        long slot = offsets + ((long) index(row) << 2);
        return RawMemory.getInt(slot + 4) - RawMemory.getInt(slot);
    }
}
