package dev.tarn.exec.operator.join;

import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Column;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Finds build rows by key. Made by tasks that may run side by side, each with its part of the keys; read by any number
 * of threads, each with a {@link Prober} of its own.
 */
abstract class JoinTable implements AutoCloseable {
    /** Looks keys up; reuses its memory. One thread. */
    interface Prober {
        /**
         * Sets {@code rows[k]} to a build row with the key of row {@code positions[k]}, or -1; the other build rows with
         * that key follow it in {@link JoinTable#nextAddress}.
         *
         * @param columns the key columns
         */
        void lookUp(Column[] columns, int[] positions, int count, int[] rows);
    }

    private final RowStore store;
    private final Runnable cancelCheck;
    private final int[] keys;
    private final ArrowBuf next;
    private volatile boolean hasDuplicates;

    /** @param cancelCheck throws if the query was cancelled; tasks call it now and then */
    JoinTable(BufferAllocator allocator, RowStore store, List<Integer> keys, long rowNumbers, Runnable cancelCheck) {
        this.store = store;
        this.cancelCheck = cancelCheck;
        this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
        this.next = allocator.buffer(Math.max(8, rowNumbers << 2));
    }

    final RowStore store() {
        return store;
    }

    final int keyCount() {
        return keys.length;
    }

    /** Sets {@code columns} to the key columns of a chunk of rows. */
    final void keyColumns(int chunk, Column[] columns) {
        cancelCheck.run();
        for (int i = 0; i < keys.length; i++) {
            columns[i] = store.column(keys[i], chunk);
        }
    }

    /** Returns the address of an int a row: 1 + the next row with the same key, or 0. */
    final long nextAddress() {
        return next.memoryAddress();
    }

    final void noteDuplicates(boolean found) {
        if (found) {
            hasDuplicates = true;
        }
    }

    /** Returns whether some key has several rows; only when all tasks are done. */
    final boolean hasDuplicates() {
        return hasDuplicates;
    }

    /** Returns the tasks that fill the table. */
    abstract List<Runnable> tasks();

    abstract Prober newProber();

    @Override
    public void close() {
        next.close();
    }
}
