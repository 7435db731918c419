package dev.tarn.expr.compile;

import dev.tarn.kernel.TextReader;
import dev.tarn.kernel.TextWriter;
import dev.tarn.spi.batch.Column;

/**
 * What a row function works with: its operands, the rows to do, none of which has a NULL operand, and where results go.
 *
 * <p>Kernels loop over {@link #positions} (null for rows 0, 1, 2 and so on) up to {@link #count}.
 */
final class RowFrame {
    final Column[] columns;
    final TextReader[] texts;
    final TextWriter textOut = new TextWriter();
    int[] positions;
    int count;
    /** Address of a fixed-width result. */
    long out;
    /** Address of the result's validity bits, where the function may clear some; 0 if it has said it will not. */
    long validity;

    RowFrame(int operands) {
        columns = new Column[operands];
        texts = new TextReader[operands];
        for (int i = 0; i < operands; i++) {
            texts[i] = new TextReader();
        }
    }

    /** Returns whether every row has the same value of an operand. */
    boolean isConstant(int operand) {
        return columns[operand].encoding() == dev.tarn.spi.batch.Encoding.CONSTANT;
    }
}
