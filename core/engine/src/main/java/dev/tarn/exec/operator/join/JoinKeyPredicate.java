package dev.tarn.exec.operator.join;

import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;

/**
 * Drops rows in the scan, by column 0, that can find no match in a join. It keeps all rows for a while when it has
 * dropped too few to be worth the test.
 */
final class JoinKeyPredicate implements PredicateEvaluator {
    /** Rows after which the share of dropped ones decides. */
    private static final long TRIAL_ROWS = 1 << 15;
    /** How many times as many rows pass untested before the next trial. */
    private static final long REST = 32;
    /** Above this share of kept rows the test costs more than it saves. */
    private static final double USELESS_SHARE = 0.85;

    private final JoinKeyTest test;
    private long rowsSeen;
    private long rowsKept;
    private long rowsToPass;

    JoinKeyPredicate(JoinKeyTest test) {
        this.test = test;
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        if (out != batch.selection()) {
            out.ensureCapacity(count);
        }
        if (rowsToPass > 0) {
            rowsToPass -= count;
            keepAll(positions, count, out);
            return;
        }
        int kept = test.select(batch.column(0), positions, count, out.positions());
        out.setCount(kept);
        rowsSeen += count;
        rowsKept += kept;
        if (rowsSeen >= TRIAL_ROWS) {
            rowsToPass = rowsKept > rowsSeen * USELESS_SHARE ? rowsSeen * REST : 0;
            rowsSeen = 0;
            rowsKept = 0;
        }
    }

    private static void keepAll(int[] positions, int count, SelectionVector out) {
        int[] target = out.positions();
        for (int k = 0; k < count; k++) {
            target[k] = positions == null ? k : positions[k];
        }
        out.setCount(count);
    }

    @Override
    public void close() {
        // What it tests against belongs to the join.
    }
}
