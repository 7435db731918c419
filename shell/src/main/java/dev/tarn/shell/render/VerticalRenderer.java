package dev.tarn.shell.render;

import dev.tarn.shell.render.Theme.Role;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;

/** A line for each value, its label before it, and a line with the row's number above each row. */
final class VerticalRenderer implements Renderer {
    private static final int RULE_WIDTH = 40;

    private final RenderOptions options;

    VerticalRenderer(RenderOptions options) {
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        List<Column> columns = rows.columns();
        int width = 0;
        for (Column column : columns) {
            width = Math.max(width, DisplayText.width(DisplayText.safe(column.label())));
        }
        Theme theme = options.theme();
        long count = 0;
        while (rows.next()) {
            count++;
            String title = "─[ row " + count + " ]";
            out.write(theme.paint(Role.BORDER, title + "─".repeat(Math.max(3, RULE_WIDTH - title.length()))));
            out.write('\n');
            for (int column = 0; column < columns.size(); column++) {
                String label =
                        DisplayText.pad(DisplayText.safe(columns.get(column).label()), width, false);
                writeValue(theme.paint(Role.HEADER, label), width, rows.text(column), columns.get(column), out);
            }
        }
        return count;
    }

    private void writeValue(String label, int width, String value, Column column, Writer out) throws IOException {
        Theme theme = options.theme();
        String bar = theme.paint(Role.BORDER, " │ ");
        String text = value == null ? theme.paint(Role.NULL, options.nullTextOr("NULL")) : DisplayText.safe(value);
        if (value != null && options.groupsDigits() && column.isNumeric()) {
            text = DisplayText.grouped(text);
        }
        String before = label;
        for (String line : text.split("\n", -1)) {
            out.write(before + bar + line + "\n");
            before = " ".repeat(width);
        }
    }
}
