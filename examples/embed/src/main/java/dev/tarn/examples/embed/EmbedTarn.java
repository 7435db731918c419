package dev.tarn.examples.embed;

import dev.tarn.QueryResult;
import dev.tarn.QueryStatistics;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import java.io.PrintStream;
import java.util.Iterator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Embeds the engine: opens it, runs SQL, reads the result by rows and by Arrow batches, asks for statistics. */
public final class EmbedTarn {
    private EmbedTarn() {}

    /** Runs the example; its output goes to standard output. */
    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        try (Tarn tarn = Tarn.builder().threads(2).memoryLimit(256L << 20).open();
                Session session = tarn.session()) {
            session.setSchema("tpch.tiny");
            readRows(session, out);
            readBatches(session, out);
        }
    }

    /** The convenient way: a row is an array of Java values. */
    private static void readRows(Session session, PrintStream out) {
        String sql =
                """
                SELECT n_name, count(*) AS customers, avg(c_acctbal) AS balance
                FROM customer JOIN nation ON c_nationkey = n_nationkey
                GROUP BY n_name
                ORDER BY customers DESC, n_name
                LIMIT 3""";
        try (QueryResult result = session.query(sql)) {
            for (Iterator<Row> rows = result.rows(); rows.hasNext(); ) {
                Row row = rows.next();
                out.println(row.value(0) + ": " + row.value(1) + " customers, " + row.value(2) + " on average");
            }
        }
    }

    /** The fast way: a batch is Arrow vectors, which the caller owns and closes. */
    private static void readBatches(Session session, PrintStream out) {
        long sum = 0;
        try (QueryResult result = session.query("SELECT o_orderkey FROM orders WHERE o_orderstatus = 'F'")) {
            for (VectorSchemaRoot batch = result.nextBatch(); batch != null; batch = result.nextBatch()) {
                try (batch) {
                    BigIntVector keys = (BigIntVector) batch.getVector(0);
                    for (int row = 0; row < batch.getRowCount(); row++) {
                        sum += keys.get(row);
                    }
                }
            }
            QueryStatistics statistics = result.statistics();
            out.println("sum of keys: " + sum + ", rows: " + statistics.rowsProduced() + " of "
                    + statistics.rowsScanned() + " scanned");
        }
    }
}
