package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** Evaluates a condition on one operand, which exists as a filter, as a BOOLEAN column: NULL where the operand is. */
final class FlagEvaluator implements ColumnEvaluator {
    /** Hands the operand's column to the filter. */
    static final class Held implements ColumnEvaluator {
        private Column column;

        @Override
        public Column evaluate(Batch batch) {
            return column;
        }

        @Override
        public void close() {}
    }

    private final ColumnEvaluator operand;
    private final Held held;
    private final PredicateEvaluator condition;
    private final boolean nullUnlessTrue;
    private final ValidityMerge validityMerge;
    private final ColumnBuffer out;
    private final SelectionVector kept = new SelectionVector(0);
    private final Column[] columns = new Column[1];

    /**
     * Makes one.
     *
     * @param condition a filter over {@code held}
     * @param nullUnlessTrue whether the result is NULL, not FALSE, where the condition does not hold
     */
    FlagEvaluator(
            ColumnEvaluator operand,
            Held held,
            PredicateEvaluator condition,
            boolean nullUnlessTrue,
            BufferAllocator allocator) {
        this.operand = operand;
        this.held = held;
        this.condition = condition;
        this.nullUnlessTrue = nullUnlessTrue;
        this.validityMerge = new ValidityMerge(allocator);
        this.out = new ColumnBuffer(allocator, Type.BOOLEAN, Layout.BYTE);
    }

    @Override
    public Column evaluate(Batch batch) {
        int rows = batch.rowCount();
        columns[0] = operand.evaluate(batch);
        held.column = columns[0];
        condition.select(batch, kept);
        out.ensureRows(rows);
        RawMemory.fill(out.valuesAddress(), rows, (byte) 0);
        int[] positions = kept.positions();
        for (int k = 0; k < kept.count(); k++) {
            RawMemory.putByte(out.valuesAddress() + positions[k], (byte) 1);
        }
        long validity = nullUnlessTrue ? validityOfTrue(rows) : validityMerge.merge(columns, batch);
        return Column.flat(Type.BOOLEAN, Layout.BYTE, rows, validity, out.valuesAddress());
    }

    private long validityOfTrue(int rows) {
        out.ensureValidity(rows);
        Bitmap.fillNull(out.validityAddress(), rows);
        for (int k = 0; k < kept.count(); k++) {
            Bitmap.set(out.validityAddress(), kept.positions()[k]);
        }
        return out.validityAddress();
    }

    @Override
    public void close() {
        operand.close();
        condition.close();
        validityMerge.close();
        out.close();
    }
}
