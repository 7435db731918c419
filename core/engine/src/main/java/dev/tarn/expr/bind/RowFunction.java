package dev.tarn.expr.bind;

/**
 * A function that is evaluated row by row.
 *
 * @param mayGiveNull whether it gives NULL although no operand is
 */
public record RowFunction(RowKernel kernel, boolean mayGiveNull) {
    /** A loop over the rows of a frame. */
    @FunctionalInterface
    public interface RowKernel {
        void run(RowFrame frame);
    }
}
