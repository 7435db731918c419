package dev.tarn.expr.compile;

import dev.tarn.kernel.LongSet;
import dev.tarn.kernel.RangeKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.type.Layout;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Keeps the rows whose fixed-width value (not INT128) lies in an interval or a set, or, if negated, those where it does not.
 * Floating point is given by its keys ({@link RangeKernels#key(double)}).
 */
final class RangePredicate implements PredicateEvaluator {
    private final ColumnEvaluator operand;
    private final Layout layout;
    private final long low;
    private final long high;
    private final LongSet members;
    private final int outside;
    private final Operands values;

    private RangePredicate(
            ColumnEvaluator operand,
            Layout layout,
            long low,
            long high,
            LongSet members,
            boolean negated,
            BufferAllocator allocator) {
        this.operand = operand;
        this.layout = layout;
        this.low = low;
        this.high = high;
        this.members = members;
        this.outside = negated ? 1 : 0;
        this.values = new Operands(allocator, dev.tarn.spi.type.Type.BIGINT, layout);
    }

    /** Makes a filter for the values from {@code low} to {@code high}, both inclusive and in order. */
    static RangePredicate interval(
            ColumnEvaluator operand, Layout layout, long low, long high, boolean negated, BufferAllocator allocator) {
        return new RangePredicate(operand, layout, low, high, null, negated, allocator);
    }

    /** Makes a filter for the values of a set. */
    static RangePredicate members(
            ColumnEvaluator operand, Layout layout, LongSet members, boolean negated, BufferAllocator allocator) {
        return new RangePredicate(operand, layout, 0, 0, members, negated, allocator);
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        Column column = operand.evaluate(batch);
        switch (column.encoding()) {
            case FLAT -> {
                Selections.begin(batch, out);
                int kept = selectFlat(
                        column.valuesAddress(), Selections.positions(batch), batch.selectedCount(), out.positions());
                out.setCount(Selections.dropNulls(column.validityAddress(), kept, out));
            }
            case CONSTANT -> {
                int[] first = new int[1];
                boolean keep = batch.selectedCount() > 0
                        && !column.isNull(0)
                        && selectFlat(column.dictionary().valuesAddress(), null, 1, first) == 1;
                Selections.keepAllOrNone(batch, keep, out);
            }
            case DICTIONARY -> {
                long address = values.dense(column, batch);
                Selections.begin(batch, out);
                int kept = selectFlat(address, Selections.positions(batch), batch.selectedCount(), out.positions());
                out.setCount(Selections.dropNulls(column, kept, out));
            }
        }
    }

    private int selectFlat(long address, int[] positions, int count, int[] out) {
        if (members != null) {
            return members.select(layout, address, positions, count, out, outside);
        }
        return switch (layout) {
            case BYTE -> RangeKernels.selectBytes(address, (int) low, (int) high, positions, count, out, outside);
            case INT -> RangeKernels.selectInts(address, (int) low, (int) high, positions, count, out, outside);
            case LONG -> RangeKernels.selectLongs(address, low, high, positions, count, out, outside);
            case FLOAT -> RangeKernels.selectFloats(address, (int) low, (int) high, positions, count, out, outside);
            default -> RangeKernels.selectDoubles(address, low, high, positions, count, out, outside);
        };
    }

    @Override
    public void close() {
        operand.close();
        values.close();
    }
}
