package dev.tarn.expr.bind;

import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.kernel.text.TextReader;
import dev.tarn.kernel.text.TextWriter;
import dev.tarn.spi.batch.Column;

/**
 * What a row function works with: its operands, the rows to do, none of which has a NULL operand unless the function sees
 * NULLs, and where results go.
 *
 * <p>Kernels loop over {@link #positions} (null for rows 0, 1, 2 and so on) up to {@link #count}.
 */
public final class RowFrame {
    public final Column[] columns;
    public final TextReader[] texts;
    /** The operands, whatever their layout. */
    public final ValueReader[] values;

    public final TextWriter textOut = new TextWriter();
    public int[] positions;
    public int count;
    /** Address of a fixed-width result. */
    public long out;
    /** Address of the result's validity bits, where the function may clear some; 0 if it has said it will not. */
    public long validity;

    public RowFrame(int operands) {
        columns = new Column[operands];
        texts = new TextReader[operands];
        values = new ValueReader[operands];
        for (int i = 0; i < operands; i++) {
            texts[i] = new TextReader();
            values[i] = new ValueReader();
        }
    }

    /** Returns whether every row has the same value of an operand. */
    public boolean isConstant(int operand) {
        return columns[operand].encoding() == dev.tarn.spi.batch.Encoding.CONSTANT;
    }
}
