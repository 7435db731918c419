package dev.tarn.expr.compile;

import dev.tarn.kernel.FixedGather;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** The values of one fixed-width operand as an address that dense loops can read, copied only where they must be. */
final class Operands implements AutoCloseable {
    private final ColumnBuffer scratch;
    private final int width;

    Operands(BufferAllocator allocator, Type type, Layout layout) {
        this.scratch = new ColumnBuffer(allocator, type, layout);
        this.width = layout.width();
    }

    /** Returns where value i is row i, for the batch's selected rows; of a CONSTANT the one value. */
    long dense(Column column, Batch batch) {
        return switch (column.encoding()) {
            case FLAT -> column.valuesAddress();
            case CONSTANT -> column.dictionary().valuesAddress();
            case DICTIONARY -> expand(column, batch);
        };
    }

    /** Returns where every row has the value of a CONSTANT. */
    long repeated(Column constant, Batch batch) {
        scratch.ensureRows(batch.rowCount());
        FixedGather.fill(width, constant.dictionary().valuesAddress(), batch.rowCount(), scratch.valuesAddress());
        return scratch.valuesAddress();
    }

    private long expand(Column column, Batch batch) {
        scratch.ensureRows(batch.rowCount());
        long out = scratch.valuesAddress();
        if (column.dictionary().rowCount() == 0) {
            return out;
        }
        long values = column.dictionary().valuesAddress();
        SelectionVector selection = batch.selection();
        if (selection == null) {
            FixedGather.lookUp(width, values, column.codesAddress(), null, batch.rowCount(), out);
        } else {
            FixedGather.lookUpAt(width, values, column.codesAddress(), selection.positions(), selection.count(), out);
        }
        return out;
    }

    /** Returns where value k is row {@code positions[k]}; of a CONSTANT the one value. */
    long compact(Column column, int[] positions, int count) {
        if (column.encoding() == Encoding.CONSTANT) {
            return column.dictionary().valuesAddress();
        }
        scratch.ensureRows(count);
        long out = scratch.valuesAddress();
        if (column.encoding() == Encoding.FLAT) {
            FixedGather.gather(width, column.valuesAddress(), positions, count, out);
        } else if (column.dictionary().rowCount() > 0) {
            FixedGather.lookUp(
                    width, column.dictionary().valuesAddress(), column.codesAddress(), positions, count, out);
        }
        return out;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
