package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How much longer a scan of many files takes when each answer is late. */
@EnabledIfSystemProperty(named = "tarn.test.full", matches = "true")
class S3LatencyTest {
    private static final int FILES = 200;
    private static final int ROWS = 15_600;
    private static final int DELAY_MILLIS = 30;
    private static final int RUNS = 3;

    @Test
    void lateAnswersAreAwaitedSideBySide() {
        try (TestServer server = new TestServer()) {
            try (ParquetObjects objects = new ParquetObjects(server)) {
                for (int i = 0; i < FILES; i++) {
                    objects.write("many/part-" + i + ".parquet", 7, (long) i * ROWS, ROWS, 1_000_000);
                }
            }
            long quick = Long.MAX_VALUE;
            long late = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                server.door().reset();
                quick = Math.min(quick, scanMillis(server));
                server.door().reset(DELAY_MILLIS, request -> FrontDoor.PASS);
                late = Math.min(late, scanMillis(server));
                assertTrue(server.door().mostInFlight() <= 32);
            }
            String figures = "without delay " + quick + " ms, with " + DELAY_MILLIS + " ms " + late + " ms, in flight "
                    + server.door().mostInFlight() + ", reads " + server.door().gets() + ", bytes "
                    + server.door().objectBytes();
            assertTrue(late <= 1.5 * quick, figures);
            assertEquals("", System.getProperty("tarn.test.figures", ""), figures);
        }
    }

    /** Opens an engine, which knows nothing of the files yet, and reads all columns of all of them. */
    private static long scanMillis(TestServer server) {
        TarnBuilder builder = Tarn.builder().threads(2);
        server.settings().forEach(builder::setting);
        long begin = System.nanoTime();
        try (Tarn tarn = builder.open();
                Session session = tarn.session();
                QueryResult result = session.query(
                        "SELECT sum(id), sum(c0 % 7), sum(c1 % 7), sum(c2 % 7), sum(c3 % 7), sum(c4 % 7), sum(c5 % 7),"
                                + " sum(c6 % 7) FROM 's3://lake/many/*.parquet'")) {
            long rows = (long) FILES * ROWS;
            assertEquals(rows * (rows - 1) / 2, ((Number) result.toRows().get(0).value(0)).longValue());
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
