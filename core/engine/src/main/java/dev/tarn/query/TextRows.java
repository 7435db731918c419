package dev.tarn.query;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The result of a statement that tells of the catalog or a plan: rows of text, in batches that are made when asked for. */
final class TextRows implements ResultStream {
    private static final int BATCH = 4_096;

    private final BufferAllocator allocator;
    private final List<OutputColumn> columns;
    private final Iterator<List<String>> rows;
    private final boolean done;
    private boolean ended;
    private volatile boolean cancelled;

    /**
     * Makes a result.
     *
     * @param rows each with a text or null for each of the VARCHAR {@code columns}
     * @param done whether they tell what has been done, so that a cancel comes too late
     */
    TextRows(BufferAllocator allocator, List<OutputColumn> columns, Iterator<List<String>> rows, boolean done) {
        this.allocator = allocator;
        this.columns = columns;
        this.rows = rows;
        this.done = done;
    }

    @Override
    public synchronized VectorSchemaRoot next() {
        List<List<String>> page = new ArrayList<>();
        if (ended) {
            return null;
        }
        checkCancelled();
        while (page.size() < BATCH && rows.hasNext()) {
            page.add(rows.next());
            checkCancelled();
        }
        if (page.isEmpty()) {
            ended = true;
            return null;
        }
        List<FieldVector> vectors = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            vectors.add(vector(column, page));
        }
        VectorSchemaRoot batch = new VectorSchemaRoot(vectors);
        batch.setRowCount(page.size());
        return batch;
    }

    private VarCharVector vector(int column, List<List<String>> page) {
        VarCharVector vector = new VarCharVector(columns.get(column).label(), allocator);
        vector.allocateNew(page.size());
        for (int row = 0; row < page.size(); row++) {
            String text = page.get(row).get(column);
            if (text == null) {
                vector.setNull(row);
            } else {
                vector.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        vector.setValueCount(page.size());
        return vector;
    }

    private void checkCancelled() {
        if (cancelled) {
            throw new TarnException(ErrorCode.QUERY_CANCELLED, "the statement was cancelled");
        }
    }

    @Override
    public void cancel() {
        cancelled = !done;
    }

    /** Waits for a batch that is being made. */
    @Override
    public void close() {
        cancelled = true;
        synchronized (this) {
            ended = true;
        }
    }
}
