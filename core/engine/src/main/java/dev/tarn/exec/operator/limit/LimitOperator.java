package dev.tarn.exec.operator.limit;

import dev.tarn.exec.pipeline.Operator;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import java.util.concurrent.atomic.AtomicLong;

/** The limit of one driver; all of them count the rows they saw together. */
final class LimitOperator implements Operator {
    private final long firstRow;
    private final long endRow;
    private final AtomicLong rowsSeen;
    private final SelectionVector selection = new SelectionVector(0);
    private Batch input;
    private boolean finishing;

    LimitOperator(long offset, long limit, AtomicLong rowsSeen) {
        this.firstRow = offset;
        this.endRow = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
        this.rowsSeen = rowsSeen;
    }

    @Override
    public boolean needsInput() {
        return input == null && !finishing && !isReached();
    }

    private boolean isReached() {
        return firstRow == endRow || rowsSeen.get() >= endRow;
    }

    @Override
    public void addInput(Batch batch) {
        input = batch;
    }

    @Override
    public Batch output() {
        Batch batch = input;
        input = null;
        if (batch == null) {
            return null;
        }
        int count = batch.selectedCount();
        long seen = rowsSeen.getAndAdd(count);
        int from = (int) Math.min(count, Math.max(0, firstRow - seen));
        int to = (int) Math.min(count, Math.max(0, endRow - seen));
        if (from >= to) {
            return null;
        }
        return from == 0 && to == count ? batch : slice(batch, from, to);
    }

    private Batch slice(Batch batch, int from, int to) {
        selection.ensureCapacity(to - from);
        int[] kept = selection.positions();
        if (batch.selection() == null) {
            for (int k = from; k < to; k++) {
                kept[k - from] = k;
            }
        } else {
            System.arraycopy(batch.selection().positions(), from, kept, 0, to - from);
        }
        selection.setCount(to - from);
        return new Batch(batch.rowCount(), batch.columns(), selection);
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        return input == null && (finishing || isReached());
    }

    @Override
    public void close() {
        input = null;
    }
}
