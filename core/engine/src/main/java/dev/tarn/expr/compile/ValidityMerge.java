package dev.tarn.expr.compile;

import dev.tarn.kernel.ValidityKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** Finds the validity bits of a result that is NULL where an operand is. */
final class ValidityMerge implements AutoCloseable {
    private final ColumnBuffer merged;
    private final ColumnBuffer looked;

    ValidityMerge(BufferAllocator allocator) {
        this.merged = new ColumnBuffer(allocator, Type.BOOLEAN, Layout.BYTE);
        this.looked = new ColumnBuffer(allocator, Type.BOOLEAN, Layout.BYTE);
    }

    /**
     * Ands the operands' validity, for the batch's selected rows.
     *
     * @return the address of the bits, which may be an operand's own, or 0 if no row is null
     */
    long merge(Column[] operands, Batch batch) {
        long result = 0;
        for (Column operand : operands) {
            result = and(result, operand.validityAddress(), batch);
            if (operand.encoding() == Encoding.FLAT || operand.dictionary().validityAddress() == 0) {
                continue;
            }
            int rows = batch.rowCount();
            looked.ensureValidity(rows);
            long bits = looked.validityAddress();
            SelectionVector selection = batch.selection();
            if (selection == null) {
                ValidityKernels.gather(operand, null, rows, bits, 0);
            } else {
                ValidityKernels.gatherAt(operand, selection.positions(), selection.count(), bits);
            }
            // The next operand's bits go to the same place.
            result = result == 0 ? keep(bits, rows) : and(result, bits, batch);
        }
        return result;
    }

    private long keep(long bits, int rows) {
        merged.ensureValidity(rows);
        ValidityKernels.copy(bits, merged.validityAddress(), rows);
        return merged.validityAddress();
    }

    private long and(long left, long right, Batch batch) {
        if (left == 0 || right == 0) {
            return left | right;
        }
        merged.ensureValidity(batch.rowCount());
        ValidityKernels.and(left, right, merged.validityAddress(), batch.rowCount());
        return merged.validityAddress();
    }

    /** Returns a copy of {@code bits}, or bits that are all set if 0, which the caller may change. */
    long writable(long bits, int rows) {
        merged.ensureValidity(rows);
        long own = merged.validityAddress();
        if (bits == 0) {
            Bitmap.fillValid(own, rows);
        } else if (bits != own) {
            ValidityKernels.copy(bits, own, rows);
        }
        return own;
    }

    @Override
    public void close() {
        merged.close();
        looked.close();
    }
}
