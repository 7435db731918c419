package dev.tarn.shell.render;

import java.sql.Types;
import java.util.List;

/** Rows of texts that are there already. */
public final class ListRows implements Rows {
    private List<Column> columns;
    private final List<List<String>> rows;
    private int position = -1;

    public ListRows(List<String> labels, List<List<String>> rows) {
        this.columns = labels.stream()
                .map(label -> new Column(label, Types.VARCHAR, "varchar"))
                .toList();
        this.rows = rows;
    }

    /** Returns rows whose columns are of these types. */
    public static ListRows of(List<Column> columns, List<List<String>> rows) {
        ListRows made = new ListRows(List.of(), rows);
        made.columns = List.copyOf(columns);
        return made;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        position++;
        return position < rows.size();
    }

    @Override
    public String text(int column) {
        return rows.get(position).get(column);
    }

    @Override
    public Object nested(int column) {
        throw new IllegalStateException("texts have nothing within");
    }
}
