package dev.tarn.query;

import dev.tarn.spi.split.ReadLimit;
import dev.tarn.sql.validate.StatementParameters;

/**
 * How a statement is run.
 *
 * @param parameters what its parameters stand for
 * @param maxRows the most rows of its result, as if it ended with that LIMIT; {@link #ALL_ROWS} for all
 * @param readLimitBytes the most bytes that it may read from storage
 */
public record StatementOptions(StatementParameters parameters, long maxRows, long readLimitBytes) {
    /** All rows of a result. */
    public static final long ALL_ROWS = Long.MAX_VALUE;

    /** Returns these options with other parameters. */
    StatementOptions with(StatementParameters other) {
        return new StatementOptions(other, maxRows, readLimitBytes);
    }

    /** Returns a limit for one run of it. */
    ReadLimit readLimit() {
        return new ReadLimit(readLimitBytes);
    }
}
