package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import org.junit.jupiter.api.Test;

/** The end of a query that waits for S3. */
class S3CancelTest {
    @Test
    void aQueryEndsAtOnceWhileAnswersAreAwaited() throws Exception {
        String sql = "SELECT sum(c1 % 7) FROM 's3://lake/many/*.parquet'";
        try (TestServer server = new TestServer()) {
            try (ParquetObjects objects = new ParquetObjects(server)) {
                for (int i = 0; i < 10; i++) {
                    objects.write("many/part-" + i + ".parquet", 3, i * 1_000L, 1_000, 400);
                }
            }
            TarnBuilder builder = Tarn.builder().threads(2).setting("s3.memory_cache", "1");
            server.settings().forEach(builder::setting);
            try (Tarn tarn = builder.open();
                    Session session = tarn.session()) {
                session.query(sql).close();
                server.door()
                        .reset(
                                0,
                                request -> request.isListing() ? FrontDoor.PASS : new FrontDoor.Treatment.Late(10_000));
                QueryResult result = session.query(sql);
                Thread.sleep(200);
                long begin = System.nanoTime();
                result.close();
                long millis = (System.nanoTime() - begin) / 1_000_000;
                assertTrue(millis < 2_000, "it took " + millis + " ms");
            }
        }
    }
}
