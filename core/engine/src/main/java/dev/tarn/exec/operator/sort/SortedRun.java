package dev.tarn.exec.operator.sort;

import dev.tarn.spi.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/** Key rows in order. Owns their memory; closing it twice is harmless. */
final class SortedRun implements AutoCloseable {
    private final KeyLayout layout;
    private final int count;
    private ArrowBuf keys;

    SortedRun(KeyLayout layout, ArrowBuf keys, int count) {
        this.layout = layout;
        this.keys = keys;
        this.count = count;
    }

    int count() {
        return count;
    }

    /** Returns the address of a key row. */
    long key(int index) {
        return keys.memoryAddress() + (long) index * layout.rowWidth();
    }

    /** Returns the number of the row at a place in the order. */
    int row(int index) {
        return (int) RawMemory.getLong(key(index) + layout.rowNumberOffset());
    }

    /** Adds {@code base} to all row numbers. */
    void moveRows(int base) {
        if (base == 0) {
            return;
        }
        long at = keys.memoryAddress() + layout.rowNumberOffset();
        for (int i = 0; i < count; i++) {
            long row = at + (long) i * layout.rowWidth();
            RawMemory.putLong(row, RawMemory.getLong(row) + base);
        }
    }

    @Override
    public void close() {
        if (keys != null) {
            keys.close();
            keys = null;
        }
    }
}
