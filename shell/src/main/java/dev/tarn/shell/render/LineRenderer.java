package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;

/** {@code label = value} for each value, and an empty line between rows. */
final class LineRenderer implements Renderer {
    private final RenderOptions options;

    LineRenderer(RenderOptions options) {
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        List<Column> columns = rows.columns();
        int width = 0;
        for (Column column : columns) {
            width = Math.max(width, DisplayText.width(DisplayText.safe(column.label())));
        }
        String[] labels = new String[columns.size()];
        for (int column = 0; column < labels.length; column++) {
            String label = DisplayText.safe(columns.get(column).label()).replace('\n', ' ');
            labels[column] = DisplayText.pad(label, width, true) + " = ";
        }
        TextBlock block = new TextBlock(out);
        long count = 0;
        for (; rows.next(); count++) {
            if (count > 0) {
                block.text().append('\n');
            }
            for (int column = 0; column < labels.length; column++) {
                String value = rows.text(column);
                block.text()
                        .append(labels[column])
                        .append(value == null ? options.nullTextOr("NULL") : shown(value, columns.get(column)))
                        .append('\n');
            }
            block.end();
        }
        return count;
    }

    private String shown(String value, Column column) {
        return options.groupsDigits() && column.isNumeric() ? DisplayText.grouped(value) : DisplayText.safe(value);
    }
}
