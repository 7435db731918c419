package dev.tarn.examples.embed;

import dev.tarn.QueryResult;
import dev.tarn.QueryStatistics;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.TarnException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Asks the example lake three questions: as rows, as Arrow vectors, and one that is wrong. */
public final class Embed {
    private Embed() {}

    /** Runs the example over the lake in the folder that is the first argument, {@code examples/lake} without one. */
    public static void main(String[] args) {
        run(Path.of(args.length == 0 ? "examples/lake" : args[0]), System.out);
    }

    static void run(Path lake, PrintStream out) {
        String trips = "'" + lake.toAbsolutePath() + "/trips/**/*.parquet'";
        try (Tarn tarn = Tarn.builder().threads(2).memoryLimit(512L << 20).open();
                Session session = tarn.session()) {
            printRows(session, trips, out);
            printSum(session, trips, out);
            printError(session, trips, out);
        }
    }

    /** Rows are the convenient way: each is a list of Java objects. */
    private static void printRows(Session session, String trips, PrintStream out) {
        String sql =
                "SELECT bike, count(*) AS trips, sum(fare) AS revenue FROM " + trips + " GROUP BY bike ORDER BY bike";
        try (QueryResult result = session.query(sql)) {
            for (Iterator<Row> rows = result.rows(); rows.hasNext(); ) {
                Row row = rows.next();
                out.println(row.value(0) + ": " + row.value(1) + " trips, " + row.value(2));
            }
            QueryStatistics statistics = result.statistics();
            out.println("read " + statistics.rowsScanned() + " rows");
        }
    }

    /** Arrow vectors are the fast way: the caller owns each batch and closes it. */
    private static void printSum(Session session, String trips, PrintStream out) {
        long sum = 0;
        try (QueryResult result = session.query("SELECT trip_id FROM " + trips)) {
            boolean more = true;
            while (more) {
                try (VectorSchemaRoot batch = result.nextBatch()) {
                    more = batch != null;
                    sum += more ? sum(batch) : 0;
                }
            }
        }
        out.println("sum of ids: " + sum);
    }

    private static long sum(VectorSchemaRoot batch) {
        BigIntVector ids = (BigIntVector) batch.getVector(0);
        long sum = 0;
        for (int row = 0; row < batch.getRowCount(); row++) {
            sum += ids.get(row);
        }
        return sum;
    }

    /** Every error is a TarnException with a code. */
    private static void printError(Session session, String trips, PrintStream out) {
        try (QueryResult result = session.query("SELECT bicycle FROM " + trips)) {
            out.println(result.toRows());
        } catch (TarnException e) {
            out.println(e.code() + " (" + e.kind() + ")");
        }
    }
}
