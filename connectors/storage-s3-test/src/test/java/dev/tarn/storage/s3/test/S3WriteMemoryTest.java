package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits to be sent to S3 counts as the query's memory, and stays within it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class S3WriteMemoryTest {
    private static final long PART = 8L << 20;

    @RegisterExtension
    private static final TestServer server = new TestServer();

    @BeforeEach
    void forget() {
        server.deleteAll("m/");
        server.door().reset();
    }

    private static String rows(int thousands) {
        return "SELECT n, n * 7919 % 1000003 AS a, n * n * 1047 % 1000000007 AS b, CAST(n * 15485863 % 999999937 AS"
                + " varchar) AS c, n % 400 AS p FROM (SELECT x * 1000 + y AS n FROM UNNEST(sequence(1, " + thousands
                + ")) AS u (x) CROSS JOIN UNNEST(sequence(1, 1000)) AS v (y)) AS t";
    }

    private static boolean isPart(FrontDoor.Request request) {
        return request.method().equals("PUT") && request.target().contains("partNumber=");
    }

    /** Runs CTAS, and returns the most memory that it had. */
    private static long write(String name, String options, long limit, String query) {
        try (S3Lake lake = S3Lake.open(server, builder -> builder.memoryLimit(limit));
                Session session = lake.tarn().session()) {
            String sql = "CREATE TABLE " + name + " WITH (external_location = 's3://lake/m/" + name + "', " + options
                    + ") AS " + query;
            long peak;
            try (QueryResult result = session.query(sql)) {
                result.toRows();
                peak = result.statistics().peakMemoryBytes();
            }
            server.door().reset();
            return peak;
        }
    }

    /** Reads what was written, with as much memory as there is. */
    private static void assertReads(String name, String definition, String query) {
        try (S3Lake lake = S3Lake.open(server)) {
            lake.run("CREATE EXTERNAL TABLE " + name + definition + " LOCATION 's3://lake/m/" + name + "'");
            String sums = "SELECT count(*), sum(a), sum(b), max(c) FROM ";
            assertEquals(lake.texts(sums + "(" + query + ")"), lake.texts(sums + name));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {14, 20, 200})
    void aSlowStoreDoesNotFillTheMemory(long limitMegabytes) {
        server.door().reset(0, request -> isPart(request) ? new FrontDoor.Treatment.Late(200) : FrontDoor.PASS);
        long limit = limitMegabytes << 20;
        long peak = write("few", "format = 'TEXTFILE', write_compression = 'NONE'", limit, rows(1_200));
        assertTrue(peak > PART && peak <= Math.min(limit, 2 * 3 * PART + (2 << 20)), "" + peak);
        assertTrue(server.keys("m/few/").size() <= 2);
        assertReads("few", " (n BIGINT, a BIGINT, b BIGINT, c STRING, p BIGINT) STORED AS TEXTFILE", rows(1_200));
    }

    @Test
    void manyPartitionsAreSentSideBySide() {
        server.door().reset(20, request -> FrontDoor.PASS);
        long limit = 64L << 20;
        long peak = write("many", "partitioned_by = ARRAY['p']", limit, rows(40));
        assertTrue(peak <= limit, "" + peak);
        List<String> keys = server.keys("m/many/");
        assertTrue(keys.size() >= 400, "" + keys.size());
        assertReads(
                "many",
                " (n BIGINT, a BIGINT, b BIGINT, c STRING) PARTITIONED BY (p BIGINT) STORED AS PARQUET",
                rows(40));
    }
}
