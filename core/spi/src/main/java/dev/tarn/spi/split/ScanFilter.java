package dev.tarn.spi.split;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;

/**
 * A conjunct that a source evaluates while it reads, so that it decodes other columns only where rows survive. Belongs
 * to one thread; may keep results by dictionary id.
 */
public interface ScanFilter {
    /** Returns the columns it reads, as indices into the request's columns, ascending. */
    int[] columnIndexes();

    /**
     * Keeps the rows for which the conjunct is TRUE.
     *
     * @param batch the columns of {@link #columnIndexes}, in that order; its selection, or all rows, is looked at
     * @param out gets the rows that stay; may be the batch's own selection
     * @throws dev.tarn.spi.error.TarnException as the expression does for a selected row
     */
    void select(Batch batch, SelectionVector out);

    /** Returns false while the filter would keep every row, as a join's before its build side is known. */
    default boolean isActive() {
        return true;
    }
}
