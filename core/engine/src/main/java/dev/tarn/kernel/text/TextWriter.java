package dev.tarn.kernel.text;

import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;

/** Writes the texts of a FLAT column row by row, in ascending order; rows left out become empty. */
public final class TextWriter {
    private ColumnBuffer out;
    private int rows;
    private int nextRow;
    private long end;

    /** Begins a column of {@code rows} rows in {@code out}; what that held is lost. */
    public void begin(ColumnBuffer target, int rowCount) {
        out = target;
        rows = rowCount;
        nextRow = 0;
        end = 0;
        out.ensureRows(rowCount);
        out.ensureBytes(0);
    }

    /** Returns where up to {@code length} bytes of the next row may be written, to be followed by {@link #commit}. */
    public long reserve(int length) {
        out.ensureBytes(end + length);
        return out.valuesAddress() + end;
    }

    /** Returns where more of the row being written goes, of which {@code written} bytes stand already. */
    public long reserveMore(int written, int length) {
        return reserve(written + length) + written;
    }

    /** Makes the {@code length} bytes that were written to the reserved place the text of {@code row}. */
    public void commit(int row, int length) {
        long offsets = out.offsetsAddress();
        for (int i = nextRow; i <= row; i++) {
            RawMemory.putInt(offsets + ((long) i << 2), (int) end);
        }
        nextRow = row + 1;
        end += length;
    }

    /** Makes a copy of {@code length} bytes the text of {@code row}. */
    public void append(int row, long address, int length) {
        ByteCopy.copy(address, reserve(length), length);
        commit(row, length);
    }

    /** Makes {@code bytes} the text of {@code row}. */
    public void append(int row, byte[] bytes) {
        RawMemory.copyFromArray(bytes, 0, reserve(bytes.length), bytes.length);
        commit(row, bytes.length);
    }

    /** Makes the first {@code length} of {@code bytes} the text of {@code row}. */
    public void append(int row, byte[] bytes, int length) {
        RawMemory.copyFromArray(bytes, 0, reserve(length), length);
        commit(row, length);
    }

    /** Ends the column. */
    public void finish() {
        long offsets = out.offsetsAddress();
        for (int i = nextRow; i <= rows; i++) {
            RawMemory.putInt(offsets + ((long) i << 2), (int) end);
        }
    }
}
