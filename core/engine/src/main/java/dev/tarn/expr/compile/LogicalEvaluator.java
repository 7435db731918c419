package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Evaluates AND or OR by three-valued logic. One value settles a row, FALSE for AND and TRUE for OR; a later operand sees
 * only the rows that are not settled.
 */
final class LogicalEvaluator implements ColumnEvaluator {
    private final List<ColumnEvaluator> operands;
    private final byte settling;
    private final ColumnBuffer out;
    private final SelectionVector open = new SelectionVector(0);

    LogicalEvaluator(List<ColumnEvaluator> operands, boolean isAnd, BufferAllocator allocator) {
        this.operands = operands;
        this.settling = (byte) (isAnd ? 0 : 1);
        this.out = new ColumnBuffer(allocator, Type.BOOLEAN, Layout.BYTE);
    }

    @Override
    public Column evaluate(Batch batch) {
        int rows = batch.rowCount();
        out.ensureRows(rows);
        out.ensureValidity(rows);
        RawMemory.fill(out.valuesAddress(), rows, (byte) (settling ^ 1));
        Bitmap.fillValid(out.validityAddress(), rows);
        boolean hasNulls = false;
        Selections.keepAllOrNone(batch, true, open);
        Batch remaining = Selections.narrow(batch, open);
        for (int i = 0; i < operands.size() && open.count() > 0; i++) {
            Column column = operands.get(i).evaluate(i == 0 ? batch : remaining);
            hasNulls |= column.mayHaveNulls();
            settle(column);
        }
        return out.column(rows, hasNulls);
    }

    private void settle(Column column) {
        int[] positions = open.positions();
        int count = open.count();
        long values = out.valuesAddress();
        long validity = out.validityAddress();
        boolean mayHaveNulls = column.mayHaveNulls();
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions[j];
            positions[k] = row;
            if (mayHaveNulls && column.isNull(row)) {
                Bitmap.clear(validity, row);
                k++;
            } else if (column.longAt(row) == settling) {
                RawMemory.putByte(values + row, settling);
                Bitmap.set(validity, row);
            } else {
                k++;
            }
        }
        open.setCount(k);
    }

    @Override
    public void close() {
        Closing.closeAll(operands);
        out.close();
    }
}
