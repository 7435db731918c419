package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.type.Type;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ANALYZE over tables of each kind, and beside whatever else happens to them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AnalyzeFormatsTest extends BaseAnalyzeTest {
    private static final Set<String> NAMES = Set.of("k", "s", "d", "m", "day", "moment", "flag");

    private static final String ROWS = "SELECT l_orderkey AS k, CASE WHEN l_linenumber > 3 THEN l_shipmode END AS s, "
            + "CAST(l_quantity AS DOUBLE) AS d, l_extendedprice AS m, l_shipdate AS day, "
            + "CAST(l_commitdate AS TIMESTAMP) AS moment, l_linestatus = 'O' AS flag, l_linenumber AS part "
            + "FROM tpch.tiny.lineitem WHERE l_orderkey < 1000";

    private String createAs(String format, boolean partitioned) {
        return "CREATE TABLE t WITH (format = '" + format + "', external_location = '" + folder.resolve("t") + "'"
                + (partitioned ? ", partitioned_by = ARRAY['part']" : "") + ") AS " + ROWS;
    }

    @ParameterizedTest
    @CsvSource({
        "PARQUET,false",
        "PARQUET,true",
        "ORC,false",
        "ORC,true",
        "AVRO,false",
        "AVRO,true",
        "JSON,false",
        "JSON,true",
        "TEXTFILE,false",
        "TEXTFILE,true"
    })
    void countsTheSameInEachFormat(String format, boolean partitioned) {
        try (Tarn tarn = open()) {
            long rows = run(tarn, createAs(format, partitioned));
            CollectedStatistics written = collected();
            assertEquals(rows, written.rowCount());
            assertEquals(rows, estimates(TupleDomain.all(), NAMES).rowCount());
            assertEquals(rows, run(tarn, "ANALYZE TABLE t"));
            CollectedStatistics counted = collected();
            assertEquals(rows, counted.rowCount());
            Map<String, CollectedColumn> columns = counted.columns();
            assertEquals(NAMES.size() + 1, columns.size());
            for (String name : NAMES) {
                CollectedColumn column = columns.get(name);
                long distinct = run(tarn, "SELECT count(DISTINCT " + name + ") FROM t");
                assertTrue(Math.abs(distinct - column.distinctCount()) <= Math.max(0, distinct - 1_000) / 10, name);
                assertEquals(run(tarn, "SELECT count(*) - count(" + name + ") FROM t"), column.nullCount(), name);
                CollectedColumn before = written.columns().get(name);
                assertEquals(
                        new CollectedColumn(column.min(), column.max(), column.nullCount(), -1, null), before, name);
            }
            assertEquals(
                    run(tarn, "SELECT min(k) FROM t"),
                    Long.parseLong(columns.get("k").min()));
            assertEquals(
                    run(tarn, "SELECT max(k) FROM t"),
                    Long.parseLong(columns.get("k").max()));
            assertEquals(List.of("AIR", "TRUCK"), bounds(columns.get("s")));
            assertEquals(List.of("1.0", "50.0"), bounds(columns.get("d")));
            assertEquals(List.of("false", "true"), bounds(columns.get("flag")));
            assertEquals(List.of("1", "7"), bounds(columns.get("part")));
            assertEquals(10, columns.get("day").min().length());
            assertTrue(columns.get("moment").min().endsWith(" 00:00:00"), columns.get("moment")::min);
            TableStatistics believed = estimates(TupleDomain.all(), NAMES);
            assertEquals(rows, believed.rowCount());
            assertEquals(columns.get("k").distinctCount(), believed.column("k").distinctCount());
            if (partitioned) {
                keepsOnePartition(tarn);
            }
        }
    }

    @Test
    void widensWhatIsKnownByWhatIsInserted() {
        try (Tarn tarn = open()) {
            run(
                    tarn,
                    "CREATE EXTERNAL TABLE t (k bigint, s string, m decimal(30, 1), day date) STORED AS AVRO LOCATION '"
                            + folder.resolve("t") + "'");
            run(tarn, "INSERT INTO t VALUES (9, 'm', 1.5, NULL), (10, 'm', 2.5, NULL)");
            assertEquals(List.of("9", "10"), bounds(collected().columns().get("k")));
            assertEquals(
                    new CollectedColumn(null, null, 2, -1, null),
                    collected().columns().get("day"));
            run(tarn, "INSERT INTO t VALUES (100, NULL, -7, DATE '2024-02-03'), (11, 'b', NULL, DATE '2023-12-31')");
            run(tarn, "INSERT INTO t VALUES (NULL, 'x', 123456789012345678901234567.5, NULL)");
            CollectedStatistics written = collected();
            assertEquals(5, written.rowCount());
            assertEquals(
                    new CollectedColumn("9", "100", 1, -1, null),
                    written.columns().get("k"));
            assertEquals(
                    new CollectedColumn("b", "x", 1, -1, null),
                    written.columns().get("s"));
            assertEquals(
                    new CollectedColumn("-7.0", "123456789012345678901234567.5", 1, -1, null),
                    written.columns().get("m"));
            assertEquals(
                    new CollectedColumn("2023-12-31", "2024-02-03", 3, -1, null),
                    written.columns().get("day"));
            assertEquals(5, estimates(TupleDomain.all(), Set.of("k")).rowCount());
            run(tarn, "INSERT INTO t VALUES (1, '" + "y".repeat(200) + "', 0, NULL)");
            assertNull(collected().columns().get("s").max());
        }
    }

    private static List<String> bounds(CollectedColumn column) {
        return List.of(column.min(), column.max());
    }

    private void keepsOnePartition(Tarn tarn) {
        long rows = run(tarn, "SELECT count(*) FROM t WHERE part = 3");
        assertEquals(rows, run(tarn, "ANALYZE TABLE t PARTITION (part = 3) COMPUTE STATISTICS FOR COLUMNS"));
        assertEquals(rows, collected(List.of("3")).orElseThrow().rowCount());
        TupleDomain third = new TupleDomain(Map.of("part", Domain.of(Type.INTEGER, Range.equal(3L))));
        TableStatistics believed = estimates(third, NAMES);
        assertEquals(rows, believed.rowCount());
        assertEquals(rows, believed.column("k").distinctCount());
        assertEquals(rows, believed.column("s").nullCount());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION '%s/files.csv'",
                "ROW FORMAT SERDE 'com.ibm.spss.hive.serde2.xml.XmlSerDe' LOCATION '%s/files.xml' "
                        + "TBLPROPERTIES ('xmlinput.start' = '<row>', 'xmlinput.end' = '</row>')"
            })
    void countsFilesOfOthers(String how) throws IOException {
        StringBuilder csv = new StringBuilder();
        StringBuilder xml = new StringBuilder("<rows>\n");
        for (int i = 0; i < 500; i++) {
            csv.append('"').append(i).append("\",\"").append(i % 3).append("\"\n");
            xml.append("<row><k>").append(i).append("</k><s>").append(i % 3).append("</s></row>\n");
        }
        Files.writeString(folder.resolve("files.csv"), csv);
        Files.writeString(folder.resolve("files.xml"), xml.append("</rows>\n"));
        try (Tarn tarn = open()) {
            run(tarn, "CREATE EXTERNAL TABLE t (k bigint, s string) " + how.replace("%s", folder.toString()));
            assertEquals(500, run(tarn, "ANALYZE TABLE t"));
            assertEquals(500, collected().rowCount());
            assertEquals(List.of("0", "499"), bounds(collected().columns().get("k")));
            TableStatistics believed = estimates(TupleDomain.all(), Set.of("k", "s"));
            assertEquals(500, believed.rowCount());
            assertEquals(3, believed.column("s").distinctCount());
            assertEquals(0, believed.column("s").nullCount());
        }
    }

    @Test
    void countsProjectedPartitions() {
        String properties = ") PARTITIONED BY (part int) STORED AS PARQUET LOCATION '" + folder.resolve("lines")
                + "' TBLPROPERTIES ('projection.enabled' = 'true', 'projection.part.type' = ";
        try (Tarn tarn = open()) {
            run(
                    tarn,
                    createAs("PARQUET", true).replace("TABLE t", "TABLE lines").replace("/t'", "/lines'"));
            run(
                    tarn,
                    "CREATE EXTERNAL TABLE t (k bigint, s string" + properties
                            + "'integer', 'projection.part.range' = '2,4')");
            long rows = run(tarn, "SELECT count(*) FROM lines WHERE part BETWEEN 2 AND 4");
            assertEquals(rows, run(tarn, "ANALYZE TABLE t"));
            assertEquals(List.of("2", "4"), bounds(collected().columns().get("part")));
            assertEquals(rows, estimates(TupleDomain.all(), Set.of("k")).rowCount());
            run(tarn, "DROP TABLE t");
            run(tarn, "CREATE EXTERNAL TABLE t (k bigint, s string" + properties + "'injected')");
            assertFails(ErrorCode.CONSTRAINT_VIOLATION, tarn, "ANALYZE TABLE t");
            assertTrue(collected(null).isEmpty());
            assertTrue(run(tarn, "ANALYZE TABLE t PARTITION (part = 3)") > 0);
            assertTrue(collected(List.of("3")).isPresent());
        }
    }

    private static void assertFails(ErrorCode code, Tarn tarn, String sql) {
        TarnException error = assertThrows(TarnException.class, () -> run(tarn, sql));
        assertEquals(code, error.code(), error::getMessage);
    }

    @Test
    void refusesViews() {
        try (Tarn tarn = open()) {
            run(tarn, "CREATE VIEW t AS SELECT 1 AS k");
            assertFails(ErrorCode.INVALID_STATEMENT, tarn, "ANALYZE TABLE t");
            assertFails(ErrorCode.NOT_SUPPORTED, tarn, "ANALYZE TABLE tpch.tiny.nation");
        }
    }

    @Test
    void keepsNothingWhenItIsCancelled() throws Exception {
        try (Tarn tarn = open();
                Session session = tarn.session()) {
            run(
                    tarn,
                    "CREATE TABLE lines WITH (format = 'JSON', external_location = '" + folder.resolve("t")
                            + "') AS SELECT * FROM tpch.tiny.lineitem");
            run(
                    tarn,
                    "CREATE EXTERNAL TABLE t (l_orderkey bigint, l_comment string, l_partkey bigint) "
                            + "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION '" + folder.resolve("t")
                            + "'");
            int cancelled = 0;
            for (int millis = 0; millis < 40; millis += 5) {
                try (QueryResult result = session.query("ANALYZE TABLE t")) {
                    Thread.sleep(millis);
                    result.cancel();
                    TarnException error = assertThrows(TarnException.class, result::toRows);
                    assertEquals(ErrorCode.QUERY_CANCELLED, error.code());
                    cancelled++;
                }
                assertTrue(collected(null).isEmpty());
            }
            assertEquals(8, cancelled);
            assertEquals(60_175, run(tarn, "ANALYZE TABLE t"));
        }
    }

    @Test
    void takesNoCountForExactThatAnInsertMadeStale() throws Exception {
        String values = "INSERT INTO t SELECT l_orderkey, l_shipmode FROM tpch.tiny.lineitem WHERE l_orderkey < 100";
        try (Tarn tarn = open()) {
            run(
                    tarn,
                    "CREATE TABLE t WITH (format = 'TEXTFILE', external_location = '" + folder.resolve("t")
                            + "') AS SELECT l_orderkey AS k, l_shipmode AS s FROM tpch.tiny.lineitem");
            CompletableFuture<Void> inserts = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 12; i++) {
                    run(tarn, values);
                }
            });
            do {
                run(tarn, "ANALYZE TABLE t");
                assertFalse(estimates(TupleDomain.all(), Set.of("k")).rowCountIsExact());
            } while (!inserts.isDone());
            inserts.join();
            long rows = run(tarn, "SELECT count(*) FROM t");
            CollectedStatistics counted = collected();
            if (counted.fileCount() == filesOf(folder.resolve("t"))) {
                assertEquals(rows, counted.rowCount());
            }
            long believed = estimates(TupleDomain.all(), Set.of("k")).rowCount();
            assertTrue(Math.abs(rows - believed) <= rows / 50, "believed " + believed + " of " + rows);
            assertEquals(rows, run(tarn, "ANALYZE TABLE t"));
            assertEquals(rows, estimates(TupleDomain.all(), Set.of("k")).rowCount());
        }
    }

    private static long filesOf(Path folder) throws IOException {
        long count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "tarn-*")) {
            for (Path ignored : files) {
                count++;
            }
        }
        return count;
    }

    @Test
    void forgetsBoundsThatAreNoValuesOfAColumnsNewType() {
        try (Tarn tarn = open()) {
            run(
                    tarn,
                    "CREATE TABLE t WITH (format = 'TEXTFILE', external_location = '" + folder.resolve("t")
                            + "') AS SELECT o_orderpriority AS k, o_orderdate AS s FROM tpch.tiny.orders");
            run(tarn, "ANALYZE TABLE t");
            run(tarn, "ALTER TABLE t REPLACE COLUMNS (k bigint, s date)");
            ColumnStatistics number =
                    estimates(TupleDomain.all(), Set.of("k", "s")).column("k");
            assertNull(number.min());
            ColumnStatistics date =
                    estimates(TupleDomain.all(), Set.of("k", "s")).column("s");
            assertEquals(LocalDate.of(1992, 1, 1).toEpochDay(), (Long) date.min(), 5);
        }
    }
}
