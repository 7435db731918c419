package dev.tarn.benchmarks.compare;

import java.util.List;

/**
 * One side of a comparison: an engine, and how it finds its data.
 *
 * @param name what it is called in the report
 * @param isDuckDb whether it is DuckDB, else Tarn
 * @param setUp what it runs before
 */
record Contender(String name, boolean isDuckDb, List<String> setUp) {
    static Contender tarn(String name, List<String> setUp) {
        return new Contender(name, false, setUp);
    }

    static Contender duckDb(List<String> setUp) {
        return new Contender("duckdb", true, setUp);
    }

    /** Starts it; {@code memoryLimitBytes} is Tarn's memory limit of a query. */
    Peer open(int threads, long memoryLimitBytes) {
        return isDuckDb ? new DuckDbPeer(threads, setUp) : new TarnPeer(name, threads, memoryLimitBytes, setUp);
    }
}
