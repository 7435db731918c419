package dev.tarn.spi.split;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.util.Arrays;

/**
 * Reads the columns of a scan batch by batch: those of the filters first, filter by filter, then the others if rows are left.
 * One thread at a time.
 */
public final class FilteredColumns {
    /** Reads a column's values of the rows at hand. */
    public interface Reader {
        /**
         * Returns the column, valid until the next batch.
         *
         * @param index the column's index in the request
         * @param selected the rows that count, or null if all do
         */
        Column read(int index, int rows, SelectionVector selected);
    }

    private final ScanRequest request;
    private final Reader reader;
    private final Column[] columns;
    private final SelectionVector selection;

    /** @param maxRows the most rows of a batch */
    public FilteredColumns(ScanRequest request, int maxRows, Reader reader) {
        this.request = request;
        this.reader = reader;
        this.columns = new Column[request.columns().size()];
        this.selection = new SelectionVector(maxRows);
    }

    /**
     * Reads the next rows and counts what is left of them.
     *
     * @return the batch, valid until the next call; null if no row survives the filters
     */
    public Batch read(int rows) {
        Arrays.fill(columns, null);
        boolean all = true;
        for (ScanFilter filter : request.filters()) {
            if (!filter.isActive()) {
                continue;
            }
            SelectionVector before = all ? null : selection;
            filter.select(filterBatch(filter, rows, before), selection);
            all = all && selection.count() == rows;
            if (selection.count() == 0) {
                break;
            }
        }
        if (!all && selection.count() == 0) {
            return null;
        }
        SelectionVector selected = all ? null : selection;
        for (int i = 0; i < columns.length; i++) {
            require(i, rows, selected);
        }
        Batch batch = new Batch(rows, Arrays.asList(columns), selected);
        request.context().metrics().rowsProduced.add(batch.selectedCount());
        return batch;
    }

    /** Returns whether a column was read for the last batch. */
    public boolean isRead(int index) {
        return columns[index] != null;
    }

    private Batch filterBatch(ScanFilter filter, int rows, SelectionVector before) {
        int[] indexes = filter.columnIndexes();
        Column[] read = new Column[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            require(indexes[i], rows, before);
            read[i] = columns[indexes[i]];
        }
        return new Batch(rows, Arrays.asList(read), before);
    }

    private void require(int index, int rows, SelectionVector selected) {
        if (columns[index] == null) {
            columns[index] = reader.read(index, rows, selected);
        }
    }
}
