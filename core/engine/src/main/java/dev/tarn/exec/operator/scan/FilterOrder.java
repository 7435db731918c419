package dev.tarn.exec.operator.scan;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.ExprShape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The order in which a scan evaluates its filters: by the rows that each drops for the time it takes, as measured so far.
 * Filters that can fail come last, in the order they were given, so that they see no row they would not have seen.
 * Thread-safe.
 */
final class FilterOrder {
    /** Below that a measurement says little. */
    private static final long MIN_ROWS = 20_000;

    private final boolean[] canFail;
    private final AtomicLongArray rowsIn;
    private final AtomicLongArray rowsOut;
    private final AtomicLongArray nanos;

    /** Makes an order of the {@code filters}, which {@code infallibleCount} filters that cannot fail follow. */
    FilterOrder(List<Expr> filters, int infallibleCount) {
        int count = filters.size() + infallibleCount;
        canFail = new boolean[count];
        for (int i = 0; i < filters.size(); i++) {
            canFail[i] = canFail(filters.get(i));
        }
        rowsIn = new AtomicLongArray(count);
        rowsOut = new AtomicLongArray(count);
        nanos = new AtomicLongArray(count);
    }

    static boolean canFail(Expr expression) {
        if (expression instanceof Expr.Cast) {
            return true;
        }
        if (expression instanceof Expr.Call call) {
            boolean safe =
                    switch (call.function()) {
                        case EQUAL,
                                NOT_EQUAL,
                                LESS_THAN,
                                LESS_THAN_OR_EQUAL,
                                GREATER_THAN,
                                GREATER_THAN_OR_EQUAL,
                                IS_DISTINCT_FROM,
                                LIKE,
                                STARTS_WITH,
                                LENGTH,
                                YEAR,
                                QUARTER,
                                MONTH,
                                DAY_OF_MONTH,
                                DAY_OF_WEEK,
                                DAY_OF_YEAR,
                                HOUR,
                                MINUTE,
                                SECOND -> true;
                        default -> false;
                    };
            if (!safe) {
                return true;
            }
        }
        return ExprShape.operands(expression).stream().anyMatch(FilterOrder::canFail);
    }

    /** Adds a measurement. */
    void measured(int filterIndex, long in, long out, long elapsedNanos) {
        rowsIn.addAndGet(filterIndex, in);
        rowsOut.addAndGet(filterIndex, out);
        nanos.addAndGet(filterIndex, elapsedNanos);
    }

    /** Returns the filters' indices in the order to evaluate them. */
    int[] order() {
        List<Integer> free = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        double[] gains = new double[canFail.length];
        boolean measured = true;
        for (int i = 0; i < canFail.length; i++) {
            (canFail[i] ? last : free).add(i);
            measured &= canFail[i] || rowsIn.get(i) >= MIN_ROWS;
            gains[i] = (rowsIn.get(i) - rowsOut.get(i)) / (nanos.get(i) + 1.0);
        }
        if (measured) {
            free.sort((left, right) -> Double.compare(gains[right], gains[left]));
        }
        free.addAll(last);
        return free.stream().mapToInt(Integer::intValue).toArray();
    }
}
