package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tarn.QueryResult;
import dev.tarn.QueryStatistics;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.DuckDbOracle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds while queries run, beside what they answer: fairness, cancel, limits, what is read. */
@Tag("slt")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class QueryLifeTest {
    private static final String LINE_ITEMS = "'" + path("lineitem") + "/*.parquet'";

    private static Path path(String table) {
        return TestData.tpchTiny().resolve(table).toAbsolutePath();
    }

    @Test
    void fiftyHalfReadResultsStayOpenWhileAnotherQueryFinishesOnOneWorker() {
        try (Tarn tarn = Tarn.builder().threads(1).open();
                Session session = tarn.session()) {
            List<QueryResult> open = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                QueryResult result = session.query("SELECT l_orderkey, l_comment FROM " + LINE_ITEMS);
                try (VectorSchemaRoot batch = result.nextBatch()) {
                    assertTrue(batch.getRowCount() > 0);
                }
                open.add(result);
            }
            try (QueryResult another = session.query("SELECT count(*) FROM " + LINE_ITEMS)) {
                assertEquals(List.of(60175L), another.toRows().get(0).values());
            }
            long rows = 0;
            try (QueryResult first = open.get(0)) {
                for (VectorSchemaRoot batch = first.nextBatch(); batch != null; batch = first.nextBatch()) {
                    rows += batch.getRowCount();
                    batch.close();
                }
            }
            assertTrue(rows > 50_000, "rows after the first batch: " + rows);
            open.forEach(QueryResult::close);
        }
    }

    @Test
    void oneColumnOfSixteenReadsItsOwnBytesOnly() {
        long columnBytes;
        long footerBytes;
        try (DuckDbOracle duckDb = DuckDbOracle.open()) {
            columnBytes = number(
                    duckDb,
                    "SELECT sum(total_compressed_size) FROM parquet_metadata(" + LINE_ITEMS
                            + ") WHERE path_in_schema = 'l_extendedprice'");
            footerBytes = number(duckDb, "SELECT sum(footer_size + 8) FROM parquet_file_metadata(" + LINE_ITEMS + ")");
        }
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session();
                QueryResult result = session.query("SELECT sum(l_extendedprice) FROM " + LINE_ITEMS)) {
            assertEquals(1, result.toRows().size());
            QueryStatistics statistics = result.statistics();
            assertTrue(statistics.bytesRead() >= columnBytes, statistics::toString);
            // A reader that does not know a footer's length guesses it: some room for that.
            long most = columnBytes + 4 * footerBytes + 4 * 64 * 1024;
            assertTrue(statistics.bytesRead() <= most, () -> statistics + ": more than " + most);
            assertEquals(60175, statistics.rowsScanned());
            assertEquals(4, statistics.filesTotal());
            assertEquals(0, statistics.filesPruned());
        }
    }

    private static long number(DuckDbOracle duckDb, String sql) {
        return ((Number) duckDb.execute(sql).rows().get(0).get(0)).longValue();
    }

    @Test
    void aCancelledQueryEndsSoonAndFreesAll() throws InterruptedException {
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            QueryResult result = session.query("SELECT a.l_comment, b.l_comment FROM " + LINE_ITEMS + " AS a, "
                    + LINE_ITEMS + " AS b WHERE a.l_orderkey < b.l_orderkey AND a.l_comment < b.l_comment");
            Thread.sleep(100);
            long start = System.nanoTime();
            result.cancel();
            TarnException error = assertThrows(TarnException.class, result::toRows);
            assertEquals(ErrorCode.QUERY_CANCELLED, error.code());
            result.close();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(taken.compareTo(Duration.ofSeconds(2)) < 0, taken::toString);
            assertEquals(QueryStatistics.State.CANCELLED, result.statistics().state());
            try (QueryResult after = session.query("SELECT 1")) {
                assertEquals(1, after.toRows().size());
            }
        }
    }

    @Test
    void aQueryBeyondItsMemoryLimitEndsAndTheNextOneRuns() {
        try (Tarn tarn = Tarn.builder().memoryLimit(2L << 20).open();
                Session session = tarn.session()) {
            try (QueryResult result = session.query("SELECT l_orderkey, l_linenumber, count(*), max(l_comment) FROM "
                    + LINE_ITEMS + " GROUP BY 1, 2")) {
                TarnException error = assertThrows(TarnException.class, result::toRows);
                assertEquals(ErrorCode.EXCEEDED_MEMORY_LIMIT, error.code());
            }
            try (QueryResult result = session.query("SELECT count(*) FROM " + LINE_ITEMS)) {
                assertEquals(60175L, result.toRows().get(0).value(0));
            }
        }
    }

    @Test
    void aLimitStopsTheScan() {
        try (Tarn tarn = Tarn.builder().threads(1).open();
                Session session = tarn.session();
                QueryResult result = session.query("SELECT l_orderkey FROM " + LINE_ITEMS + " LIMIT 3")) {
            assertEquals(3, result.toRows().size());
            assertTrue(result.statistics().rowsScanned() < 60175, () -> result.statistics()
                    .toString());
        }
    }

    @Test
    void aRunningQueryTellsHowFarItIs() {
        try (Tarn tarn = Tarn.builder().threads(1).open();
                Session session = tarn.session();
                QueryResult result = session.query("SELECT l.* FROM " + LINE_ITEMS
                        + " AS l CROSS JOIN (VALUES 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) AS v")) {
            double before = 0;
            double some = 0;
            while (true) {
                try (VectorSchemaRoot batch = result.nextBatch()) {
                    QueryStatistics statistics = result.statistics();
                    assertTrue(statistics.shareDone() >= before, statistics::toString);
                    assertTrue(statistics.shareDone() <= 1, statistics::toString);
                    before = statistics.shareDone();
                    if (batch == null) {
                        break;
                    }
                    if (before > 0 && before < 1) {
                        some = before;
                        assertTrue(statistics.splitsDone() < statistics.splitsTotal(), statistics::toString);
                        assertTrue(statistics.memoryBytes() > 0, statistics::toString);
                        assertTrue(statistics.estimatedTimeLeft().isPresent(), statistics::toString);
                    }
                }
            }
            assertTrue(some > 0, "it was never told that a part is done");
            QueryStatistics end = result.statistics();
            assertEquals(1, end.shareDone());
            assertEquals(end.splitsTotal(), end.splitsDone());
            assertTrue(end.estimatedTimeLeft().isEmpty());
        }
    }

    @Test
    void rowGroupsOutsideARangeAreNotRead() {
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session();
                QueryResult result = session.query(
                        "SELECT count(*), min(l_comment) FROM " + LINE_ITEMS + " WHERE l_orderkey < 100")) {
            Row row = result.toRows().get(0);
            assertEquals(105L, row.value(0));
            QueryStatistics statistics = result.statistics();
            assertTrue(statistics.filesPruned() + statistics.rowGroupsPruned() > 0, statistics::toString);
            assertTrue(statistics.rowsScanned() <= 20_000, statistics::toString);
        }
    }

    @Test
    void whatIsClosedSaysSo() {
        Tarn tarn = Tarn.open();
        Session session = tarn.session();
        QueryResult result = session.query("SELECT 1");
        assertNotNull(result.queryId());
        result.close();
        result.close();
        session.close();
        try (QueryResult late = session.query("SELECT 1")) {
            fail("a closed session answered " + late);
        } catch (TarnException e) {
            assertEquals(ErrorCode.CLOSED, e.code());
        }
        tarn.close();
        tarn.close();
    }

    @Test
    void batchesAreTheCallersOwn() {
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            List<VectorSchemaRoot> batches = new ArrayList<>();
            try (QueryResult result = session.query("SELECT l_orderkey FROM " + LINE_ITEMS)) {
                for (int i = 0; i < 3; i++) {
                    batches.add(result.nextBatch());
                }
            }
            for (VectorSchemaRoot batch : batches) {
                assertTrue(batch.getRowCount() > 0);
                assertNotNull(batch.getVector(0).getObject(0));
                batch.close();
            }
            try (QueryResult empty = session.query("SELECT 1 WHERE false")) {
                assertNull(empty.nextBatch());
                assertNull(empty.nextBatch());
            }
        }
    }
}
