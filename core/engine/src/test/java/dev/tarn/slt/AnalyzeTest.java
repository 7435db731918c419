package dev.tarn.slt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.Tarn;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.type.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ANALYZE keeps, and what becomes of it when the files change. */
class AnalyzeTest extends BaseAnalyzeTest {
    private void lines(String name, int from, int to) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i).append(',').append(i % 7 == 0 ? "\\N" : "s" + i % 5).append('\n');
        }
        Files.createDirectories(folder.resolve("t"));
        Files.writeString(folder.resolve("t").resolve(name), text);
    }

    private void createText(Tarn tarn) {
        run(
                tarn,
                "CREATE EXTERNAL TABLE t (k bigint, s string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' "
                        + "LOCATION '" + folder.resolve("t") + "'");
    }

    @Test
    void keepsBoundsNullsAndDistinctValuesOfEachType() {
        try (Tarn tarn = open()) {
            run(
                    tarn,
                    "CREATE TABLE t WITH (format = 'PARQUET', external_location = '" + folder.resolve("p")
                            + "') AS SELECT * FROM (VALUES "
                            + "(1, true, 1.5e0, DATE '2020-02-29', 12345678901234567890.25, 'b', 'x', ARRAY[1]), "
                            + "(-3, false, CAST('NaN' AS DOUBLE), DATE '1960-01-01', -1.00, 'a', NULL, ARRAY[2]), "
                            + "(1, NULL, 2e0, NULL, -1.00, 'ab', NULL, NULL)) AS v (i, b, d, day, m, s, n, a)");
            assertEquals(3, run(tarn, "ANALYZE TABLE t"));
        }
        CollectedStatistics statistics = collected();
        assertEquals(3, statistics.rowCount());
        Map<String, CollectedColumn> columns = statistics.columns();
        assertColumn(columns.get("i"), "-3", "1", 0, 2);
        assertColumn(columns.get("b"), "false", "true", 1, 2);
        assertColumn(columns.get("d"), null, null, 0, 3);
        assertColumn(columns.get("day"), "1960-01-01", "2020-02-29", 1, 2);
        assertColumn(columns.get("m"), "-1.00", "12345678901234567890.25", 0, 2);
        assertColumn(columns.get("s"), "a", "b", 0, 3);
        assertColumn(columns.get("n"), "x", "x", 2, 1);
        assertColumn(columns.get("a"), null, null, 1, 2);
    }

    private static void assertColumn(CollectedColumn column, String min, String max, long nulls, long distinct) {
        assertEquals(min, column.min());
        assertEquals(max, column.max());
        assertEquals(nulls, column.nullCount());
        assertEquals(distinct, column.distinctCount());
        assertEquals(1 + 8 + 8 * distinct, column.sketch().length);
    }

    @Test
    void countsManyValuesAboutRight() {
        try (Tarn tarn = open()) {
            run(
                    tarn,
                    "CREATE TABLE t WITH (format = 'PARQUET', external_location = '" + folder.resolve("p")
                            + "') AS SELECT l_orderkey AS k, l_comment AS s, l_linenumber AS n FROM tpch.tiny.lineitem");
            assertEquals(60_175, run(tarn, "ANALYZE TABLE t"));
        }
        Map<String, CollectedColumn> columns = collected().columns();
        assertEquals(15_000, columns.get("k").distinctCount(), 2_000);
        assertEquals(7, columns.get("n").distinctCount());
        assertTrue(columns.get("s").distinctCount() > 40_000);
    }

    @Test
    void letsInsertsAddToWhatWasCounted() throws Exception {
        String rows = "SELECT l_orderkey AS k, l_shipmode AS s FROM tpch.tiny.lineitem";
        try (Tarn tarn = open()) {
            run(
                    tarn,
                    "CREATE TABLE t WITH (format = 'PARQUET', external_location = '" + folder.resolve("p") + "') AS "
                            + rows);
            run(tarn, "ANALYZE TABLE t");
            long keys = collected().columns().get("k").distinctCount();
            assertEquals(
                    keys,
                    estimates(TupleDomain.all(), Set.of("k", "s")).column("k").distinctCount());
            run(tarn, "INSERT INTO t " + rows);
            CollectedStatistics both = collected();
            assertEquals(2 * 60_175, both.rowCount());
            assertEquals(2 * keys, both.columns().get("k").distinctCount());
            assertEquals(7, both.columns().get("s").distinctCount());
            long bytes = 0;
            long count = 0;
            try (var files = Files.newDirectoryStream(folder.resolve("p"), "tarn-*")) {
                for (Path file : files) {
                    bytes += Files.size(file);
                    count++;
                }
            }
            assertEquals(bytes, both.sizeBytes());
            assertEquals(count, both.fileCount());
            assertEquals(
                    7,
                    estimates(TupleDomain.all(), Set.of("k", "s")).column("s").distinctCount());
        }
    }

    @Test
    void keepsWhatOnePartitionHas() {
        try (Tarn tarn = open()) {
            run(
                    tarn,
                    "CREATE TABLE t WITH (format = 'TEXTFILE', external_location = '" + folder.resolve("p")
                            + "', partitioned_by = ARRAY['d', 'c']) AS SELECT * FROM (VALUES (1, DATE '2024-01-01', "
                            + "'it''s'), (2, DATE '2024-01-01', 'it''s'), (3, DATE '2024-01-02', 'x')) AS v (k, d, c)");
            assertEquals(2, run(tarn, "ANALYZE TABLE t PARTITION (d = '2024-01-01', c = \"it's\")"));
        }
        CollectedStatistics counted = collected(List.of("2024-01-01", "it's")).orElseThrow();
        assertEquals(2, counted.rowCount());
        assertEquals(1, counted.fileCount());
        assertEquals(2, counted.columns().get("k").distinctCount());
        Domain day = Domain.of(Type.DATE, Range.equal(LocalDate.of(2024, 1, 1).toEpochDay()));
        Domain text = Domain.of(Type.VARCHAR, Range.equal(new ByteText("it's".getBytes(UTF_8))));
        TableStatistics found = estimates(new TupleDomain(Map.of("d", day, "c", text)), Set.of("k"));
        assertEquals(2, found.rowCount());
        assertEquals(2, found.column("k").distinctCount());
    }

    @Test
    void scalesWhatWasCountedAndForgetsIt() throws Exception {
        lines("a.csv", 1_000, 2_000);
        try (Tarn tarn = open()) {
            createText(tarn);
            assertEquals(1_000, run(tarn, "ANALYZE TABLE t"));
            TableStatistics same = estimates(TupleDomain.all(), Set.of("k", "s"));
            assertEquals(1_000, same.rowCount());
            assertFalse(same.rowCountIsExact());
            assertEquals(1_000, same.column("k").distinctCount());
            assertEquals(1_000L, same.column("k").min());
            assertEquals(5, same.column("s").distinctCount());
            assertEquals(143, same.column("s").nullCount());

            lines("b.csv", 2_000, 2_500);
            TableStatistics more = estimates(TupleDomain.all(), Set.of("k", "s"));
            assertEquals(1_500, more.rowCount(), 15);
            assertEquals(1_500, more.column("k").distinctCount(), 15);
            assertEquals(5, more.column("s").distinctCount());

            lines("c.csv", 2_500, 9_999);
            assertEquals(
                    -1,
                    estimates(TupleDomain.all(), Set.of("k", "s")).column("k").distinctCount());
            assertEquals(8_999, run(tarn, "ANALYZE TABLE t"));
            assertEquals(8_999, estimates(TupleDomain.all(), Set.of("k", "s")).rowCount());
        }
    }

    @Test
    void keepsOtherColumnsWhileTheTableIsTheSame() throws Exception {
        lines("a.csv", 1_000, 2_000);
        try (Tarn tarn = open()) {
            createText(tarn);
            run(tarn, "ANALYZE TABLE t COMPUTE STATISTICS FOR COLUMNS k");
            run(tarn, "ANALYZE TABLE t COMPUTE STATISTICS FOR COLUMNS s");
            assertEquals(Set.of("k", "s"), collected().columns().keySet());
            run(tarn, "ANALYZE TABLE t COMPUTE STATISTICS");
            assertEquals(Set.of("k", "s"), collected().columns().keySet());
            lines("b.csv", 2_000, 2_100);
            run(tarn, "ANALYZE TABLE t COMPUTE STATISTICS FOR COLUMNS s");
            assertNull(collected().columns().get("k"));
            assertNotNull(collected().columns().get("s"));
        }
    }
}
