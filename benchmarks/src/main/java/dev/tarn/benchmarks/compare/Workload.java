package dev.tarn.benchmarks.compare;

import dev.tarn.testkit.tpch.TpchQueries;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What both engines run.
 *
 * @param queries the queries, which are counted from 1
 * @param tarnSetUp what Tarn runs before
 * @param duckDbSetUp what DuckDB runs before
 */
record Workload(List<String> queries, List<String> tarnSetUp, List<String> duckDbSetUp) {
    private static final int TPCH_QUERIES = 22;
    private static final String FILE = "FILE";
    private static final String FEW =
            "SELECT count(*), sum(l_quantity), avg(l_extendedprice), max(l_shipdate) FROM 'FILE'";
    private static final String ALL =
            "SELECT count(*), sum(l_orderkey), sum(l_partkey), sum(l_suppkey), sum(l_linenumber), sum(l_quantity),"
                    + " sum(l_extendedprice), sum(l_discount), sum(l_tax), max(l_returnflag), max(l_linestatus),"
                    + " max(l_shipdate), max(l_commitdate), max(l_receiptdate), max(l_shipinstruct), max(l_shipmode),"
                    + " max(l_comment) FROM 'FILE'";

    int queryCount() {
        return queries.size();
    }

    String sql(int query) {
        return queries.get(query - 1);
    }

    /** TPC-H's queries over Parquet files. */
    static Workload tpch(double scale, Path data) {
        return new Workload(
                IntStream.rangeClosed(1, TPCH_QUERIES)
                        .mapToObj(query -> TpchQueries.text(query, scale))
                        .toList(),
                TpchQueries.createExternalTables(data),
                TpchQueries.createDuckDbViews(data));
    }

    /** Aggregates over few and over all columns of the files of {@link TextFiles#csv}. */
    static Workload csv(Path folder) {
        String plain = folder.resolve(TextFiles.CSV).toString();
        String compressed = folder.resolve(TextFiles.CSV_GZIP).toString();
        return new Workload(
                List.of(
                        FEW.replace(FILE, plain),
                        ALL.replace(FILE, plain),
                        FEW.replace(FILE, compressed),
                        ALL.replace(FILE, compressed)),
                List.of(),
                List.of());
    }

    /** A count, then aggregates over few and over all columns, of the file of {@link TextFiles#json}. */
    static Workload json(Path folder) {
        String file = folder.resolve(TextFiles.JSON).toString();
        return new Workload(
                List.of(
                        "SELECT count(*) FROM 'FILE'".replace(FILE, file),
                        FEW.replace(FILE, file),
                        ALL.replace(FILE, file)),
                List.of(),
                List.of());
    }
}
