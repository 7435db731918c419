package dev.tarn.benchmarks.compare;

import dev.tarn.testkit.SqlResult;

/** An engine in a comparison, its tables in place. One thread at a time. */
interface Peer extends AutoCloseable {
    String name();

    /** Runs a query and takes all its rows, for comparing. */
    SqlResult collect(String sql);

    /** Runs a query to its end and lets the rows go. */
    void drain(String sql);

    /** Runs a query to its end and returns how long its execution took, planning left out, in nanoseconds. */
    long executionNanos(String sql);

    @Override
    void close();
}
