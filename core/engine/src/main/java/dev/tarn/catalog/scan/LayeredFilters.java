package dev.tarn.catalog.scan;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** The filters that a source applies to another source's rows after it has given them its own columns. One thread. */
public final class LayeredFilters {
    private final List<ScanFilter> filters = new ArrayList<>();
    private final SelectionVector selection;

    public LayeredFilters(int batchSize) {
        selection = new SelectionVector(batchSize);
    }

    /** Adds a filter over the columns above. */
    public void add(ScanFilter filter) {
        filters.add(filter);
    }

    /**
     * Returns a filter for the source below.
     *
     * @param columnBelow gives the index there of each column that the filter looks at
     */
    public static ScanFilter below(ScanFilter filter, IntUnaryOperator columnBelow) {
        int[] columns = Arrays.stream(filter.columnIndexes()).map(columnBelow).toArray();
        return new ScanFilter() {
            @Override
            public int[] columnIndexes() {
                return columns;
            }

            @Override
            public void select(Batch batch, SelectionVector out) {
                filter.select(batch, out);
            }

            @Override
            public boolean isActive() {
                return filter.isActive();
            }
        };
    }

    /**
     * Returns the next batch of the source below that has rows left, or one without rows, as that gives it; null at the end.
     *
     * @param widen gives a batch its columns above
     */
    public Batch next(BatchSource below, UnaryOperator<Batch> widen) {
        for (Batch batch = below.next(); batch != null; batch = below.next()) {
            if (batch.rowCount() == 0) {
                return batch;
            }
            Batch whole = widen.apply(batch);
            for (ScanFilter filter : filters) {
                if (filter.isActive() && whole.selectedCount() > 0) {
                    whole = select(filter, whole);
                }
            }
            if (whole.selectedCount() > 0) {
                return whole;
            }
        }
        return null;
    }

    private Batch select(ScanFilter filter, Batch batch) {
        List<Column> columns = new ArrayList<>();
        for (int index : filter.columnIndexes()) {
            columns.add(batch.column(index));
        }
        selection.ensureCapacity(batch.rowCount());
        filter.select(new Batch(batch.rowCount(), columns, batch.selection()), selection);
        return new Batch(batch.rowCount(), batch.columns(), selection);
    }
}
