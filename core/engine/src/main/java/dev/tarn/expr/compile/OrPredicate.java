package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import java.util.Arrays;
import java.util.List;

/** Keeps the rows that one of several filters keeps; each sees only the rows that those before it have not kept. */
final class OrPredicate implements PredicateEvaluator {
    private final List<PredicateEvaluator> parts;
    private final SelectionVector kept = new SelectionVector(0);
    private final SelectionVector rest = new SelectionVector(0);
    private boolean[] keep = new boolean[0];

    OrPredicate(List<PredicateEvaluator> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        if (keep.length < batch.rowCount()) {
            keep = new boolean[batch.rowCount()];
        } else {
            Arrays.fill(keep, 0, batch.rowCount(), false);
        }
        Batch remaining = batch;
        int total = 0;
        for (int i = 0; i < parts.size() && remaining.selectedCount() > 0; i++) {
            parts.get(i).select(remaining, kept);
            total += kept.count();
            int[] positions = kept.positions();
            for (int k = 0; k < kept.count(); k++) {
                keep[positions[k]] = true;
            }
            if (i + 1 < parts.size() && kept.count() > 0) {
                collect(remaining, false, rest);
                remaining = Selections.narrow(batch, rest);
            }
        }
        if (total == batch.selectedCount()) {
            Selections.keepAllOrNone(batch, true, out);
        } else {
            collect(batch, true, out);
        }
    }

    private void collect(Batch batch, boolean wanted, SelectionVector out) {
        Selections.begin(batch, out);
        int[] positions = Selections.positions(batch);
        int[] target = out.positions();
        int count = batch.selectedCount();
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions == null ? j : positions[j];
            target[k] = row;
            k += keep[row] == wanted ? 1 : 0;
        }
        out.setCount(k);
    }

    @Override
    public void close() {
        Closing.closeAll(parts);
    }
}
