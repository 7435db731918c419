package dev.tarn.shell.render;

import java.io.Writer;
import java.sql.SQLException;

/** Reads all rows, and writes none. */
final class NoRenderer implements Renderer {
    @Override
    public long write(Rows rows, Writer out) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}
