package dev.tarn.query;

/** How long a query has been in each phase. Written by one thread at a time, read by any. */
public final class QueryPhases {
    private volatile long parsingNanos;
    private volatile long planningNanos;
    private volatile long executionStart;
    private volatile long executionEnd;

    void parsed(long nanos) {
        parsingNanos = nanos;
    }

    void planned(long nanos) {
        planningNanos = nanos;
    }

    void executionBegins() {
        executionStart = System.nanoTime();
    }

    void executionEnds() {
        if (executionEnd == 0) {
            executionEnd = System.nanoTime();
        }
    }

    /** Returns the nanoseconds of parsing and validation. */
    public long parsingNanos() {
        return parsingNanos;
    }

    /** Returns the nanoseconds of planning. */
    public long planningNanos() {
        return planningNanos;
    }

    /** Returns the nanoseconds since execution began, until it ended; 0 before. */
    public long executionNanos() {
        if (executionStart == 0) {
            return 0;
        }
        return (executionEnd == 0 ? System.nanoTime() : executionEnd) - executionStart;
    }
}
