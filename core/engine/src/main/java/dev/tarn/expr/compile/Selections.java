package dev.tarn.expr.compile;

import dev.tarn.kernel.ValidityKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;

/** What predicates do with selections. */
final class Selections {
    private Selections() {}

    /** Returns the positions that count, or null for all. */
    static int[] positions(Batch batch) {
        return batch.selection() == null ? null : batch.selection().positions();
    }

    /** Makes room in {@code out} for all that a predicate may keep, unless it is the batch's own selection. */
    static void begin(Batch batch, SelectionVector out) {
        if (out != batch.selection()) {
            out.ensureCapacity(batch.selectedCount());
        }
    }

    /** Keeps those of the first {@code count} positions of {@code out} whose validity bit is set; 0 means all are. */
    static int dropNulls(long validity, int count, SelectionVector out) {
        return validity == 0 ? count : ValidityKernels.selectValid(validity, out.positions(), count, out.positions());
    }

    static void keepAllOrNone(Batch batch, boolean keep, SelectionVector out) {
        if (!keep) {
            out.setCount(0);
            return;
        }
        int count = batch.selectedCount();
        if (out == batch.selection()) {
            return;
        }
        begin(batch, out);
        int[] kept = out.positions();
        int[] positions = positions(batch);
        for (int k = 0; k < count; k++) {
            kept[k] = positions == null ? k : positions[k];
        }
        out.setCount(count);
    }

    /** Returns the batch with another selection. */
    static Batch narrow(Batch batch, SelectionVector selection) {
        return new Batch(batch.rowCount(), batch.columns(), selection);
    }
}
