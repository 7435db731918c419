package dev.tarn.exec.operator.result;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The batches of a result between the drivers that make them and the one thread that fetches them: as many as a bound in
 * bytes allows, and at least one. Thread-safe.
 */
public final class ResultQueue implements AutoCloseable {
    private static final CompletableFuture<Void> SPACE = CompletableFuture.completedFuture(null);

    private final BufferAllocator allocator;
    private final long maxBytes;
    private final List<String> labels;
    private final List<Type> types;
    private final ArrayDeque<VectorSchemaRoot> batches = new ArrayDeque<>();
    private long bytes;
    private CompletableFuture<Void> space = SPACE;
    private boolean ended;
    private boolean closed;
    private Throwable failure;
    private TarnException cancelled;

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

    BufferAllocator allocator() {
        return allocator;
    }

    List<String> labels() {
        return labels;
    }

    List<Type> types() {
        return types;
    }

    /** Returns a future that is done when a batch may be added. */
    synchronized CompletableFuture<Void> space() {
        return space;
    }

    /** Adds a batch, which belongs to the queue from now on. */
    void add(VectorSchemaRoot batch) {
        synchronized (this) {
            if (!closed) {
                batches.add(batch);
                bytes += sizeOf(batch);
                if (bytes >= maxBytes && space.isDone()) {
                    space = new CompletableFuture<>();
                }
                notifyAll();
                return;
            }
        }
        batch.close();
    }

    private static long sizeOf(VectorSchemaRoot batch) {
        long size = 0;
        for (FieldVector vector : batch.getFieldVectors()) {
            size += sizeOf(vector);
        }
        return size;
    }

    private static long sizeOf(FieldVector vector) {
        long size = 0;
        for (ArrowBuf buffer : vector.getFieldBuffers()) {
            size += buffer.capacity();
        }
        for (FieldVector child : vector.getChildrenFromFields()) {
            size += sizeOf(child);
        }
        return size;
    }

    /** Ends the result when {@code completion} is done: after the batches that wait, or at once with its error. */
    public void endWith(CompletableFuture<Void> completion) {
        completion.whenComplete((value, error) -> end(error));
    }

    private synchronized void end(Throwable error) {
        ended = true;
        failure = error instanceof CompletionException wrapper ? wrapper.getCause() : error;
        notifyAll();
    }

    /**
     * Returns the next batch, which the caller owns and closes, or null at the end; blocks until there is one.
     *
     * @throws TarnException what ended the query; QUERY_CANCELLED if the queue was closed or the thread interrupted
     */
    public VectorSchemaRoot next() {
        CompletableFuture<Void> freed;
        VectorSchemaRoot batch;
        synchronized (this) {
            awaitBatchOrEnd();
            if (closed) {
                throw new TarnException(ErrorCode.QUERY_CANCELLED, "the result was closed");
            }
            if (failure != null) {
                throw failure instanceof TarnException known
                        ? known
                        : new TarnException(ErrorCode.INTERNAL_ERROR, "the query failed by a bug in Tarn", failure);
            }
            if (cancelled != null) {
                throw cancelled;
            }
            if (batches.isEmpty()) {
                return null;
            }
            batch = batches.poll();
            bytes -= sizeOf(batch);
            freed = bytes < maxBytes ? freeSpace() : SPACE;
        }
        freed.complete(null);
        return batch;
    }

    private void awaitBatchOrEnd() {
        while (batches.isEmpty() && !ended && !closed && cancelled == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TarnException(ErrorCode.QUERY_CANCELLED, "the thread that fetches was interrupted", e);
            }
        }
    }

    /** Returns the future to complete outside the lock. */
    private CompletableFuture<Void> freeSpace() {
        CompletableFuture<Void> freed = space;
        space = SPACE;
        return freed;
    }

    /** Tells who fetches, now or later, that the query is to end for this reason, unless it has ended already. */
    public synchronized void cancel(TarnException reason) {
        if (!ended) {
            cancelled = reason;
            notifyAll();
        }
    }

    /** Frees what was not fetched, and what comes later. The query is to be cancelled first. */
    @Override
    public void close() {
        CompletableFuture<Void> freed;
        synchronized (this) {
            closed = true;
            batches.forEach(VectorSchemaRoot::close);
            batches.clear();
            bytes = 0;
            freed = freeSpace();
            notifyAll();
        }
        freed.complete(null);
    }
}
