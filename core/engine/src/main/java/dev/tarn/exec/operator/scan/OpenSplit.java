package dev.tarn.exec.operator.scan;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import java.util.ArrayList;
import java.util.List;

/** A split whose bytes are coming. It has the filters of whichever driver takes it. */
final class OpenSplit implements AutoCloseable {
    private final BatchSource source;
    private final ScanMetrics metrics;
    private long rowsLeft;
    private final List<FilterSlot> slots = new ArrayList<>();

    /**
     * Opens a split.
     *
     * @param filterColumns for each of a driver's filters the columns it reads
     * @param filterOrder in which order the filters are evaluated, as indices into the driver's
     */
    OpenSplit(
            Table table,
            Split split,
            List<ScanColumn> columns,
            List<int[]> filterColumns,
            int[] filterOrder,
            ScanContext context) {
        for (int filterIndex : filterOrder) {
            slots.add(new FilterSlot(filterIndex, filterColumns.get(filterIndex)));
        }
        metrics = context.metrics();
        rowsLeft = split.rowCount();
        source = table.open(split, new ScanRequest(columns, List.copyOf(slots), context));
    }

    /** Returns the source, now filtered by {@code filters}. */
    BatchSource adopt(List<? extends ScanFilter> filters) {
        for (FilterSlot slot : slots) {
            slot.target = filters.get(slot.filterIndex);
        }
        return source;
    }

    /** Counts {@code rows} more as read. */
    void countRows(int rows) {
        long counted = Math.min(rows, rowsLeft);
        rowsLeft -= counted;
        metrics.splitRowsDone.add(counted);
    }

    /** Counts the split as read to its end, with those of its rows that were filtered out before they made a batch. */
    void countDone() {
        metrics.splitsDone.increment();
        metrics.splitRowsDone.add(rowsLeft);
        rowsLeft = 0;
    }

    /** Stands in for a filter until a driver, and with it the filter, is known. */
    private static final class FilterSlot implements ScanFilter {
        private final int filterIndex;
        private final int[] columnIndexes;
        private ScanFilter target;

        FilterSlot(int filterIndex, int[] columnIndexes) {
            this.filterIndex = filterIndex;
            this.columnIndexes = columnIndexes;
        }

        @Override
        public int[] columnIndexes() {
            return columnIndexes;
        }

        @Override
        public void select(Batch batch, SelectionVector out) {
            target.select(batch, out);
        }

        @Override
        public boolean isActive() {
            return target == null || target.isActive();
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
