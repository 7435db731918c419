package dev.tarn.expr.compile;

import dev.tarn.expr.bind.DenseKernel;
import dev.tarn.expr.bind.DenseKernel.Loop;
import dev.tarn.kernel.FixedGather;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Evaluates a fixed-width operation of one or two operands for all rows of a batch, also those that do not count, because
 * that is cheaper than to choose; where few count, they are first brought together.
 *
 * <p>The result is NULL where an operand is.
 */
final class DenseEvaluator implements ColumnEvaluator {
    /** Below one selected row in so many, gathering and scattering beats computing all rows. */
    private static final int SPARSE = 8;

    private final List<ColumnEvaluator> operands;
    private final DenseKernel kernel;
    private final Operands[] addresses;
    private final Column[] columns;
    private final ValidityMerge validityMerge;
    private final Type type;
    private final Layout layout;
    private final ColumnBuffer out;
    private final ColumnBuffer compactOut;

    DenseEvaluator(
            List<ColumnEvaluator> operands,
            List<Layout> operandLayouts,
            DenseKernel kernel,
            Type type,
            Layout layout,
            BufferAllocator allocator) {
        this.operands = operands;
        this.kernel = kernel;
        this.type = type;
        this.layout = layout;
        this.addresses = new Operands[operands.size()];
        this.columns = new Column[operands.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new Operands(allocator, type, operandLayouts.get(i));
        }
        this.validityMerge = new ValidityMerge(allocator);
        this.out = new ColumnBuffer(allocator, type, layout);
        this.compactOut = new ColumnBuffer(allocator, type, layout);
    }

    @Override
    public Column evaluate(Batch batch) {
        boolean constant = true;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = operands.get(i).evaluate(batch);
            constant &= columns[i].encoding() == Encoding.CONSTANT;
        }
        if (constant) {
            return evaluateConstant(batch);
        }
        long validity = validityMerge.merge(columns, batch);
        out.ensureRows(batch.rowCount());
        SelectionVector selection = batch.selection();
        boolean suspicious = selection != null && (long) selection.count() * SPARSE < batch.rowCount()
                ? runCompact(selection.positions(), selection.count())
                : runDense(batch);
        if (suspicious && kernel.check() != null) {
            checkRows(batch, validity);
        }
        return Column.flat(type, layout, batch.rowCount(), validity, out.valuesAddress());
    }

    private boolean runDense(Batch batch) {
        long left = addresses[0].dense(columns[0], batch);
        long right = columns.length == 1 ? 0 : addresses[1].dense(columns[1], batch);
        return loop().run(left, right, out.valuesAddress(), batch.rowCount());
    }

    private boolean runCompact(int[] positions, int count) {
        long left = addresses[0].compact(columns[0], positions, count);
        long right = columns.length == 1 ? 0 : addresses[1].compact(columns[1], positions, count);
        compactOut.ensureRows(count);
        boolean suspicious = loop().run(left, right, compactOut.valuesAddress(), count);
        FixedGather.scatter(layout.width(), compactOut.valuesAddress(), positions, count, out.valuesAddress());
        return suspicious;
    }

    private Loop loop() {
        if (columns.length == 1) {
            return kernel.columns();
        }
        if (columns[1].encoding() == Encoding.CONSTANT) {
            return kernel.columnConstant();
        }
        return columns[0].encoding() == Encoding.CONSTANT ? kernel.constantColumn() : kernel.columns();
    }

    private void checkRows(Batch batch, long validity) {
        SelectionVector selection = batch.selection();
        int count = batch.selectedCount();
        for (int k = 0; k < count; k++) {
            int row = selection == null ? k : selection.positions()[k];
            if (validity == 0 || Bitmap.get(validity, row)) {
                kernel.check().check(columns[0], columns.length == 1 ? null : columns[1], row);
            }
        }
    }

    private Column evaluateConstant(Batch batch) {
        out.ensureRows(1);
        boolean isNull = batch.selectedCount() == 0;
        for (Column column : columns) {
            isNull |= column.dictionary().mayHaveNulls() && column.dictionary().isNull(0);
        }
        if (isNull) {
            out.ensureValidity(1);
            Bitmap.fillNull(out.validityAddress(), 1);
            return Column.constant(batch.rowCount(), out.column(1, true));
        }
        long left = columns[0].dictionary().valuesAddress();
        long right = columns.length == 1 ? 0 : columns[1].dictionary().valuesAddress();
        if (kernel.columns().run(left, right, out.valuesAddress(), 1) && kernel.check() != null) {
            kernel.check().check(columns[0], columns.length == 1 ? null : columns[1], 0);
        }
        return Column.constant(batch.rowCount(), out.column(1, false));
    }

    @Override
    public void close() {
        Closing.closeAll(operands);
        Closing.closeAll(List.of(addresses));
        validityMerge.close();
        out.close();
        compactOut.close();
    }
}
