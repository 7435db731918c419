package dev.tarn.shell.render;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of which the first ones are looked at before they are given out, so that a format can fit itself to them. */
final class BufferedRows implements Rows {
    private static final int MOST_CHARACTERS = 1 << 20;

    private record Row(String[] texts, Object[] nested) {}

    private final Rows rows;
    private final List<Row> first = new ArrayList<>();
    private int position = -1;
    private boolean more = true;

    /** Reads up to {@code count} rows, fewer if they are long. */
    BufferedRows(Rows rows, int count) throws SQLException {
        this.rows = rows;
        long characters = 0;
        while (first.size() < count && characters < MOST_CHARACTERS && (more = rows.next())) {
            Row row = read();
            first.add(row);
            for (String text : row.texts) {
                characters += text == null ? 0 : text.length();
            }
        }
    }

    private Row read() throws SQLException {
        int count = columns().size();
        Row row = new Row(new String[count], new Object[count]);
        for (int column = 0; column < count; column++) {
            row.texts[column] = rows.text(column);
            if (columns().get(column).isNested()) {
                row.nested[column] = rows.nested(column);
            }
        }
        return row;
    }

    /** Returns how many rows were looked at. */
    int sampleSize() {
        return first.size();
    }

    /** Returns a value of a row that was looked at, null for NULL. */
    String sample(int row, int column) {
        return first.get(row).texts[column];
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() throws SQLException {
        if (position + 1 < first.size()) {
            position++;
            return true;
        }
        position = first.size();
        return more && rows.next();
    }

    @Override
    public String text(int column) throws SQLException {
        return position < first.size() ? first.get(position).texts[column] : rows.text(column);
    }

    @Override
    public Object nested(int column) throws SQLException {
        return position < first.size() ? first.get(position).nested[column] : rows.nested(column);
    }
}
