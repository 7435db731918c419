package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ANALYZE of tables whose files are on S3. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class S3AnalyzeTest {
    @Test
    void countsExternalTablesAndEndsWhenItIsCancelled() throws Exception {
        try (TestServer server = new TestServer();
                ParquetObjects objects = new ParquetObjects(server)) {
            for (int year = 2023; year < 2026; year++) {
                objects.write("days/year=" + year + "/a.parquet", 2, year * 1_000L, 1_000, 400);
            }
            TarnBuilder builder = Tarn.builder().threads(2).setting("s3.memory_cache", "1");
            server.settings().forEach(builder::setting);
            try (Tarn tarn = builder.open();
                    Session session = tarn.session()) {
                session.query("CREATE EXTERNAL TABLE days (id bigint, c0 bigint) PARTITIONED BY (year int)"
                                + " STORED AS PARQUET LOCATION 's3://lake/days/'")
                        .close();
                server.door().reset(0, request -> request.isListing() ? FrontDoor.PASS : late());
                try (QueryResult result = session.query("ANALYZE TABLE days COMPUTE STATISTICS FOR COLUMNS id")) {
                    Thread.sleep(100);
                    result.cancel();
                    TarnException error = assertThrows(TarnException.class, result::toRows);
                    assertEquals(ErrorCode.QUERY_CANCELLED, error.code());
                }
                server.door().reset();
                assertEquals(3_000, analyze(session, "ANALYZE TABLE days"));
                assertEquals(1_000, analyze(session, "ANALYZE TABLE days PARTITION (year = 2024) COMPUTE STATISTICS"));
            }
        }
    }

    private static FrontDoor.Treatment late() {
        return new FrontDoor.Treatment.Late(1_000);
    }

    private static long analyze(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return (Long) result.toRows().get(0).value(0);
        }
    }
}
