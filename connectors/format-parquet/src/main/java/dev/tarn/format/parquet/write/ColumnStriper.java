package dev.tarn.format.parquet.write;

import dev.tarn.spi.batch.Column;

/** Turns rows of a column into the levels and values of its leaves. One thread at a time. */
interface ColumnStriper {
    /**
     * Appends rows.
     *
     * @param selection the rows to take them from, or null for all
     * @param from the first one, counted in the selection if there is one
     */
    void append(Column column, int[] selection, int from, int count);
}
