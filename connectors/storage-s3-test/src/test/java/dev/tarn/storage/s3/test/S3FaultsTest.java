package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queries while requests fail now and then, and while answers are slow. */
class S3FaultsTest {
    private static final int FILES = 40;
    private static final int QUERIES = 200;
    private static final List<FrontDoor.Treatment> FAULTS = List.of(
            new FrontDoor.Treatment.Answer(503, "", "<Error><Code>SlowDown</Code></Error>"),
            new FrontDoor.Treatment.Answer(500, "", "<Error><Code>InternalError</Code></Error>"),
            new FrontDoor.Treatment.Reset(),
            new FrontDoor.Treatment.CutBody());

    @RegisterExtension
    private static final TestServer server = new TestServer();

    @BeforeAll
    static void writeObjects() {
        try (ParquetObjects objects = new ParquetObjects(server)) {
            for (int i = 0; i < FILES; i++) {
                objects.write("many/part-" + i + ".parquet", 3, i * 1_000L, 1_000, 400);
            }
        }
    }

    private static Tarn open(Map<String, String> more) {
        TarnBuilder builder = Tarn.builder().threads(2);
        server.settings().forEach(builder::setting);
        more.forEach(builder::setting);
        return builder.open();
    }

    private static Object sum(Tarn tarn, String sql) {
        try (Session session = tarn.session();
                QueryResult result = session.query(sql)) {
            return result.toRows().get(0).value(0);
        }
    }

    @Test
    void everyQueryIsRightWhileOneRequestInTwentyFails() {
        Random random = new Random(20_260_101);
        server.door()
                .reset(
                        0,
                        request ->
                                random.nextInt(20) == 0 ? FAULTS.get(random.nextInt(FAULTS.size())) : FrontDoor.PASS);
        long retries = 0;
        // Nothing is kept in memory, so that each query asks for all again.
        try (Tarn tarn = open(Map.of("s3.memory_cache", "1"))) {
            for (int i = 0; i < QUERIES; i++) {
                int file = i % FILES;
                long first = file * 1_000L;
                String path = i % 10 == 0 ? "part-*.parquet" : "part-" + file + ".parquet";
                try (Session session = tarn.session();
                        QueryResult result = session.query("SELECT count(id), sum(id), min(c1) FROM 's3://lake/many/"
                                + path + "' WHERE id >= " + first + " AND id < " + (first + 1_000))) {
                    List<dev.tarn.Row> rows = result.toRows();
                    assertEquals(1_000L, rows.get(0).value(0));
                    assertEquals(1_000 * first + 499_500, ((Number) rows.get(0).value(1)).longValue());
                    retries += result.statistics().storage().retries();
                }
            }
        }
        assertTrue(retries > 10, "retries were " + retries);
    }

    @Test
    void slowAnswersAreAwaitedSideBySideButNotByMoreThanSet() {
        server.door().reset(10, request -> FrontDoor.PASS);
        try (Tarn tarn = open(Map.of("s3.max_requests", "16"))) {
            Object sum = sum(tarn, "SELECT sum(id) FROM 's3://lake/many/*.parquet'");
            assertEquals(40_000L * 39_999 / 2, ((Number) sum).longValue());
        }
        int most = server.door().mostInFlight();
        assertTrue(most > 4 && most <= 16, "in flight were " + most);
    }
}
