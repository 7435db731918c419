package dev.tarn;

import dev.tarn.query.StatementOptions;

/**
 * How a statement is run.
 *
 * @param maxRows the most rows of a query's result: it is planned as if it ended with that LIMIT
 * @param cancellation ends it, from its first moment; for one statement
 */
public record QueryOptions(long maxRows, Cancellation cancellation) {
    /** All rows of a result. */
    public static final long ALL_ROWS = StatementOptions.ALL_ROWS;

    /** Checks that the limit is no negative number. */
    public QueryOptions {
        if (maxRows < 0) {
            throw new IllegalArgumentException("a result of " + maxRows + " rows");
        }
    }

    /** Returns options for all rows, with a cancellation of its own. */
    public static QueryOptions defaults() {
        return new QueryOptions(ALL_ROWS, new Cancellation());
    }

    /** Returns these options with a limit of the result's rows. */
    public QueryOptions withMaxRows(long rows) {
        return new QueryOptions(rows, cancellation);
    }

    /** Returns these options with what ends the statement. */
    public QueryOptions withCancellation(Cancellation other) {
        return new QueryOptions(maxRows, other);
    }
}
