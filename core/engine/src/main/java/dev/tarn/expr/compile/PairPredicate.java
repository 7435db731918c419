package dev.tarn.expr.compile;

import dev.tarn.expr.bind.CompareBinding;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.RangeKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.type.Layout;
import org.apache.arrow.memory.BufferAllocator;

/** Keeps the rows where a comparison of two integers, dates or timestamps holds, or, if negated, where it does not. */
final class PairPredicate implements PredicateEvaluator {
    private final ColumnEvaluator left;
    private final ColumnEvaluator right;
    private final Layout layout;
    private final boolean equal;
    private final int outside;
    private final Operands leftValues;
    private final Operands rightValues;

    private PairPredicate(
            ColumnEvaluator left,
            ColumnEvaluator right,
            Layout layout,
            boolean equal,
            boolean outside,
            BufferAllocator allocator) {
        this.left = left;
        this.right = right;
        this.layout = layout;
        this.equal = equal;
        this.outside = outside ? 1 : 0;
        this.leftValues = new Operands(allocator, dev.tarn.spi.type.Type.BIGINT, layout);
        this.rightValues = new Operands(allocator, dev.tarn.spi.type.Type.BIGINT, layout);
    }

    /** Returns whether a call is a comparison that this class does. */
    static boolean isPair(Call call) {
        Layout layout = call.operands().get(0).layout();
        return CompareBinding.isComparison(call.function())
                && (layout == Layout.INT || layout == Layout.LONG)
                && call.operands().get(1).layout() == layout
                && call.operands().stream().noneMatch(operand -> operand instanceof dev.tarn.expr.ir.Expr.Literal);
    }

    /** Makes the filter of a comparison {@code left op right}: every one is "equal" or "less", turned round or negated. */
    static PairPredicate of(
            ScalarFunction function,
            ColumnEvaluator left,
            ColumnEvaluator right,
            Layout layout,
            boolean negated,
            BufferAllocator allocator) {
        return switch (function) {
            case EQUAL -> new PairPredicate(left, right, layout, true, negated, allocator);
            case NOT_EQUAL -> new PairPredicate(left, right, layout, true, !negated, allocator);
            case LESS_THAN -> new PairPredicate(left, right, layout, false, negated, allocator);
            case GREATER_THAN -> new PairPredicate(right, left, layout, false, negated, allocator);
            case LESS_THAN_OR_EQUAL -> new PairPredicate(right, left, layout, false, !negated, allocator);
            default -> new PairPredicate(left, right, layout, false, !negated, allocator);
        };
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        Column a = left.evaluate(batch);
        Column b = right.evaluate(batch);
        long leftAddress = address(leftValues, a, batch);
        long rightAddress = address(rightValues, b, batch);
        Selections.begin(batch, out);
        int kept = run(leftAddress, rightAddress, Selections.positions(batch), batch.selectedCount(), out.positions());
        kept = Selections.dropNulls(a, kept, out);
        out.setCount(Selections.dropNulls(b, kept, out));
    }

    private static long address(Operands values, Column column, Batch batch) {
        return column.encoding() == Encoding.CONSTANT ? values.repeated(column, batch) : values.dense(column, batch);
    }

    private int run(long a, long b, int[] positions, int count, int[] out) {
        if (layout == Layout.INT) {
            return equal
                    ? RangeKernels.selectEqualInts(a, b, positions, count, out, outside)
                    : RangeKernels.selectLessInts(a, b, positions, count, out, outside);
        }
        return equal
                ? RangeKernels.selectEqualLongs(a, b, positions, count, out, outside)
                : RangeKernels.selectLessLongs(a, b, positions, count, out, outside);
    }

    @Override
    public void close() {
        left.close();
        right.close();
        leftValues.close();
        rightValues.close();
    }
}
