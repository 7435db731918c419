package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.StorageStatistics;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests queries make, as the server sees them and as the statistics tell. */
class S3RequestsTest {
    private static final int ROWS = 160_000;

    @RegisterExtension
    private static final TestServer server = new TestServer();

    @BeforeAll
    static void writeObjects() {
        try (ParquetObjects objects = new ParquetObjects(server)) {
            objects.write("ten/ten.parquet", 7, 0, ROWS, 1_000_000);
            objects.write("large/one.parquet", 15, 0, 640_000, 1_000_000);
            objects.write("large/many.parquet", 15, 0, 640_000, 40_960);
            for (int i = 0; i < 100; i++) {
                objects.write("hundred/part-" + i + ".parquet", 1, i * 50L, 50, 1_000);
            }
            objects.write("gaps/narrow.parquet", 8, 0, 60_000, 1_000_000);
            for (String day : List.of("2024-05-01", "2024-05-02", "2024-06-30")) {
                objects.write("days/dt=" + day + "/site=north-1/a.parquet", 1, 0, 10, 1_000);
                objects.write("days/dt=" + day + "/site=a b/a.parquet", 1, 0, 10, 1_000);
            }
            for (int year = 2023; year <= 2025; year++) {
                for (int month = 1; month <= 3; month++) {
                    String folder = "parts/year=" + year + "/month=" + month + "/";
                    objects.write(folder + "a.parquet", 1, year * 100L + month, 10, 1_000);
                    objects.write(folder + "b.parquet", 1, year * 100L + month, 5, 1_000);
                }
            }
        }
    }

    @BeforeEach
    void forget() {
        server.door().reset();
    }

    private static Tarn open(Map<String, String> more) {
        TarnBuilder builder = Tarn.builder().threads(2);
        server.settings().forEach(builder::setting);
        more.forEach(builder::setting);
        return builder.open();
    }

    private static List<Row> rows(Tarn tarn, String sql) {
        return rows(tarn, sql, true);
    }

    private static List<Row> rows(Tarn tarn, String sql, boolean readsToTheEnd) {
        try (Session session = tarn.session();
                QueryResult result = session.query(sql)) {
            List<Row> rows = result.toRows();
            if (readsToTheEnd) {
                assertStatisticsAgree(result.statistics().storage());
            }
            return rows;
        }
    }

    private static void assertStatisticsAgree(StorageStatistics storage) {
        FrontDoor door = server.door();
        assertEquals(door.lists(), storage.listRequests());
        assertEquals(door.gets(), storage.getRequests());
        assertEquals(door.heads(), storage.headRequests());
        assertEquals(door.objectBytes(), storage.bytesReceived());
        assertEquals(0, storage.retries());
    }

    @Test
    void twoColumnsOfTenMegabytesTakeTwoReads() {
        String sql = "SELECT sum(c2 % 7), sum(c3 % 7) FROM 's3://lake/ten/ten.parquet'";
        long columnBytes = 2L * ROWS * Long.BYTES;
        try (Tarn tarn = open(Map.of())) {
            List<Row> first = rows(tarn, sql);
            assertTrue(server.door().gets() <= 2, () -> server.door().requests().toString());
            assertEquals(0, server.door().heads());
            assertTrue(server.door().lists() <= 1);
            assertTrue(
                    server.door().objectBytes() <= 1.3 * columnBytes,
                    "" + server.door().objectBytes());
            server.door().reset();
            assertEquals(first, rows(tarn, sql));
            assertEquals(1, server.door().gets());
            assertEquals(0, server.door().heads());
        }
    }

    @Test
    void columnsWithASmallGapBetweenThemAreReadTogether() {
        try (Tarn tarn = open(Map.of())) {
            rows(tarn, "SELECT sum(c1 % 7), sum(c3 % 7) FROM 's3://lake/gaps/narrow.parquet'");
            assertEquals(2, server.door().gets());
            server.door().reset();
            rows(tarn, "SELECT sum(c1 % 7), sum(c5 % 7) FROM 's3://lake/gaps/narrow.parquet'");
            assertEquals(2, server.door().gets());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "many"})
    void aLargerObjectTakesReadsOfSixteenMebibytes(String name) {
        long columnBytes = 640_000L * 16 * Long.BYTES;
        try (Tarn tarn = open(Map.of())) {
            StringBuilder sums = new StringBuilder("sum(id)");
            for (int i = 0; i < 15; i++) {
                sums.append(", sum(c").append(i).append(" % 7)");
            }
            Number sum = (Number) rows(tarn, "SELECT " + sums + " FROM 's3://lake/large/" + name + ".parquet'")
                    .get(0)
                    .value(0);
            assertEquals(640_000L * 639_999 / 2, sum.longValue());
            long reads = (columnBytes + (16 << 20) - 1) / (16 << 20) + 1;
            assertTrue(
                    server.door().gets() <= reads,
                    () -> server.door().requests().toString());
            assertTrue(server.door().objectBytes() <= 1.01 * columnBytes + (2 << 20));
        }
    }

    @Test
    void aLimitEndsReadsThatSeveralRowGroupsShare() {
        try (Tarn tarn = open(Map.of())) {
            assertEquals(
                    3,
                    rows(tarn, "SELECT * FROM 's3://lake/large/many.parquet' LIMIT 3", false)
                            .size());
        }
    }

    @Test
    void countingReadsFootersOnce() {
        String sql = "SELECT count(*) FROM 's3://lake/hundred/*.parquet'";
        try (Tarn tarn = open(Map.of())) {
            assertEquals(5_000L, rows(tarn, sql).get(0).value(0));
            assertEquals(100, server.door().gets());
            server.door().reset();
            assertEquals(5_000L, rows(tarn, sql).get(0).value(0));
            assertEquals(0, server.door().gets());
            assertEquals(1, server.door().lists());
        }
    }

    @Test
    void partitionFiltersListAndReadTheirPrefixesOnly() {
        try (Tarn tarn = open(Map.of());
                Session session = tarn.session()) {
            session.query("CREATE EXTERNAL TABLE parts (id bigint, c0 bigint) PARTITIONED BY (year int, month int)"
                            + " STORED AS PARQUET LOCATION 's3://lake/parts/'")
                    .close();
            assertEquals(0, server.door().requests().size());
            assertEquals(
                    30L,
                    rows(tarn, "SELECT count(id) FROM parts WHERE year = 2024 AND month IN (1, 3)")
                            .get(0)
                            .value(0));
            List<FrontDoor.Request> requests = server.door().requests();
            assertEquals(4, server.door().lists(), requests::toString);
            assertEquals(
                    List.of(),
                    requests.stream()
                            .filter(request -> !request.isListing())
                            .filter(request -> !request.target().contains("year%3D2024/month%3D1")
                                    && !request.target().contains("year%3D2024/month%3D3"))
                            .toList());
        }
    }

    private static List<String> listedPrefixes() {
        return server.door().requests().stream()
                .filter(FrontDoor.Request::isListing)
                .map(request -> URLDecoder.decode(
                        request.target().replaceFirst(".*[?&]prefix=([^&]*).*", "$1"), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    @Test
    void patternsListWhatBeginsAsTheyDo() {
        try (Tarn tarn = open(Map.of())) {
            String sql = "SELECT count(*) FROM 's3://lake/hundred/part-1*.parquet'";
            assertEquals(550L, rows(tarn, sql).get(0).value(0));
            assertEquals(List.of("hundred/part-1"), listedPrefixes());
            server.door().reset();
            assertEquals(
                    45L,
                    rows(tarn, "SELECT count(id) FROM 's3://lake/parts/year=202*/month=2/[ab].parquet'")
                            .get(0)
                            .value(0));
            assertEquals(
                    List.of(
                            "parts/year=202",
                            "parts/year=2023/month=2/",
                            "parts/year=2024/month=2/",
                            "parts/year=2025/month=2/"),
                    listedPrefixes());
            server.door().reset();
            assertEquals(
                    90L,
                    rows(tarn, "SELECT count(id) FROM 's3://lake/par*/**/a.parquet'")
                            .get(0)
                            .value(0));
            assertEquals("par", listedPrefixes().get(0));
        }
    }

    @Test
    void filtersOnDatesAndTextListTheNamesThatCanMatchAlone() {
        try (Tarn tarn = open(Map.of());
                Session session = tarn.session()) {
            session.query("CREATE EXTERNAL TABLE days (id bigint, c0 bigint) PARTITIONED BY (dt date, site string)"
                            + " STORED AS PARQUET LOCATION 's3://lake/days/'")
                    .close();
            String sql = "SELECT count(id) FROM days WHERE ";
            assertEquals(20L, rows(tarn, sql + "dt = DATE '2024-05-02'").get(0).value(0));
            assertEquals(
                    List.of(
                            "days/dt=2024-05-02",
                            "days/dt=2024-05-02/",
                            "days/dt=2024-05-02/site=a b/",
                            "days/dt=2024-05-02/site=north-1/"),
                    listedPrefixes());
            server.door().reset();
            assertEquals(
                    20L,
                    rows(tarn, sql + "dt BETWEEN DATE '2024-05-01' AND DATE '2024-05-02' AND site = 'north-1'")
                            .get(0)
                            .value(0));
            assertEquals(
                    List.of(
                            "days/dt=2024-05-0",
                            "days/dt=2024-05-01/site=north-1",
                            "days/dt=2024-05-01/site=north-1/",
                            "days/dt=2024-05-02/site=north-1",
                            "days/dt=2024-05-02/site=north-1/"),
                    listedPrefixes());
            server.door().reset();
            assertEquals(
                    10L,
                    rows(tarn, sql + "dt = DATE '2024-06-30' AND site = 'a b'")
                            .get(0)
                            .value(0));
            server.door().reset();
            assertEquals(0L, rows(tarn, sql + "dt = DATE '1999-01-01'").get(0).value(0));
            server.door().reset();
            assertEquals(
                    60L,
                    rows(tarn, sql + "site <> 'x' AND dt > DATE '2000-01-01'")
                            .get(0)
                            .value(0));
        }
    }

    @Test
    void smallObjectsAreReadOnceForFooterAndRows() {
        String sql = "SELECT sum(id) FROM 's3://lake/hundred/*.parquet'";
        try (Tarn tarn = open(Map.of())) {
            assertEquals(12_497_500L, ((Number) rows(tarn, sql).get(0).value(0)).longValue());
            assertEquals(100, server.door().gets());
        }
    }

    @Test
    void explainAnalyzeTellsRequests() {
        try (Tarn tarn = open(Map.of());
                Session session = tarn.session();
                QueryResult result =
                        session.query("EXPLAIN ANALYZE SELECT sum(c1 % 7) FROM 's3://lake/ten/ten.parquet'")) {
            String text = result.toRows().toString();
            assertTrue(text.contains("Storage: 1 LIST, 2 GET, 0 HEAD, 0 of them retries, "), text);
        }
        assertTrue(analyzed("JSON").contains("\"query\": [\"Storage: 1 LIST, "), analyzed("JSON"));
        assertTrue(analyzed("GRAPHVIZ").contains("label=\"Storage: "), analyzed("GRAPHVIZ"));
    }

    private static String analyzed(String format) {
        String sql = "EXPLAIN ANALYZE (FORMAT " + format + ") SELECT sum(c1 % 7) FROM 's3://lake/ten/ten.parquet'";
        try (Tarn tarn = open(Map.of());
                Session session = tarn.session();
                QueryResult result = session.query(sql)) {
            return result.toRows().toString();
        }
    }

    @Test
    void rangesAreKeptOnDiskAcrossEngines(@TempDir Path folder) {
        String sql = "SELECT sum(c2 % 7), sum(c5 % 7) FROM 's3://lake/ten/ten.parquet'";
        Map<String, String> settings = Map.of("s3.disk_cache_folder", folder.toString(), "s3.disk_cache_size", "100MB");
        List<Row> first;
        try (Tarn tarn = open(settings)) {
            first = rows(tarn, sql);
        }
        server.door().reset();
        try (Tarn tarn = open(settings)) {
            assertEquals(first, rows(tarn, sql));
            assertEquals(0, server.door().gets());
        }
    }
}
