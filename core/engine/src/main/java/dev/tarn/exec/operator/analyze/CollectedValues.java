package dev.tarn.exec.operator.analyze;

import java.util.ArrayList;
import java.util.List;

/** What the drivers found, put together. Thread-safe; complete when the pipelines have ended. */
public final class CollectedValues {
    private long rowCount;
    private List<ColumnSummary> columns = List.of();

    synchronized void add(long rows, List<ColumnSummary> found) {
        rowCount += rows;
        if (columns.isEmpty()) {
            columns = List.copyOf(found);
            return;
        }
        List<ColumnSummary> together = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            together.add(columns.get(i).with(found.get(i)));
        }
        columns = together;
    }

    public synchronized long rowCount() {
        return rowCount;
    }

    /** Returns what was found of each column; empty if no driver ran. */
    public synchronized List<ColumnSummary> columns() {
        return List.copyOf(columns);
    }
}
