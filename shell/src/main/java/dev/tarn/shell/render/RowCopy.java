package dev.tarn.shell.render;

import java.sql.SQLException;
import java.util.List;

/**
 * A row that was read and is kept.
 *
 * @param texts the values as text, null for NULL
 * @param nested the nested values, null in all other columns
 * @param leftOut how many rows were left out just before it
 */
record RowCopy(String[] texts, Object[] nested, long leftOut) {
    private static final Object[] NOTHING_NESTED = {};

    /** Copies the current row. */
    static RowCopy of(Rows rows) throws SQLException {
        List<Column> columns = rows.columns();
        String[] texts = new String[columns.size()];
        Object[] nested = NOTHING_NESTED;
        for (int column = 0; column < texts.length; column++) {
            texts[column] = rows.text(column);
            if (columns.get(column).isNested()) {
                nested = nested.length == 0 ? new Object[texts.length] : nested;
                nested[column] = rows.nested(column);
            }
        }
        return new RowCopy(texts, nested, rows.leftOut());
    }

    /** Returns about how many characters the row holds. */
    long size() {
        long size = 0;
        for (String text : texts) {
            size += text == null ? 0 : text.length();
        }
        return size;
    }
}
