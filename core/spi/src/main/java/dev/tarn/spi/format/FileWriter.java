package dev.tarn.spi.format;

import dev.tarn.spi.batch.Batch;

/**
 * Writes the rows of one file into a {@link dev.tarn.spi.storage.ByteSink}, which it neither ends nor gives up. One thread
 * at a time; every call but the counts may block, as the sink does, and computes (encodes, compresses) on the calling
 * thread.
 */
public interface FileWriter extends AutoCloseable {
    /**
     * Appends the selected rows of a batch, whose columns are those that the writer was made for, by order and by type, in any
     * encoding; a DECIMAL's layout may be any that its type can have and may change from batch to batch. The batch is not
     * needed any more when the call returns.
     *
     * @throws dev.tarn.spi.error.TarnException what the sink throws; NOT_SUPPORTED for a value that the format cannot hold;
     *     after a failure only {@link #close} may be called
     * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator's limit is reached
     */
    void append(Batch batch);

    /** Returns how many rows were appended. */
    long rowCount();

    /** Returns how many bytes the sink has so far. */
    long bytesWritten();

    /**
     * Returns about how many bytes in the file the rows will take that the writer still holds, so that with
     * {@link #bytesWritten} it is known when a file has its target size.
     */
    long bufferedBytes();

    /** Returns the bytes of memory that the writer holds, those of its allocator included. */
    long memoryBytes();

    /**
     * Returns whether {@link #finish} tells the bounds of the columns, which the writer needs for the file itself; if not,
     * whoever has the rows may count them.
     */
    default boolean countsBounds() {
        return false;
    }

    /**
     * Writes the rows that the writer holds if the format can end a part of a file behind them, as a row group: for when memory
     * is short, since smaller parts are read more slowly. Does nothing for other formats.
     *
     * @throws dev.tarn.spi.error.TarnException as {@link #append} does
     */
    default void endPart() {}

    /**
     * Writes what is left and whatever the format ends a file with. Only {@link #close} may follow. A file without rows is
     * complete, too.
     *
     * @throws dev.tarn.spi.error.TarnException as {@link #append} does
     */
    FileStatistics finish();

    /** Frees the memory. What the sink has is no file unless {@link #finish} returned. May be called twice. */
    @Override
    void close();
}
