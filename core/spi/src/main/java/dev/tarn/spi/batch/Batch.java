package dev.tarn.spi.batch;

import java.util.List;

/**
 * Rows by columns: {@code rowCount} rows of which, if there is a selection, only the selected ones count.
 *
 * <p>A batch is valid until its producer is asked for the next one or is closed. Immutable.
 *
 * @param rowCount rows that every column has
 * @param columns the columns; may be empty, as for count(*)
 * @param selection the rows that count, or null if all do
 */
public record Batch(int rowCount, List<Column> columns, SelectionVector selection) {
    public Batch {
        columns = List.copyOf(columns);
    }

    /** Makes a batch whose every row counts. */
    public static Batch of(int rowCount, List<Column> columns) {
        return new Batch(rowCount, columns, null);
    }

    public Column column(int columnIndex) {
        return columns.get(columnIndex);
    }

    /** Returns how many rows count. */
    public int selectedCount() {
        return selection == null ? rowCount : selection.count();
    }
}
