package dev.tarn.exec.operator.analyze;

import dev.tarn.exec.pipeline.Operator;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.type.Type;
import java.util.List;

/** The sink of one driver. */
final class CollectOperator implements Operator {
    private final CollectedValues values;
    private final List<ColumnCollector> columns;
    private long rowCount;
    private boolean finished;

    CollectOperator(List<Type> types, CollectedValues values) {
        this.values = values;
        ColumnCollector.Scratch scratch = new ColumnCollector.Scratch();
        this.columns = types.stream()
                .map(type -> ColumnCollector.withSketch(type, scratch))
                .toList();
    }

    @Override
    public boolean needsInput() {
        return !finished;
    }

    @Override
    public void addInput(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        rowCount += count;
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(batch.column(i), positions, count);
        }
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        if (!finished) {
            finished = true;
            values.add(rowCount, columns.stream().map(ColumnCollector::summary).toList());
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        // Nothing is held outside the heap.
    }
}
