package dev.tarn.exec.operator.result;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The batches of a result between the drivers that make them and the one thread that fetches them: as many as a bound in
 * bytes allows, and at least one. Thread-safe.
 */
public final class ResultQueue implements AutoCloseable {
    private final BufferAllocator allocator;
    private final long maxBytes;
    private final List<String> labels;
    private final List<Type> types;

    /**
     * Makes a queue.
     *
     * @param allocator where the batches' memory comes from; it outlives the query, as its consumer owns them
     * @param maxBytes how many bytes may wait; a driver that would add to more waits for the consumer
     */
    public ResultQueue(BufferAllocator allocator, long maxBytes, List<String> labels, List<Type> types) {
        this.allocator = allocator;
        this.maxBytes = maxBytes;
        this.labels = List.copyOf(labels);
        this.types = List.copyOf(types);
    }

    /** Ends the result when {@code completion} is done: after the batches that wait, or at once with its error. */
    public void endWith(CompletableFuture<Void> completion) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "results do not run yet");
    }

    /**
     * Returns the next batch, which the caller owns and closes, or null at the end; blocks until there is one.
     *
     * @throws TarnException what ended the query; QUERY_CANCELLED if the queue was closed or the thread interrupted
     */
    public VectorSchemaRoot next() {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "results do not run yet");
    }

    /** Frees what was not fetched, and what comes later. The query is to be cancelled first. */
    @Override
    public void close() {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "results do not run yet");
    }
}
