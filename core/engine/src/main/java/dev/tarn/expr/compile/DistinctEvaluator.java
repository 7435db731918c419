package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;

/** Evaluates IS DISTINCT FROM, for which NULL is a value like others, and NaN too. Never NULL. */
final class DistinctEvaluator implements ColumnEvaluator {
    private final ColumnEvaluator left;
    private final ColumnEvaluator right;
    private final ColumnBuffer out;

    DistinctEvaluator(ColumnEvaluator left, ColumnEvaluator right, BufferAllocator allocator) {
        this.left = left;
        this.right = right;
        this.out = new ColumnBuffer(allocator, Type.BOOLEAN, Layout.BYTE);
    }

    @Override
    public Column evaluate(Batch batch) {
        Column a = left.evaluate(batch);
        Column b = right.evaluate(batch);
        out.ensureRows(batch.rowCount());
        int[] positions = Selections.positions(batch);
        int count = batch.selectedCount();
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            boolean leftNull = a.isNull(row);
            boolean distinct = leftNull != b.isNull(row) || (!leftNull && differ(a, b, row));
            RawMemory.putByte(out.valuesAddress() + row, (byte) (distinct ? 1 : 0));
        }
        return out.column(batch.rowCount(), false);
    }

    private static boolean differ(Column a, Column b, int row) {
        return switch (a.layout()) {
            case BYTE, INT, LONG -> a.longAt(row) != b.longAt(row);
            case INT128 -> a.highAt(row) != b.highAt(row) || a.lowAt(row) != b.lowAt(row);
            case FLOAT, DOUBLE ->
                a.doubleAt(row) != b.doubleAt(row) && !(Double.isNaN(a.doubleAt(row)) && Double.isNaN(b.doubleAt(row)));
            case BYTES -> !Arrays.equals(a.bytesAt(row), b.bytesAt(row));
        };
    }

    @Override
    public void close() {
        left.close();
        right.close();
        out.close();
    }
}
