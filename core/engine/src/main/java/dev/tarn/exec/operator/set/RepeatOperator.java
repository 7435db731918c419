package dev.tarn.exec.operator.set;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import java.util.ArrayList;
import java.util.List;

/** Repeats the rows of one driver's batches, an output batch of the usual size at a time. */
final class RepeatOperator implements Operator {
    private final int countColumn;
    private final int batchSize;
    private final int[] positions;
    private final List<ColumnGatherer> gatherers = new ArrayList<>();
    private Batch batch;
    private int nextSelected;
    private long alreadyGiven;
    private boolean finishing;

    RepeatOperator(List<ColumnShape> input, int countColumn, DriverContext context) {
        this.countColumn = countColumn;
        this.batchSize = context.batchSize();
        this.positions = new int[batchSize];
        for (ColumnShape shape : input) {
            gatherers.add(new ColumnGatherer(context.allocator(), shape.type(), shape.layout()));
        }
    }

    @Override
    public boolean needsInput() {
        return !finishing && batch == null;
    }

    @Override
    public void addInput(Batch input) {
        batch = input;
        nextSelected = 0;
        alreadyGiven = 0;
    }

    @Override
    public Batch output() {
        if (batch == null) {
            return null;
        }
        int count = fill();
        if (count == 0) {
            batch = null;
            return null;
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < gatherers.size(); i++) {
            if (i != countColumn) {
                columns.add(gatherers.get(i).gather(batch.column(i), positions, count));
            }
        }
        return Batch.of(count, columns);
    }

    /** Writes the rows of the next output batch to {@link #positions} and returns how many there are. */
    private int fill() {
        Column counts = batch.column(countColumn);
        int filled = 0;
        while (filled < batchSize && nextSelected < batch.selectedCount()) {
            int row =
                    batch.selection() == null ? nextSelected : batch.selection().positions()[nextSelected];
            long left = counts.longAt(row) - alreadyGiven;
            int now = (int) Math.min(left, batchSize - filled);
            for (int k = 0; k < now; k++) {
                positions[filled++] = row;
            }
            alreadyGiven += now;
            if (now == left) {
                nextSelected++;
                alreadyGiven = 0;
            }
        }
        return filled;
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        return finishing && batch == null;
    }

    @Override
    public void close() {
        batch = null;
        gatherers.forEach(ColumnGatherer::close);
    }
}
