package dev.tarn.spi.split;

import dev.tarn.spi.batch.Batch;
import java.util.concurrent.CompletableFuture;

/** Reads the rows of one split. One thread at a time. */
public interface BatchSource extends AutoCloseable {
    /** Returns a future that is done when {@link #next} need not wait for bytes; already done in the usual case. */
    CompletableFuture<?> blocked();

    /**
     * Returns the next batch, valid until the next call or close, or null at the end. Batches of which no row survives
     * the filters are passed over. A batch of no rows says that the source has to wait again before it knows of more: ask
     * {@link #blocked}. To be called only when {@link #blocked} is done.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA and the like, positioned at file, row group and column
     */
    Batch next();

    /** Frees its memory, waits for no read that is under way, and may be called twice. */
    @Override
    void close();
}
