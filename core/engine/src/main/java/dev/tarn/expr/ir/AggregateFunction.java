package dev.tarn.expr.ir;

/** The aggregate functions that kernels exist for. Behaviour is Trino's; NULL inputs are ignored unless said otherwise. */
public enum AggregateFunction {
    /** Counts all rows. */
    COUNT_ALL,
    COUNT,
    COUNT_IF,
    /** BIGINT of integers, DECIMAL(38, s) of decimals, REAL or DOUBLE of floats; overflow is an error. */
    SUM,
    /** DOUBLE of integers and DOUBLE, REAL of REAL, DECIMAL(p, s) of DECIMAL(p, s), rounded half up. */
    AVG,
    MIN,
    MAX,
    STDDEV_POP,
    STDDEV_SAMP,
    VAR_POP,
    VAR_SAMP,
    BOOL_AND,
    BOOL_OR,
    /** A non-NULL value if there is one. */
    ANY_VALUE,
    /** (x, y): x, perhaps NULL, of the row with the least y that is not NULL. */
    MIN_BY,
    MAX_BY,
    /** An ARRAY of all values, NULLs among them; NULL of no row. */
    ARRAY_AGG,
    /** (key, value): a MAP with the first value of each key that is not NULL; NULL of no such row. */
    MAP_AGG,
    /** The one value of the group; an error SUBQUERY_MULTIPLE_ROWS if there are two rows. NULL of no row. */
    SINGLE_VALUE
}
