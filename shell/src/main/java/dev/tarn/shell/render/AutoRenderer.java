package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;

/** A box where it fits the terminal, else a line a value. */
final class AutoRenderer implements Renderer {
    private final RenderOptions options;

    AutoRenderer(RenderOptions options) {
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        BufferedRows buffered = new BufferedRows(rows, options.isForTerminal());
        GridRenderer box = new GridRenderer(GridStyle.box(options), options);
        boolean fits = options.lineWidth() == 0 || box.totalWidth(buffered) <= options.lineWidth();
        return (fits ? box : new VerticalRenderer(options)).write(buffered, out);
    }
}
