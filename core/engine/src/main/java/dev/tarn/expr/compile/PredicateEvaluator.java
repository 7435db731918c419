package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;

/** Evaluates one BOOLEAN expression as a filter. Belongs to one thread. */
public interface PredicateEvaluator extends AutoCloseable {
    /**
     * Keeps those of the batch's selected rows for which the expression is TRUE.
     *
     * @param out gets the rows that stay; may be the batch's own selection
     */
    void select(Batch batch, SelectionVector out);

    @Override
    void close();
}
