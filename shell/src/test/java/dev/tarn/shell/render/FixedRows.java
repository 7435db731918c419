package dev.tarn.shell.render;

import java.io.IOException;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;

/** Rows of given values. */
final class FixedRows implements Rows {
    static final Column NAME = new Column("name", Types.VARCHAR, "varchar");
    static final Column NUMBER = new Column("n", Types.BIGINT, "bigint");

    private final List<Column> columns;
    private final List<List<Object>> rows;
    private int position = -1;

    FixedRows(List<Column> columns, List<List<Object>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Returns what a format makes of rows of a name and a number. */
    static String render(Format format, RenderOptions options, Object... namesAndNumbers) {
        List<List<Object>> rows = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            rows.add(Arrays.asList(namesAndNumbers[i], namesAndNumbers[i + 1]));
        }
        return render(format, options, new FixedRows(List.of(NAME, NUMBER), rows));
    }

    static String render(Format format, RenderOptions options, Rows rows) {
        StringWriter out = new StringWriter();
        try {
            format.renderer(options).write(rows, out);
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
        return out.toString();
    }

    /** Returns options for a terminal without colours. */
    static RenderOptions terminal(int lineWidth, int valueWidth, boolean wraps) {
        return new RenderOptions(
                null, false, lineWidth, valueWidth, wraps, true, "", false, true, true, "t", Theme.NONE);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        return ++position < rows.size();
    }

    @Override
    public String text(int column) {
        Object value = rows.get(position).get(column);
        return value == null ? null : value.toString();
    }

    @Override
    public Object nested(int column) {
        return rows.get(position).get(column);
    }
}
