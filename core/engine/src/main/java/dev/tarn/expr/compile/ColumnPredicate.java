package dev.tarn.expr.compile;

import dev.tarn.kernel.RangeKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;

/** Keeps the rows for which a BOOLEAN column has the value {@code wanted}, 1 or 0. */
final class ColumnPredicate implements PredicateEvaluator {
    private final ColumnEvaluator evaluator;
    private final int wanted;

    ColumnPredicate(ColumnEvaluator evaluator, int wanted) {
        this.evaluator = evaluator;
        this.wanted = wanted;
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        Column column = evaluator.evaluate(batch);
        if (column.encoding() == Encoding.FLAT) {
            Selections.begin(batch, out);
            int kept = RangeKernels.selectFlags(
                    column.valuesAddress(),
                    wanted,
                    Selections.positions(batch),
                    batch.selectedCount(),
                    out.positions());
            out.setCount(Selections.dropNulls(column.validityAddress(), kept, out));
        } else if (column.encoding() == Encoding.CONSTANT) {
            boolean keep = batch.selectedCount() > 0 && !column.isNull(0) && column.longAt(0) == wanted;
            Selections.keepAllOrNone(batch, keep, out);
        } else {
            selectSlowly(batch, column, out);
        }
    }

    private void selectSlowly(Batch batch, Column column, SelectionVector out) {
        int[] positions = Selections.positions(batch);
        int count = batch.selectedCount();
        Selections.begin(batch, out);
        int[] kept = out.positions();
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions == null ? j : positions[j];
            kept[k] = row;
            k += !column.isNull(row) && column.longAt(row) == wanted ? 1 : 0;
        }
        out.setCount(k);
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
