package dev.tarn.expr.compile;

import dev.tarn.expr.bind.DenseKernel;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** Evaluates TRY_CAST between fixed-width types: row by row, where a row that fails becomes NULL. */
final class SafeCastEvaluator implements ColumnEvaluator {
    private final ColumnEvaluator operand;
    private final DenseKernel kernel;
    private final Operands addresses;
    private final int operandWidth;
    private final Type type;
    private final Layout layout;
    private final ColumnBuffer out;
    private final ValidityMerge validityMerge;
    private final Column[] columns = new Column[1];

    SafeCastEvaluator(
            ColumnEvaluator operand,
            Layout operandLayout,
            DenseKernel kernel,
            Type type,
            Layout layout,
            BufferAllocator allocator) {
        this.operand = operand;
        this.kernel = kernel;
        this.addresses = new Operands(allocator, type, operandLayout);
        this.operandWidth = operandLayout.width();
        this.type = type;
        this.layout = layout;
        this.out = new ColumnBuffer(allocator, type, layout);
        this.validityMerge = new ValidityMerge(allocator);
    }

    @Override
    public Column evaluate(Batch batch) {
        int rows = batch.rowCount();
        columns[0] = operand.evaluate(batch);
        long from = addresses.dense(columns[0], batch);
        int stride = columns[0].encoding() == dev.tarn.spi.batch.Encoding.CONSTANT ? 0 : operandWidth;
        long validity = validityMerge.writable(validityMerge.merge(columns, batch), rows);
        out.ensureRows(rows);
        int[] positions = Selections.positions(batch);
        int count = batch.selectedCount();
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            if (!Bitmap.get(validity, row)) {
                continue;
            }
            long to = out.valuesAddress() + (long) row * layout.width();
            if (kernel.columns().run(from + (long) row * stride, 0, to, 1) && fails(row)) {
                Bitmap.clear(validity, row);
            }
        }
        return Column.flat(type, layout, rows, validity, out.valuesAddress());
    }

    private boolean fails(int row) {
        try {
            kernel.check().check(columns[0], null, row);
            return false;
        } catch (TarnException e) {
            return true;
        }
    }

    @Override
    public void close() {
        operand.close();
        addresses.close();
        out.close();
        validityMerge.close();
    }
}
