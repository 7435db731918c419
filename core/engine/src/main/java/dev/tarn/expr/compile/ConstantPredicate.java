package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;

/** Keeps all rows or none. */
record ConstantPredicate(boolean keep) implements PredicateEvaluator {
    @Override
    public void select(Batch batch, SelectionVector out) {
        Selections.keepAllOrNone(batch, keep, out);
    }

    @Override
    public void close() {}
}
