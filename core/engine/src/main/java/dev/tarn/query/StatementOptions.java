package dev.tarn.query;

import dev.tarn.sql.validate.StatementParameters;

/**
 * How a statement is run.
 *
 * @param parameters what its parameters stand for
 * @param maxRows the most rows of its result, as if it ended with that LIMIT; {@link #ALL_ROWS} for all
 */
public record StatementOptions(StatementParameters parameters, long maxRows) {
    /** All rows of a result. */
    public static final long ALL_ROWS = Long.MAX_VALUE;

    /** A statement without parameters, and with all rows. */
    public static final StatementOptions DEFAULT = new StatementOptions(StatementParameters.none(), ALL_ROWS);
}
