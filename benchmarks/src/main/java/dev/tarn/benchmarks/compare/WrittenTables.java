package dev.tarn.benchmarks.compare;

import dev.tarn.testkit.DuckDbOracle;
import dev.tarn.testkit.SqlResult;
import dev.tarn.testkit.tpch.TpchQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes lineitem anew as Parquet files compressed by Snappy: Tarn by CREATE TABLE AS, DuckDB by COPY. What both have
 * written is compared before anything is timed. Tarn's files are forced to the disk, as its commit asks; DuckDB's are not.
 */
final class WrittenTables {
    private static final String SUMS =
            "SELECT count(*), sum(l_orderkey), sum(l_partkey), sum(l_suppkey), sum(l_linenumber), sum(l_quantity),"
                    + " sum(l_extendedprice), sum(l_discount), sum(l_tax), max(l_returnflag), max(l_linestatus),"
                    + " max(l_shipdate), max(l_commitdate), max(l_receiptdate), max(l_shipinstruct), max(l_shipmode),"
                    + " sum(length(l_comment)), max(l_comment) FROM read_parquet('FILES')";

    private final CompareOptions options;
    private final Path folder;
    private int run;

    private WrittenTables(CompareOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    /** Runs the comparison and returns whether both wrote the same rows. */
    static boolean run(CompareOptions options, Report report) throws IOException {
        Path folder = Files.createTempDirectory(options.data().toAbsolutePath().getParent(), "written");
        try {
            return new WrittenTables(options, folder).run(report);
        } finally {
            delete(folder);
        }
    }

    private boolean run(Report report) throws IOException {
        try (Peer tarn = Contender.tarn("tarn", TpchQueries.createExternalTables(options.data()))
                        .open(options.threads(), options.memoryLimitBytes());
                Peer duckDb = Contender.duckDb(TpchQueries.createDuckDbViews(options.data()))
                        .open(options.threads(), options.memoryLimitBytes())) {
            Timings tarnTimings = new Timings();
            Timings duckDbTimings = new Timings();
            tarnTimings.setFirst(tarn(tarn, false));
            duckDbTimings.setFirst(duckDb(duckDb, false));
            boolean equal = sums("tarn/*.parquet").equals(sums("duckdb.parquet"));
            report.print((equal ? 1 : 0) + " of 1 results are equal");
            report.print("");
            if (!equal) {
                return false;
            }
            clear();
            for (int i = 0; i < options.warmUps(); i++) {
                tarn(tarn, true);
                duckDb(duckDb, true);
            }
            report.head();
            for (int i = 0; i < options.runs(); i++) {
                tarnTimings.add(tarn(tarn, true));
                duckDbTimings.add(duckDb(duckDb, true));
            }
            report.add(new Report.Line(1, tarnTimings, duckDbTimings));
            report.summary();
            return true;
        }
    }

    private List<List<Object>> sums(String files) {
        try (DuckDbOracle reader = DuckDbOracle.open()) {
            SqlResult result =
                    reader.execute(SUMS.replace("FILES", folder.resolve(files).toString()));
            return result.rows();
        }
    }

    private long tarn(Peer tarn, boolean remove) throws IOException {
        run++;
        String sql = "CREATE TABLE written_" + run + " WITH (format = 'PARQUET', write_compression = 'SNAPPY',"
                + " external_location = '" + folder.resolve("tarn") + "') AS SELECT * FROM lineitem";
        long start = System.nanoTime();
        tarn.drain(sql);
        return ended(start, remove);
    }

    private long duckDb(Peer duckDb, boolean remove) throws IOException {
        String sql = "COPY (SELECT * FROM lineitem) TO '" + folder.resolve("duckdb.parquet")
                + "' (FORMAT parquet, COMPRESSION snappy)";
        long start = System.nanoTime();
        duckDb.collect(sql);
        return ended(start, remove);
    }

    private long ended(long start, boolean remove) throws IOException {
        long nanos = System.nanoTime() - start;
        if (remove) {
            clear();
        }
        return nanos;
    }

    private void clear() throws IOException {
        delete(folder);
        Files.createDirectories(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
