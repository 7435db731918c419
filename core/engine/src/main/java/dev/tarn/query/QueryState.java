package dev.tarn.query;

/** Where a query stands. It goes from PLANNING to RUNNING to one of the others, or from PLANNING to FAILED. */
public enum QueryState {
    PLANNING,
    RUNNING,
    FINISHED,
    FAILED,
    CANCELLED;

    /** Returns whether the query has ended. */
    public boolean isEnded() {
        return this != PLANNING && this != RUNNING;
    }
}
