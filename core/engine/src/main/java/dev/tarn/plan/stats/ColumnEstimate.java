package dev.tarn.plan.stats;

/**
 * What is thought of a column's values.
 *
 * @param distinct how many values differ among the rows
 * @param domain how many values differ among rows that other columns' conditions have not thinned out: what a key has to
 *     match against
 * @param nullFraction the share of rows that are NULL
 * @param min a number at or below all values, as {@link LiteralValues#toNumber} orders them; NaN if unknown
 * @param max a number at or above all values, or NaN
 * @param originRows rows of the table the column comes from, {@link #NO_TABLE} if it is computed
 */
public record ColumnEstimate(
        double distinct, double domain, double nullFraction, double min, double max, double originRows) {
    /** The {@link #originRows} of what is computed. */
    public static final double NO_TABLE = 1e18;

    private static final double SMALL_TABLE = 1_000;

    /** Returns what is thought of a column of {@code rows} rows of which nothing is known. */
    public static ColumnEstimate unknown(double rows) {
        // Small tables are mostly lists of different things.
        double distinct = rows <= SMALL_TABLE ? Math.max(1, rows) : Math.pow(rows, 0.75);
        return new ColumnEstimate(distinct, distinct, 0, Double.NaN, Double.NaN, rows);
    }

    /** Returns the estimate if {@code rows} of {@code ofRows} rows stay, regardless of this column. */
    ColumnEstimate thinned(double rows, double ofRows) {
        if (rows >= ofRows || ofRows <= 0) {
            return this;
        }
        double rowsAValue = Math.max(1, ofRows / Math.max(1, distinct));
        double kept = distinct * (1 - Math.pow(1 - rows / ofRows, rowsAValue));
        return new ColumnEstimate(Math.max(1, Math.min(kept, rows)), domain, nullFraction, min, max, originRows);
    }

    ColumnEstimate withDistinct(double value) {
        return new ColumnEstimate(
                Math.max(1, Math.min(distinct, value)), Math.max(1, Math.min(domain, value)), 0, min, max, originRows);
    }

    ColumnEstimate between(double low, double high) {
        double newMin = Double.isNaN(low) ? min : Double.isNaN(min) ? low : Math.max(min, low);
        double newMax = Double.isNaN(high) ? max : Double.isNaN(max) ? high : Math.min(max, high);
        return new ColumnEstimate(distinct, domain, 0, newMin, newMax, originRows);
    }
}
