package dev.tarn.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The result of a statement that tells of the catalog or a plan: a few rows of text in one batch. */
final class TextRows implements ResultStream {
    private final BufferAllocator allocator;
    private final List<OutputColumn> columns;
    private List<List<String>> rows;

    /** Makes a result of {@code rows}, each with a text or null for each of the VARCHAR {@code columns}. */
    TextRows(BufferAllocator allocator, List<OutputColumn> columns, List<List<String>> rows) {
        this.allocator = allocator;
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public synchronized VectorSchemaRoot next() {
        if (rows.isEmpty()) {
            return null;
        }
        List<FieldVector> vectors = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            vectors.add(vector(column));
        }
        VectorSchemaRoot batch = new VectorSchemaRoot(vectors);
        batch.setRowCount(rows.size());
        rows = List.of();
        return batch;
    }

    private VarCharVector vector(int column) {
        VarCharVector vector = new VarCharVector(columns.get(column).label(), allocator);
        vector.allocateNew(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            String text = rows.get(row).get(column);
            if (text == null) {
                vector.setNull(row);
            } else {
                vector.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        vector.setValueCount(rows.size());
        return vector;
    }

    @Override
    public void cancel() {
        close();
    }

    @Override
    public synchronized void close() {
        rows = List.of();
    }
}
