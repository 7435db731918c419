package dev.tarn.expr.bind;

import dev.tarn.expr.bind.DenseKernel.SafeStridedLoop;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.CompareKernels;
import dev.tarn.spi.type.Layout;

/** Chooses the loops of comparisons of fixed-width operands. */
public final class CompareBinding {
    private CompareBinding() {}

    public static boolean isComparison(ScalarFunction function) {
        return switch (function) {
            case EQUAL, NOT_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
            default -> false;
        };
    }

    /** Returns the comparison that holds of (b, a) where {@code function} holds of (a, b). */
    public static ScalarFunction mirror(ScalarFunction function) {
        return switch (function) {
            case LESS_THAN -> ScalarFunction.GREATER_THAN;
            case LESS_THAN_OR_EQUAL -> ScalarFunction.GREATER_THAN_OR_EQUAL;
            case GREATER_THAN -> ScalarFunction.LESS_THAN;
            case GREATER_THAN_OR_EQUAL -> ScalarFunction.LESS_THAN_OR_EQUAL;
            default -> function;
        };
    }

    /** Returns the comparison that holds where {@code function} does not, NaN left aside. */
    public static ScalarFunction opposite(ScalarFunction function) {
        return switch (function) {
            case EQUAL -> ScalarFunction.NOT_EQUAL;
            case NOT_EQUAL -> ScalarFunction.EQUAL;
            case LESS_THAN -> ScalarFunction.GREATER_THAN_OR_EQUAL;
            case LESS_THAN_OR_EQUAL -> ScalarFunction.GREATER_THAN;
            case GREATER_THAN -> ScalarFunction.LESS_THAN_OR_EQUAL;
            default -> ScalarFunction.LESS_THAN;
        };
    }

    public static DenseKernel bind(ScalarFunction function, Layout layout) {
        boolean swap = function == ScalarFunction.GREATER_THAN || function == ScalarFunction.GREATER_THAN_OR_EQUAL;
        SafeStridedLoop loop = loop(swap ? mirror(function) : function, layout);
        SafeStridedLoop ordered = swap ? (a, as, b, bs, out, n) -> loop.run(b, bs, a, as, out, n) : loop;
        return DenseKernel.safeStrided(layout.width(), layout.width(), ordered);
    }

    private static SafeStridedLoop loop(ScalarFunction function, Layout layout) {
        return switch (function) {
            case EQUAL ->
                switch (layout) {
                    case BYTE -> CompareKernels::equalBytes;
                    case INT -> CompareKernels::equalInts;
                    case LONG -> CompareKernels::equalLongs;
                    case FLOAT -> CompareKernels::equalFloats;
                    case DOUBLE -> CompareKernels::equalDoubles;
                    default -> CompareKernels::equalInt128s;
                };
            case NOT_EQUAL ->
                switch (layout) {
                    case BYTE -> CompareKernels::notEqualBytes;
                    case INT -> CompareKernels::notEqualInts;
                    case LONG -> CompareKernels::notEqualLongs;
                    case FLOAT -> CompareKernels::notEqualFloats;
                    case DOUBLE -> CompareKernels::notEqualDoubles;
                    default -> CompareKernels::notEqualInt128s;
                };
            case LESS_THAN ->
                switch (layout) {
                    case BYTE -> CompareKernels::lessBytes;
                    case INT -> CompareKernels::lessInts;
                    case LONG -> CompareKernels::lessLongs;
                    case FLOAT -> CompareKernels::lessFloats;
                    case DOUBLE -> CompareKernels::lessDoubles;
                    default -> CompareKernels::lessInt128s;
                };
            default ->
                switch (layout) {
                    case BYTE -> CompareKernels::lessOrEqualBytes;
                    case INT -> CompareKernels::lessOrEqualInts;
                    case LONG -> CompareKernels::lessOrEqualLongs;
                    case FLOAT -> CompareKernels::lessOrEqualFloats;
                    case DOUBLE -> CompareKernels::lessOrEqualDoubles;
                    default -> CompareKernels::lessOrEqualInt128s;
                };
        };
    }
}
