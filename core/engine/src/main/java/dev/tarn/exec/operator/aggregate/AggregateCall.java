package dev.tarn.exec.operator.aggregate;

import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;

/**
 * One aggregate function over columns of the input.
 *
 * <p>Result layouts: COUNT_ALL, COUNT, COUNT_IF and SUM of integers are LONG; SUM and AVG of DECIMAL are LONG or INT128,
 * as {@code layout} says, SUM's scale is the argument's, as is AVG's; SUM of REAL is FLOAT and of DOUBLE is DOUBLE; AVG of
 * integers and DOUBLE is DOUBLE, of REAL it is FLOAT; STDDEV and VAR take any number that is not a DECIMAL and are
 * DOUBLE; MIN, MAX, ANY_VALUE, SINGLE_VALUE, MIN_BY and MAX_BY have the type and layout of their (first) argument;
 * BOOL_AND and BOOL_OR are BYTE.
 *
 * @param function what is computed
 * @param arguments indices of input columns: none for COUNT_ALL, (value, key) for MIN_BY and MAX_BY, else one; COUNT_IF
 *     takes a BOOLEAN
 * @param filterColumn index of a BOOLEAN input column: only rows where it is TRUE count; {@link #NO_FILTER} for all
 * @param type the result's type
 * @param layout the result's layout
 * @param checked false only if value ranges and row counts prove that a SUM of integers fits 64 bits, and that of a
 *     LONG DECIMAL, or the sum within its AVG, too: it is then kept in 64 bits without a check, and {@code layout} of
 *     the result may still be INT128
 */
public record AggregateCall(
        AggregateFunction function,
        List<Integer> arguments,
        int filterColumn,
        Type type,
        Layout layout,
        boolean checked) {
    /** The {@link #filterColumn} of a call that sees all rows. */
    public static final int NO_FILTER = -1;

    public AggregateCall {
        arguments = List.copyOf(arguments);
    }
}
