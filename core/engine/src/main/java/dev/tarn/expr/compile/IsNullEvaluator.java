package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** Evaluates IS NULL as a BOOLEAN column without NULLs. */
final class IsNullEvaluator implements ColumnEvaluator {
    private final ColumnEvaluator operand;
    private final ColumnBuffer out;

    IsNullEvaluator(ColumnEvaluator operand, BufferAllocator allocator) {
        this.operand = operand;
        this.out = new ColumnBuffer(allocator, Type.BOOLEAN, Layout.BYTE);
    }

    @Override
    public Column evaluate(Batch batch) {
        Column column = operand.evaluate(batch);
        int rows = batch.rowCount();
        out.ensureRows(rows);
        RawMemory.fill(out.valuesAddress(), rows, (byte) 0);
        if (column.mayHaveNulls()) {
            int[] positions = Selections.positions(batch);
            int count = batch.selectedCount();
            for (int k = 0; k < count; k++) {
                int row = positions == null ? k : positions[k];
                RawMemory.putByte(out.valuesAddress() + row, (byte) (column.isNull(row) ? 1 : 0));
            }
        }
        return out.column(rows, false);
    }

    @Override
    public void close() {
        operand.close();
        out.close();
    }
}
