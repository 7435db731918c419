package dev.tarn.exec.operator.result;

import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Copies the selected rows of batches to Arrow vectors that outlive the query. One thread. */
final class VectorCopier implements AutoCloseable {
    private final BufferAllocator scratch;
    private final BufferAllocator target;
    private final List<String> labels;
    private final List<Type> types;
    private final List<ColumnGatherer> gatherers = new ArrayList<>();

    VectorCopier(BufferAllocator scratch, BufferAllocator target, List<String> labels, List<Type> types) {
        this.scratch = scratch;
        this.target = target;
        this.labels = labels;
        this.types = types;
    }

    /** Returns the batch's rows as vectors of the declared types, which the caller owns. */
    VectorSchemaRoot copy(Batch batch) {
        int count = batch.selectedCount();
        List<FieldVector> vectors = new ArrayList<>(types.size());
        try {
            for (int i = 0; i < types.size(); i++) {
                Column dense = dense(i, batch.column(i), batch.selection(), count);
                vectors.add(ArrowVectors.copy(dense, count, types.get(i), labels.get(i), target));
            }
        } catch (Throwable e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
        VectorSchemaRoot root = new VectorSchemaRoot(vectors);
        root.setRowCount(count);
        return root;
    }

    private Column dense(int columnIndex, Column column, SelectionVector selection, int count) {
        if (column.encoding() == Encoding.FLAT && selection == null) {
            return column;
        }
        while (gatherers.size() <= columnIndex) {
            gatherers.add(null);
        }
        ColumnGatherer gatherer = gatherers.get(columnIndex);
        if (gatherer == null) {
            gatherer = new ColumnGatherer(scratch, column.type(), column.layout());
            gatherers.set(columnIndex, gatherer);
        }
        return gatherer.gatherFlat(column, selection == null ? null : selection.positions(), count);
    }

    @Override
    public void close() {
        for (ColumnGatherer gatherer : gatherers) {
            if (gatherer != null) {
                gatherer.close();
            }
        }
    }
}
