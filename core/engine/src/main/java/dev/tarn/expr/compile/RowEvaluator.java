package dev.tarn.expr.compile;

import dev.tarn.expr.bind.RowFrame;
import dev.tarn.expr.bind.RowFunction;
import dev.tarn.kernel.ValidityKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Evaluates a function of any operands for the rows that count and have no NULL operand, unless it sees NULLs: for functions that fail, that take
 * or make texts, or that cost too much to be done for rows that do not count.
 */
final class RowEvaluator implements ColumnEvaluator {
    private final List<ColumnEvaluator> operands;
    private final RowFunction function;
    private final InStatement position;
    private final Type type;
    private final Layout layout;
    private final RowFrame frame;
    private final ValidityMerge validityMerge;
    private final ColumnBuffer out;
    private int[] active = new int[0];

    RowEvaluator(
            List<ColumnEvaluator> operands,
            RowFunction function,
            Type type,
            Layout layout,
            InStatement position,
            BufferAllocator allocator) {
        this.operands = operands;
        this.function = function;
        this.position = position;
        this.type = type;
        this.layout = layout;
        this.frame = new RowFrame(operands.size());
        this.validityMerge = new ValidityMerge(allocator);
        this.out = new ColumnBuffer(allocator, type, layout);
    }

    @Override
    public Column evaluate(Batch batch) {
        boolean constant = true;
        for (int i = 0; i < frame.columns.length; i++) {
            frame.columns[i] = operands.get(i).evaluate(batch);
            constant &= frame.columns[i].encoding() == Encoding.CONSTANT;
        }
        if (constant) {
            return Column.constant(batch.rowCount(), evaluateConstant(batch));
        }
        long validity = function.seesNulls() ? 0 : validityMerge.merge(frame.columns, batch);
        frame.positions = Selections.positions(batch);
        frame.count = batch.selectedCount();
        if (validity != 0) {
            if (active.length < batch.rowCount()) {
                active = new int[batch.rowCount()];
            }
            frame.count = ValidityKernels.selectValid(validity, frame.positions, frame.count, active);
            frame.positions = active;
        }
        return run(batch.rowCount(), validity);
    }

    private Column run(int rows, long validity) {
        frame.validity = function.mayGiveNull() ? validityMerge.writable(validity, rows) : validity;
        for (int i = 0; i < frame.columns.length; i++) {
            frame.values[i].reset(frame.columns[i]);
            if (frame.columns[i].layout() == Layout.BYTES) {
                frame.texts[i].reset(frame.columns[i]);
            }
        }
        if (layout == Layout.BYTES) {
            frame.textOut.begin(out, rows);
        } else {
            out.ensureRows(rows);
            frame.out = out.valuesAddress();
        }
        try {
            function.kernel().run(frame);
        } catch (TarnException e) {
            throw e.at(position);
        }
        if (layout == Layout.BYTES) {
            frame.textOut.finish();
            return Column.flatBytes(type, rows, frame.validity, out.offsetsAddress(), out.valuesAddress());
        }
        return Column.flat(type, layout, rows, frame.validity, out.valuesAddress());
    }

    private Column evaluateConstant(Batch batch) {
        boolean isNull = batch.selectedCount() == 0;
        for (Column column : frame.columns) {
            isNull |= !function.seesNulls() && column.isNull(0);
        }
        frame.positions = null;
        frame.count = isNull ? 0 : 1;
        long validity = 0;
        if (isNull) {
            validity = validityMerge.writable(0, 1);
            Bitmap.fillNull(validity, 1);
        }
        return run(1, validity);
    }

    @Override
    public void close() {
        Closing.closeAll(operands);
        validityMerge.close();
        out.close();
    }
}
