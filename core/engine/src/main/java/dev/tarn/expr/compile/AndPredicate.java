package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import java.util.List;

/** Applies one filter after the other, each to the rows that those before it have left. */
final class AndPredicate implements PredicateEvaluator {
    private final List<PredicateEvaluator> parts;

    AndPredicate(List<PredicateEvaluator> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        parts.get(0).select(batch, out);
        Batch rest = Selections.narrow(batch, out);
        for (int i = 1; i < parts.size() && out.count() > 0; i++) {
            parts.get(i).select(rest, out);
        }
    }

    @Override
    public void close() {
        Closing.closeAll(parts);
    }
}
