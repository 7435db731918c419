package dev.tarn.exec.operator.scan;

import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.ScanFilter;

/**
 * A filter of one driver, which measures itself; a droppable one pauses when it keeps nearly every row, at first for some
 * batches, then for more and more.
 */
final class RowFilter implements ScanFilter, AutoCloseable {
    private static final long ROWS_TO_JUDGE = 50_000;
    private static final double USELESS_SHARE = 0.9;
    private static final int BATCHES_TO_REPORT = 16;
    private static final int MAX_PAUSE = 4_096;

    private final int filterIndex;
    private final int[] columnIndexes;
    private final PredicateEvaluator predicate;
    private final boolean droppable;
    private final FilterOrder order;
    private final Runnable check;
    private long rowsIn;
    private long rowsOut;
    private long nanos;
    private int batches;
    private long judgedIn;
    private long judgedOut;
    private boolean active;
    private int pauseLeft;
    private int nextPause = 64;

    /**
     * Makes a filter.
     *
     * @param filterIndex its number in {@code order}
     * @param predicate evaluates batches of the columns {@code columnIndexes}, or null if every row stays
     * @param droppable whether rows that it would drop may stay
     * @param check is called for each batch, as a source may drop many before it gives one, and may throw
     */
    RowFilter(
            int filterIndex,
            int[] columnIndexes,
            PredicateEvaluator predicate,
            boolean droppable,
            FilterOrder order,
            Runnable check) {
        this.filterIndex = filterIndex;
        this.columnIndexes = columnIndexes;
        this.predicate = predicate;
        this.droppable = droppable;
        this.order = order;
        this.check = check;
        this.active = predicate != null;
    }

    @Override
    public int[] columnIndexes() {
        return columnIndexes;
    }

    @Override
    public boolean isActive() {
        if (!active && predicate != null && --pauseLeft <= 0) {
            active = true;
        }
        return active;
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        check.run();
        int in = batch.selectedCount();
        if (!active) {
            keepAll(batch, out);
            return;
        }
        long start = System.nanoTime();
        predicate.select(batch, out);
        nanos += System.nanoTime() - start;
        rowsIn += in;
        rowsOut += out.count();
        if (++batches == BATCHES_TO_REPORT) {
            report();
        }
    }

    /** Does what a filter that keeps all rows does, for a source that does not ask {@link #isActive}. */
    private static void keepAll(Batch batch, SelectionVector out) {
        if (out == batch.selection()) {
            return;
        }
        int count = batch.selectedCount();
        out.ensureCapacity(count);
        int[] kept = out.positions();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        for (int k = 0; k < count; k++) {
            kept[k] = positions == null ? k : positions[k];
        }
        out.setCount(count);
    }

    private void report() {
        order.measured(filterIndex, rowsIn, rowsOut, nanos);
        judgedIn += rowsIn;
        judgedOut += rowsOut;
        if (droppable && judgedIn >= ROWS_TO_JUDGE) {
            active = judgedOut < judgedIn * USELESS_SHARE;
            if (!active) {
                pauseLeft = nextPause;
                nextPause = Math.min(MAX_PAUSE, nextPause * 2);
            }
            judgedIn = 0;
            judgedOut = 0;
        }
        rowsIn = 0;
        rowsOut = 0;
        nanos = 0;
        batches = 0;
    }

    @Override
    public void close() {
        if (predicate != null) {
            predicate.close();
        }
    }
}
