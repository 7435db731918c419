package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;

/**
 * Aligned columns: numbers to the right, everything else to the left, a value of several lines over as many lines. Widths
 * come from the first rows; where a later value is wider, the columns become wider below a new header.
 */
final class GridRenderer implements Renderer {
    private final GridStyle style;
    private final RenderOptions options;

    GridRenderer(GridStyle style, RenderOptions options) {
        this.style = style;
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        BufferedRows buffered =
                rows instanceof BufferedRows known ? known : new BufferedRows(rows, options.isForTerminal());
        return new GridWriter(style, options, buffered, out).write();
    }

    /** Returns how many columns of the terminal the first rows take. */
    int totalWidth(BufferedRows rows) {
        int total = style.lineWidth(rows.columns().size());
        for (int width : new GridWriter(style, options, rows, Writer.nullWriter()).widths()) {
            total += width;
        }
        return total;
    }
}
