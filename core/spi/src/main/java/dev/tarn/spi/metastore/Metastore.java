package dev.tarn.spi.metastore;

import java.util.Collection;
import java.util.function.Function;

/**
 * A catalog's memory: databases, tables and views with all their versions, partitions, statistics, business attributes and
 * the records of writes. Several processes may share one.
 *
 * <p>Everything is read and changed in transactions: {@link #read} sees one state from its first to its last question;
 * {@link #change} is done wholly or not at all, and one change is done after the other. Both are meant to be short: what
 * they run asks nothing of a storage, waits for nobody, and keeps neither the reader nor the writer.
 *
 * <p>Names of databases, tables, views, columns and attributes are in lower case; who calls sees to that. Thread-safe.
 *
 * <p>Errors, all {@link dev.tarn.spi.error.TarnException}: CATALOG_UNAVAILABLE if it cannot be reached or opened,
 * CATALOG_BUSY if others change it for too long, CATALOG_CORRUPT if its file is broken, PERMISSION_DENIED if it is
 * read-only, NO_SPACE if it cannot grow. After an error of a change, nothing of it is kept.
 */
public interface Metastore extends AutoCloseable {
    /** Returns the catalog's own name of 8 hexadecimal digits, chosen when it was made; write ids begin with it. */
    String id();

    /**
     * Returns a number that grows with every change that anyone makes: as long as it is the same, so is all else. Cheap, to
     * be asked before each statement.
     */
    long version();

    /** Runs questions that see one state. May block. */
    <T> T read(Function<? super MetastoreReader, ? extends T> questions);

    /**
     * Runs a change, which is kept when {@code work} returns; if {@code work} throws, nothing is kept and the exception
     * goes on. May block while others change.
     *
     * @param user who changes, for the history
     */
    <T> T change(String user, Function<? super MetastoreWriter, ? extends T> work);

    /**
     * Says that writes still run, so that others do not take their process for gone. Writes that are not open are left as
     * they are, and the version stays the same. May block, for a short time.
     */
    void keepAlive(Collection<WriteId> writes);

    /** Returns where it is kept, as error messages and EXPLAIN name it, without secrets. */
    String description();

    @Override
    void close();
}
