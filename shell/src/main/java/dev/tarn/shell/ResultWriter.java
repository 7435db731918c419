package dev.tarn.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes one result in one format. */
interface ResultWriter {
    /**
     * Reads {@code result} to its end and writes every row; rows are written while they are read, so memory does not
     * grow with their number. The result stays open, {@code out} is not flushed.
     *
     * @throws IOException when {@code out} refuses
     * @throws SQLException when the query fails while it is read; what was written before stays written
     */
    void write(ResultSet result, Writer out) throws IOException, SQLException;
}
