package dev.tarn.plan.stats;

import java.util.ArrayList;
import java.util.List;

/** What is thought of a node's rows and columns. */
public record RelationEstimate(double rows, List<ColumnEstimate> columns) {
    public RelationEstimate {
        columns = List.copyOf(columns);
    }

    public ColumnEstimate column(int columnIndex) {
        return columns.get(columnIndex);
    }

    /** Returns the estimate if {@code newRows} of the rows stay, regardless of their values. */
    RelationEstimate thinned(double newRows) {
        List<ColumnEstimate> thinned = new ArrayList<>(columns.size());
        for (ColumnEstimate column : columns) {
            thinned.add(column.thinned(newRows, rows));
        }
        return new RelationEstimate(Math.max(newRows, 0), thinned);
    }

    /** Returns how many groups the rows have by some columns. */
    public double groups(Iterable<Integer> keys) {
        double groups = 1;
        for (int key : keys) {
            groups *= column(key).distinct() + (column(key).nullFraction() > 0 ? 1 : 0);
        }
        return Math.max(1, Math.min(groups, rows));
    }
}
