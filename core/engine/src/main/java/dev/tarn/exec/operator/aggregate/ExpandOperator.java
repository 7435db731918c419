package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.NullColumns;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Gives each batch once for each grouping set, with constants for the keys that the set has not and for its number. */
final class ExpandOperator implements Operator {
    private final List<Integer> keys;
    private final List<List<Integer>> groupingSets;
    private final NullColumns nulls;
    private final ColumnBuffer setNumber;
    private Batch input;
    private int nextSet;
    private boolean finishing;

    ExpandOperator(
            DriverContext context, List<ColumnShape> shapes, List<Integer> keys, List<List<Integer>> groupingSets) {
        this.keys = keys;
        this.groupingSets = groupingSets;
        this.nulls = new NullColumns(context.allocator(), shapes);
        this.setNumber = new ColumnBuffer(context.allocator(), Type.INTEGER, Layout.INT);
    }

    @Override
    public boolean needsInput() {
        return input == null && !finishing;
    }

    @Override
    public void addInput(Batch batch) {
        input = batch;
        nextSet = 0;
    }

    @Override
    public Batch output() {
        if (input != null && nextSet == groupingSets.size()) {
            input = null;
        }
        if (input == null) {
            return null;
        }
        List<Column> columns = new ArrayList<>(input.columns());
        List<Integer> set = groupingSets.get(nextSet);
        for (int key : keys) {
            if (!set.contains(key)) {
                columns.set(key, nulls.column(key, input.rowCount()));
            }
        }
        setNumber.ensureRows(1);
        RawMemory.putInt(setNumber.valuesAddress(), nextSet);
        columns.add(Column.constant(input.rowCount(), setNumber.column(1, false)));
        nextSet++;
        return new Batch(input.rowCount(), columns, input.selection());
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        return finishing && input == null;
    }

    @Override
    public void close() {
        nulls.close();
        setNumber.close();
    }
}
