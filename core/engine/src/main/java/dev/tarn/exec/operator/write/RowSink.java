package dev.tarn.exec.operator.write;

import dev.tarn.spi.batch.Batch;
import java.util.concurrent.CompletableFuture;

/** Where the rows of one group go, of which there may be several files. One thread at a time. */
interface RowSink extends AutoCloseable {
    /** Takes rows, whose columns are those of the files. */
    void append(Batch batch);

    /** Returns what to wait for before more rows come. */
    CompletableFuture<?> ready();

    /** Returns the bytes of memory that it holds. */
    long memoryBytes();

    /** Completes the file that is open; more rows begin another. */
    void cut();

    /** Gives up what was not completed. */
    @Override
    void close();
}
