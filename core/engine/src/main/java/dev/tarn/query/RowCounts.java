package dev.tarn.query;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The result of a write that has ended: one row with the number of rows. */
final class RowCounts implements ResultStream {
    private final BufferAllocator allocator;
    private final String label;
    private final long rows;
    private boolean told;

    RowCounts(BufferAllocator allocator, String label, long rows) {
        this.allocator = allocator;
        this.label = label;
        this.rows = rows;
    }

    /** Returns the batch, which the caller owns. */
    static VectorSchemaRoot batch(BufferAllocator allocator, String label, long rows) {
        BigIntVector vector = new BigIntVector(label, allocator);
        vector.allocateNew(1);
        vector.set(0, rows);
        vector.setValueCount(1);
        VectorSchemaRoot batch = new VectorSchemaRoot(List.of(vector));
        batch.setRowCount(1);
        return batch;
    }

    @Override
    public VectorSchemaRoot next() {
        if (told) {
            return null;
        }
        told = true;
        return batch(allocator, label, rows);
    }

    @Override
    public void cancel() {
        // The write has ended, and its number of rows is true.
    }

    @Override
    public void close() {
        told = true;
    }
}
