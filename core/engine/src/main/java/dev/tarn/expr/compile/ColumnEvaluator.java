package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;

/**
 * Evaluates one expression over batches. Belongs to one thread; reuses its memory from batch to batch and may keep
 * results by dictionary id.
 */
public interface ColumnEvaluator extends AutoCloseable {
    /**
     * Evaluates the expression for the batch's selected rows.
     *
     * @return a column of the batch's {@code rowCount} rows, row i for row i, undefined where not selected; of the
     *     expression's type and layout, of any encoding; valid until the next call, and as long as the batch is
     * @throws dev.tarn.spi.error.TarnException as the expression's functions say, for selected rows only, with the
     *     expression's position; the evaluator may be asked again
     */
    Column evaluate(Batch batch);

    @Override
    void close();
}
