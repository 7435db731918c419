package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.TarnException;
import java.sql.Connection;
import java.sql.SQLException;

/** What databases differ in. Thread-safe. */
interface Dialect {
    /** Opens a connection in auto-commit mode, ready for use. */
    Connection connect() throws SQLException;

    /** Returns the statement that begins a transaction which sees one state. */
    String beginRead();

    /** Returns the statements that begin a transaction which changes; they wait, within bounds, for others to end. */
    String[] beginWrite();

    /** Returns the type of texts that are compared by their bytes. */
    String keyType();

    /** Returns the type of bytes. */
    String bytesType();

    /** Returns what stands behind a table that is found by its key alone. */
    String keyedTable();

    /** Returns the expression of the time, in milliseconds since 1970, that all who use the catalog share. */
    String clock();

    /** Returns a statement that makes others wait who would make the tables at the same time. */
    String lockForSetUp();

    /** Returns whether the tables of a catalog are there. */
    String tableExists();

    /** Returns the error of an exception, with what would cure it. */
    TarnException translate(SQLException error);

    /** Returns whether a connection is of no use after an exception. */
    boolean isConnectionLost(SQLException error);

    /** Returns where the catalog is, without secrets. */
    String description();
}
