package dev.tarn.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSubplansTest {
    private static final long LINES = 60_175;
    private static final String REVENUE =
            """
            WITH revenue AS (
                SELECT l_suppkey AS supplier, sum(l_quantity) AS quantity
                FROM tpch.tiny.lineitem WHERE l_shipdate < DATE '1997-01-01' GROUP BY l_suppkey)
            """;

    private record Run(List<Object> row, long rowsScanned) {}

    private static Run run(int threads, int batchSize, String sql) {
        try (Tarn tarn = Tarn.builder().threads(threads).batchSize(batchSize).open();
                Session session = tarn.session();
                QueryResult result = session.query(sql)) {
            List<Object> row = result.toRows().get(0).values();
            return new Run(row, result.statistics().rowsScanned());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 4096})
    void aQueryThatIsNamedTwiceIsRunOnce(int batchSize) {
        String sql = REVENUE
                + "SELECT count(*), min(quantity) FROM revenue"
                + " WHERE quantity = (SELECT max(quantity) FROM revenue)";
        Run shared = run(2, batchSize, sql);
        assertEquals(LINES, shared.rowsScanned());
        String alone = REVENUE + "SELECT max(quantity) FROM revenue";
        assertEquals(run(1, batchSize, alone).row().get(0), shared.row().get(1));
    }

    @Test
    void rowsAreGivenToEachReader() {
        String sql = REVENUE
                + "SELECT count(*), sum(a.quantity - b.quantity) FROM revenue a JOIN revenue b ON a.supplier = b.supplier";
        Run run = run(2, 4096, sql);
        assertEquals(100L, run.row().get(0));
        assertEquals("0.00", run.row().get(1).toString());
    }

    @Test
    void partsThatDifferAreRunEach() {
        String sql =
                """
                SELECT (SELECT max(q) FROM (SELECT l_suppkey, sum(l_tax) q FROM tpch.tiny.lineitem GROUP BY l_suppkey)),
                       (SELECT max(q) FROM (SELECT l_partkey, sum(l_tax) q FROM tpch.tiny.lineitem GROUP BY l_partkey))
                """;
        assertEquals(2 * LINES, run(1, 4096, sql).rowsScanned());
    }
}
