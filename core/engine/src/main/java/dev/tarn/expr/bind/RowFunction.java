package dev.tarn.expr.bind;

/**
 * A function that is evaluated row by row.
 *
 * @param mayGiveNull whether it gives NULL although no operand is
 * @param seesNulls whether it is evaluated also for rows with a NULL operand
 */
public record RowFunction(RowKernel kernel, boolean mayGiveNull, boolean seesNulls) {
    /** Makes a function that is NULL where an operand is. */
    public RowFunction(RowKernel kernel, boolean mayGiveNull) {
        this(kernel, mayGiveNull, false);
    }

    /** A loop over the rows of a frame. */
    @FunctionalInterface
    public interface RowKernel {
        void run(RowFrame frame);
    }
}
