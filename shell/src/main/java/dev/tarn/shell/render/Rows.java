package dev.tarn.shell.render;

import java.sql.SQLException;
import java.util.List;

/** The rows of a result, one after the other. One thread at a time. */
public interface Rows {
    List<Column> columns();

    /**
     * Moves to the next row, which is the first at the first call.
     *
     * @return false at the end
     * @throws SQLException what ended the query
     */
    boolean next() throws SQLException;

    /** Returns the text of the current row's value, or null for NULL; binary values in hexadecimal. */
    String text(int column) throws SQLException;

    /** Returns the current row's nested value as Lists and Maps of scalars, or null for NULL; only of nested columns. */
    Object nested(int column) throws SQLException;

    /** Returns how many rows were left out just before the current one. */
    default long leftOut() {
        return 0;
    }
}
