package dev.tarn.query;

import org.apache.arrow.vector.VectorSchemaRoot;

/** The batches of one result, in order. One consumer thread at a time; {@link #close} from any. */
public interface ResultStream extends AutoCloseable {
    /**
     * Returns the next batch, which the caller owns and closes, or null at the end. Blocks until there is one.
     *
     * @throws dev.tarn.spi.error.TarnException what ended the query
     */
    VectorSchemaRoot next();

    /** Waits for the end of what runs whether or not it is fetched, as a write does, and throws what went wrong with it. */
    default void await() {}

    /** Asks the query to end; returns at once. */
    void cancel();

    /** Ends the query if it still runs, waits until it has given its memory back, and frees what was not fetched. */
    @Override
    void close();
}
