package dev.tarn.expr.compile;

import dev.tarn.kernel.ValidityKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;

/** Keeps the rows where an operand is NULL, or those where it is not. */
final class NullPredicate implements PredicateEvaluator {
    private final ColumnEvaluator operand;
    private final boolean wantNull;

    NullPredicate(ColumnEvaluator operand, boolean wantNull) {
        this.operand = operand;
        this.wantNull = wantNull;
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        Column column = operand.evaluate(batch);
        if (!column.mayHaveNulls() || column.encoding() == Encoding.CONSTANT) {
            boolean isNull = column.mayHaveNulls() && column.dictionary().isNull(0);
            Selections.keepAllOrNone(batch, isNull == wantNull, out);
        } else if (!wantNull) {
            Selections.begin(batch, out);
            out.setCount(Selections.keepNotNull(column, batch, out));
        } else {
            keepNull(column, batch, out);
        }
    }

    private static void keepNull(Column column, Batch batch, SelectionVector out) {
        Selections.begin(batch, out);
        int[] positions = Selections.positions(batch);
        int count = batch.selectedCount();
        if (column.encoding() == Encoding.FLAT) {
            out.setCount(ValidityKernels.selectNull(column.validityAddress(), positions, count, out.positions()));
            return;
        }
        int[] kept = out.positions();
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions == null ? j : positions[j];
            kept[k] = row;
            k += column.isNull(row) ? 1 : 0;
        }
        out.setCount(k);
    }

    @Override
    public void close() {
        operand.close();
    }
}
