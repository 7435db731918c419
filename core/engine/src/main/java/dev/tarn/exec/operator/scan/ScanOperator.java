package dev.tarn.exec.operator.scan;

import dev.tarn.exec.pipeline.Operator;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.split.BatchSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** The scan of one driver: reads one split after the other. */
final class ScanOperator implements Operator {
    private final SplitQueue splits;
    private final List<RowFilter> filters;
    private final int[] outputs;
    private final boolean passesAll;
    private final IntSupplier aheadCount;
    private final Runnable check;
    private OpenSplit split;
    private BatchSource source;
    private boolean finished;

    /**
     * Makes a scan.
     *
     * @param passesAll whether {@code outputs} names all columns in order
     * @param aheadCount how many splits to have open besides those that drivers read
     * @param check is called for each split, as many may have no rows, and may throw
     */
    ScanOperator(
            SplitQueue splits,
            List<RowFilter> filters,
            int[] outputs,
            boolean passesAll,
            IntSupplier aheadCount,
            Runnable check) {
        this.splits = splits;
        this.filters = filters;
        this.outputs = outputs;
        this.passesAll = passesAll;
        this.aheadCount = aheadCount;
        this.check = check;
    }

    @Override
    public boolean needsInput() {
        return false;
    }

    @Override
    public void addInput(Batch batch) {
        throw new IllegalStateException("a source takes no input");
    }

    @Override
    public CompletableFuture<?> blocked() {
        if (finished) {
            return NOT_BLOCKED;
        }
        return source == null ? splits.ready() : source.blocked();
    }

    @Override
    public Batch output() {
        while (!finished && blocked().isDone()) {
            if (source == null) {
                open();
                continue;
            }
            Batch batch = source.next();
            if (batch == null) {
                split.countDone();
                closeSplit();
            } else if (batch.rowCount() > 0) {
                split.countRows(batch.rowCount());
                return project(batch);
            }
        }
        return null;
    }

    private void open() {
        check.run();
        split = splits.take(aheadCount.getAsInt());
        if (split == null) {
            finished = true;
        } else {
            source = split.adopt(filters);
        }
    }

    private Batch project(Batch batch) {
        if (passesAll) {
            return batch;
        }
        List<Column> columns = new ArrayList<>(outputs.length);
        for (int columnIndex : outputs) {
            columns.add(batch.column(columnIndex));
        }
        return new Batch(batch.rowCount(), columns, batch.selection());
    }

    private void closeSplit() {
        OpenSplit done = split;
        split = null;
        source = null;
        if (done != null) {
            done.close();
        }
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        finished = true;
        try {
            closeSplit();
        } finally {
            filters.forEach(RowFilter::close);
        }
    }
}
