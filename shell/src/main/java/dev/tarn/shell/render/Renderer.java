package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;

/** Writes results in one format. */
@FunctionalInterface
public interface Renderer {
    /**
     * Reads {@code rows} to their end and writes them while they are read, so that memory does not grow with their number.
     * {@code out} is not flushed.
     *
     * @return the number of rows
     * @throws IOException when {@code out} refuses
     * @throws SQLException when the query fails while it is read; what was written before stays written
     */
    long write(Rows rows, Writer out) throws IOException, SQLException;
}
