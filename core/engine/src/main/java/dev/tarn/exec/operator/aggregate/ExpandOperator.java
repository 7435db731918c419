package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Gives each batch once for each grouping set, with constants for the keys that the set has not and for its number. */
final class ExpandOperator implements Operator {
    private final List<Integer> keys;
    private final List<List<Integer>> groupingSets;
    private final List<ColumnBuffer> buffers = new ArrayList<>();
    private final List<Column> nullKeys = new ArrayList<>();
    private final List<Column> setNumbers = new ArrayList<>();
    private Batch input;
    private int nextSet;
    private boolean finishing;

    ExpandOperator(
            DriverContext context, List<ColumnShape> shapes, List<Integer> keys, List<List<Integer>> groupingSets) {
        this.keys = keys;
        this.groupingSets = groupingSets;
        for (int key : keys) {
            ColumnBuffer buffer = oneRow(context, shapes.get(key));
            buffer.ensureValidity(1);
            Bitmap.fillNull(buffer.validityAddress(), 1);
            nullKeys.add(buffer.column(1, true));
        }
        for (int set = 0; set < groupingSets.size(); set++) {
            ColumnBuffer buffer = oneRow(context, ColumnShape.of(Type.INTEGER));
            RawMemory.putInt(buffer.valuesAddress(), set);
            setNumbers.add(buffer.column(1, false));
        }
    }

    private ColumnBuffer oneRow(DriverContext context, ColumnShape shape) {
        ColumnBuffer buffer = new ColumnBuffer(context.allocator(), shape.type(), shape.layout());
        buffers.add(buffer);
        buffer.ensureRows(1);
        if (shape.layout().isFixedWidth()) {
            RawMemory.fill(buffer.valuesAddress(), shape.layout().width(), (byte) 0);
        } else {
            RawMemory.fill(buffer.offsetsAddress(), 8, (byte) 0);
            buffer.ensureBytes(1);
        }
        return buffer;
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
        for (int i = 0; i < keys.size(); i++) {
            if (!set.contains(keys.get(i))) {
                columns.set(keys.get(i), Column.constant(input.rowCount(), nullKeys.get(i)));
            }
        }
        columns.add(Column.constant(input.rowCount(), setNumbers.get(nextSet)));
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
        buffers.forEach(ColumnBuffer::close);
    }
}
