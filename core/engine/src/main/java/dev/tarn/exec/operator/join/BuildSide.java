package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The rows of a join's build side: first of each driver, then all together, and then with a mark on those that found a
 * match. Thread-safe, but for what says otherwise.
 */
final class BuildSide implements AutoCloseable {
    private final List<ColumnShape> shapes;
    private final List<RowStore> stores = new ArrayList<>();
    private final AtomicInteger nextChunk = new AtomicInteger();
    private BufferAllocator allocator;
    private RowStore rows;
    private ArrowBuf matched;

    BuildSide(List<ColumnShape> shapes) {
        this.shapes = shapes;
    }

    /** Makes the store of one driver. */
    synchronized RowStore newStore(DriverContext context) {
        if (allocator == null) {
            allocator = context.allocator();
            context.query().register(this);
        }
        RowStore store = new RowStore(allocator, shapes);
        stores.add(store);
        return store;
    }

    BufferAllocator allocator() {
        return allocator;
    }

    /**
     * Puts the rows of all drivers together.
     *
     * @param marks whether there is to be room for marks
     */
    synchronized void complete(boolean marks) {
        for (RowStore store : stores) {
            if (rows == null) {
                rows = store;
            } else {
                rows.absorb(store);
            }
        }
        if (marks && rowNumbers() > 0) {
            matched = allocator.buffer(rowNumbers());
            RawMemory.fill(matched.memoryAddress(), matched.capacity(), (byte) 0);
        }
    }

    /** Returns all rows; only when they are complete. */
    RowStore rows() {
        return rows;
    }

    /** Returns one more than the greatest row number there can be. */
    long rowNumbers() {
        int chunks = rows.chunkCount();
        return chunks == 0 ? 0 : ((chunks - 1L) << RowStore.CHUNK_SHIFT) + rows.chunkRows(chunks - 1);
    }

    /** Returns the address of a byte a row number: 1 if the row found a match. Drivers set them side by side. */
    long marksAddress() {
        return matched == null ? 0 : matched.memoryAddress();
    }

    /** Returns a chunk of rows that nobody has taken to give them at the join's end, or -1. */
    int takeChunk() {
        int chunk = nextChunk.getAndIncrement();
        return chunk < rows.chunkCount() ? chunk : -1;
    }

    @Override
    public synchronized void close() {
        stores.forEach(RowStore::close);
        stores.clear();
        if (matched != null) {
            matched.close();
            matched = null;
        }
    }
}
