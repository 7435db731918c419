package dev.tarn.jdbc;

import java.sql.SQLException;

/** An object of JDBC that can be closed and is of no use then. */
abstract class Closable extends Unwrappable {
    public abstract boolean isClosed();

    /** Returns the error of who uses it after it was closed. */
    abstract SQLException closedError();

    /** @throws SQLException {@link #closedError} if it is closed */
    void checkOpen() throws SQLException {
        if (isClosed()) {
            throw closedError();
        }
    }
}
