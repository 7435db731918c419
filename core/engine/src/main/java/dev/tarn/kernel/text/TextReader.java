package dev.tarn.kernel.text;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;

/** Reads the texts of a BYTES column of any encoding by row, without copying. Rows that are null are not to be asked for. */
public final class TextReader {
    private long codes;
    private long offsets;
    private long bytes;
    private int mask;

    /** Turns to another column. */
    public void reset(Column column) {
        codes = 0;
        mask = -1;
        Column flat = column;
        switch (column.encoding()) {
            case FLAT -> {}
            case DICTIONARY -> {
                codes = column.codesAddress();
                flat = column.dictionary();
            }
            case CONSTANT -> {
                mask = 0;
                flat = column.dictionary();
            }
        }
        offsets = flat.offsetsAddress();
        bytes = flat.valuesAddress();
    }

    private long slot(int row) {
        int index = codes == 0 ? row & mask : RawMemory.getInt(codes + ((long) row << 2));
        return offsets + ((long) index << 2);
    }

    /** Returns where the row's text begins. */
    public long address(int row) {
        return bytes + RawMemory.getInt(slot(row));
    }

    /** Returns how many bytes the row's text has. */
    public int length(int row) {
        long slot = slot(row);
        return RawMemory.getInt(slot + 4) - RawMemory.getInt(slot);
    }

    /** Returns whether row i is the i-th text of one run of bytes, so that the texts may be searched all at once. */
    public boolean isContiguous() {
        return codes == 0 && mask == -1;
    }

    /** Returns the row's text as a string. For slow paths. */
    public String string(int row) {
        return Utf8.string(address(row), length(row));
    }
}
