package dev.tarn.expr.compile;

import dev.tarn.kernel.ValidityKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
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

    /** Keeps those of the first {@code count} positions of {@code out} where the column, of any encoding, is not null. */
    static int dropNulls(Column column, int count, SelectionVector out) {
        if (!column.mayHaveNulls()) {
            return count;
        }
        if (column.encoding() == Encoding.FLAT) {
            return dropNulls(column.validityAddress(), count, out);
        }
        return keepNotNull(column, out.positions(), count, out.positions());
    }

    private static int keepNotNull(Column column, int[] positions, int count, int[] kept) {
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions == null ? j : positions[j];
            kept[k] = row;
            k += column.isNull(row) ? 0 : 1;
        }
        return k;
    }

    /**
     * Writes to {@code out} the batch's selected rows where the column is not null, unless it has no nulls at all.
     *
     * @return how many rows there are
     */
    static int keepNotNull(Column column, Batch batch, SelectionVector out) {
        int count = batch.selectedCount();
        if (!column.mayHaveNulls()) {
            return count;
        }
        if (column.encoding() == Encoding.FLAT) {
            return ValidityKernels.selectValid(column.validityAddress(), positions(batch), count, out.positions());
        }
        return keepNotNull(column, positions(batch), count, out.positions());
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

    /** Writes to {@code out} the batch's selected rows but for those of {@code taken}, which are some of them. */
    static void subtract(Batch batch, SelectionVector taken, SelectionVector out) {
        int count = batch.selectedCount();
        begin(batch, out);
        int[] positions = positions(batch);
        int[] target = out.positions();
        int[] without = taken.positions();
        int withoutCount = taken.count();
        int t = 0;
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions == null ? j : positions[j];
            target[k] = row;
            if (t < withoutCount && without[t] == row) {
                t++;
            } else {
                k++;
            }
        }
        out.setCount(k);
    }

    /** Returns the batch with another selection. */
    static Batch narrow(Batch batch, SelectionVector selection) {
        return new Batch(batch.rowCount(), batch.columns(), selection);
    }
}
