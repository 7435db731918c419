package dev.tarn.expr.bind;

import dev.tarn.spi.batch.Column;

/**
 * A fixed-width operation as loops over all rows, whether they count or not.
 *
 * <p>A loop that returns true says that some row may have failed; the check then finds out for each row that counts.
 *
 * @param columns of two columns, or of one (the right address is 0)
 * @param columnConstant of a column and one value
 * @param constantColumn of one value and a column
 * @param check fails for a row whose operands do; null if nothing can fail
 */
public record DenseKernel(Loop columns, Loop columnConstant, Loop constantColumn, RowCheck check) {
    /** {@code left[count], right[count] -> out[count]}. */
    @FunctionalInterface
    public interface Loop {
        boolean run(long left, long right, long out, int count);
    }

    /** {@code in[count] -> out[count]}. */
    @FunctionalInterface
    public interface UnaryLoop {
        boolean run(long in, long out, int count);
    }

    /** A {@link Loop} that cannot fail. */
    @FunctionalInterface
    public interface SafeLoop {
        void run(long left, long right, long out, int count);
    }

    /** A {@link UnaryLoop} that cannot fail. */
    @FunctionalInterface
    public interface SafeUnaryLoop {
        void run(long in, long out, int count);
    }

    /** A loop whose operands are columns (the stride is the width) or constants (0). */
    @FunctionalInterface
    public interface StridedLoop {
        boolean run(long left, long leftStride, long right, long rightStride, long out, int count);
    }

    /** A {@link StridedLoop} that cannot fail. */
    @FunctionalInterface
    public interface SafeStridedLoop {
        void run(long left, long leftStride, long right, long rightStride, long out, int count);
    }

    /** Throws if the operation fails for one row; the right column is null if there is one operand. */
    @FunctionalInterface
    public interface RowCheck {
        void check(Column left, Column right, int row);
    }

    public static DenseKernel safe(SafeLoop columns, SafeLoop columnConstant, SafeLoop constantColumn) {
        return new DenseKernel(neverFails(columns), neverFails(columnConstant), neverFails(constantColumn), null);
    }

    private static Loop neverFails(SafeLoop loop) {
        return (left, right, out, count) -> {
            loop.run(left, right, out, count);
            return false;
        };
    }

    public static DenseKernel strided(int leftWidth, int rightWidth, StridedLoop loop, RowCheck check) {
        return new DenseKernel(
                (left, right, out, count) -> loop.run(left, leftWidth, right, rightWidth, out, count),
                (left, right, out, count) -> loop.run(left, leftWidth, right, 0, out, count),
                (left, right, out, count) -> loop.run(left, 0, right, rightWidth, out, count),
                check);
    }

    public static DenseKernel safeStrided(int leftWidth, int rightWidth, SafeStridedLoop loop) {
        StridedLoop neverFails = (left, leftStride, right, rightStride, out, count) -> {
            loop.run(left, leftStride, right, rightStride, out, count);
            return false;
        };
        return strided(leftWidth, rightWidth, neverFails, null);
    }

    public static DenseKernel unary(UnaryLoop loop, RowCheck check) {
        Loop columns = (left, right, out, count) -> loop.run(left, out, count);
        return new DenseKernel(columns, null, null, check);
    }

    public static DenseKernel safeUnary(SafeUnaryLoop loop) {
        return unary(
                (in, out, count) -> {
                    loop.run(in, out, count);
                    return false;
                },
                null);
    }
}
