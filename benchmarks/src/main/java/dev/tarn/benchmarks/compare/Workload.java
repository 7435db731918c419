package dev.tarn.benchmarks.compare;

import dev.tarn.testkit.tpch.TpchQueries;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What both sides run.
 *
 * @param queries the queries, which are counted from 1
 * @param subject the side that is measured
 * @param baseline the side that it is measured by, whose results are taken as right
 */
record Workload(List<String> queries, Contender subject, Contender baseline) {
    private static final int TPCH_QUERIES = 22;
    private static final String TARN = "tarn";
    private static final String LINEITEM = "CREATE EXTERNAL TABLE lineitem";
    private static final String FILE = "FILE";
    private static final String QUOTED_FILE = "'FILE'";
    private static final String FEW =
            "SELECT count(*), sum(l_quantity), avg(l_extendedprice), max(l_shipdate) FROM 'FILE'";
    private static final String COUNTS =
            "SELECT count(l_orderkey), count(l_partkey), count(l_suppkey), count(l_linenumber), count(l_quantity),"
                    + " count(l_extendedprice), count(l_discount), count(l_tax), count(l_returnflag),"
                    + " count(l_linestatus), count(l_shipdate), count(l_commitdate), count(l_receiptdate),"
                    + " count(l_shipinstruct), count(l_shipmode), count(l_comment)";
    private static final String ALL =
            "SELECT count(*), sum(l_orderkey), sum(l_partkey), sum(l_suppkey), sum(l_linenumber), sum(l_quantity),"
                    + " sum(l_extendedprice), sum(l_discount), sum(l_tax), max(l_returnflag), max(l_linestatus),"
                    + " max(l_shipdate), max(l_commitdate), max(l_receiptdate), max(l_shipinstruct), max(l_shipmode),"
                    + " max(l_comment) FROM 'FILE'";

    int queryCount() {
        return queries.size();
    }

    /** Returns the side of this name. */
    Contender side(String name) {
        if (name.equals(subject.name())) {
            return subject;
        }
        if (name.equals(baseline.name())) {
            return baseline;
        }
        throw new IllegalArgumentException(
                "there is no side " + name + ", only " + subject.name() + " and " + baseline.name());
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
                Contender.tarn(TARN, TpchQueries.createExternalTables(data)),
                Contender.duckDb(TpchQueries.createDuckDbViews(data)));
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
                Contender.tarn(TARN, List.of()),
                Contender.duckDb(List.of()));
    }

    /** A count, then aggregates over few and over all columns, of the file of {@link TextFiles#json}. */
    static Workload json(Path folder) {
        String file = folder.resolve(TextFiles.JSON).toString();
        return new Workload(
                List.of(
                        "SELECT count(*) FROM 'FILE'".replace(FILE, file),
                        FEW.replace(FILE, file),
                        ALL.replace(FILE, file)),
                Contender.tarn(TARN, List.of()),
                Contender.duckDb(List.of()));
    }

    /** Reads lineitem in Tarn alone: the files of {@link OrcFiles#lineitem}, and the Parquet files they are made of. */
    static Workload orc(Path data, Path folder) {
        return new Workload(
                List.of(
                        COUNTS + " FROM lineitem",
                        ALL.replace(QUOTED_FILE, "lineitem"),
                        "SELECT sum(l_orderkey), sum(l_partkey), sum(l_suppkey), sum(l_linenumber) FROM lineitem",
                        "SELECT sum(l_quantity), sum(l_extendedprice), sum(l_discount), sum(l_tax) FROM lineitem",
                        "SELECT max(l_shipinstruct), max(l_shipmode), max(l_returnflag), max(l_linestatus)"
                                + " FROM lineitem",
                        "SELECT max(l_comment) FROM lineitem",
                        "SELECT max(l_shipdate), max(l_commitdate), max(l_receiptdate) FROM lineitem",
                        "SELECT count(*), sum(l_extendedprice * l_discount), max(l_comment) FROM lineitem"
                                + " WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1995-01-01'"
                                + " AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24"),
                Contender.tarn(
                        "orc",
                        createLineitem(folder)
                                .map(sql -> sql.replace("STORED AS PARQUET", "STORED AS ORC"))
                                .toList()),
                Contender.tarn("parquet", createLineitem(data).toList()));
    }

    private static Stream<String> createLineitem(Path folder) {
        return TpchQueries.createExternalTables(folder).stream().filter(sql -> sql.startsWith(LINEITEM));
    }
}
