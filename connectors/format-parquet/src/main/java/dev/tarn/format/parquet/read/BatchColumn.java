package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.util.List;

/** One of a request's columns, read batch by batch. One thread at a time; {@link #close} frees its memory. */
interface BatchColumn extends AutoCloseable {
    /** Returns the leaves that it reads, none of them twice. */
    List<ParquetColumn> leaves();

    /** Says that the bytes are there. */
    void start(RowGroupReads reads, ChunkPlans plans);

    /** Returns how many of the next rows, at most {@code wanted}, can be one column: codes and values do not mix. */
    default int uniformRows(int wanted) {
        return wanted;
    }

    /**
     * Returns the next {@code rows} rows, valid until the next read.
     *
     * @param rows at least 1, at most what {@link #uniformRows} says
     * @param selection the rows that count, or null if all do; the others' values may be anything
     */
    Column read(int rows, SelectionVector selection);

    /** Passes over {@code rows} rows. Costs nothing until the next read. */
    void skip(int rows);

    @Override
    void close();
}
