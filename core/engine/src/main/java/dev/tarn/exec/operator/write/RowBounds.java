package dev.tarn.exec.operator.write;

import dev.tarn.exec.operator.analyze.ColumnCollector;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileStatistics;
import java.util.ArrayList;
import java.util.List;

/** The bounds of the columns of one file, counted as its rows go by, for formats whose files do not know them. One thread. */
final class RowBounds {
    /** Null for a column without an order. */
    private final List<ColumnCollector> columns = new ArrayList<>();

    RowBounds(List<ColumnSchema> schema) {
        ColumnCollector.Scratch scratch = new ColumnCollector.Scratch();
        for (ColumnSchema column : schema) {
            boolean hasOrder = ColumnCollector.hasOrder(column.type());
            columns.add(hasOrder ? ColumnCollector.ofBounds(column.type(), scratch) : null);
        }
    }

    void add(Batch batch) {
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) != null) {
                columns.get(i).add(batch.column(i), positions, batch.selectedCount());
            }
        }
    }

    /** Returns what a format told of its file, and the bounds. */
    FileStatistics with(FileStatistics told) {
        List<ColumnStatistics> statistics = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            boolean unknown = columns.get(i) == null;
            statistics.add(unknown ? told.columns().get(i) : columns.get(i).statistics());
        }
        return new FileStatistics(told.rowCount(), told.byteCount(), statistics);
    }
}
