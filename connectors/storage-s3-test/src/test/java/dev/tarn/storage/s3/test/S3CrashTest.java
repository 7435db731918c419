package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that writes to S3 is killed: another finds nothing of what it wrote, and removes it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class S3CrashTest {
    @RegisterExtension
    private static final TestServer server = new TestServer();

    @TempDir
    Path folder;

    /** The request at whose arrival the process is killed. */
    enum Moment {
        SECOND_UPLOAD_BEGINS(
                2,
                request -> request.method().equals("POST") && request.target().contains("uploads")),
        FIRST_PART(1, request -> request.target().contains("partNumber=")),
        THIRD_PART(3, request -> request.target().contains("partNumber=")),
        FIRST_END(1, Moment::isEnd),
        THIRD_END(3, Moment::isEnd),
        /** All objects are there, and the catalog has not been told. */
        LISTING_AFTERWARDS(1, request -> request.isListing());

        private final int number;
        private final Predicate<FrontDoor.Request> request;

        Moment(int number, Predicate<FrontDoor.Request> request) {
            this.number = number;
            this.request = request;
        }

        private static boolean isEnd(FrontDoor.Request request) {
            return request.method().equals("POST") && request.target().contains("uploadId=");
        }
    }

    /** Runs one statement over a catalog. */
    public static final class Writer {
        private Writer() {}

        /** @param arguments the catalog, the statement, then settings and their values by turns */
        public static void main(String[] arguments) {
            TarnBuilder builder = Tarn.builder().catalog(arguments[0]).threads(2);
            for (int i = 2; i < arguments.length; i += 2) {
                builder.setting(arguments[i], arguments[i + 1]);
            }
            try (Tarn tarn = builder.open();
                    Session session = tarn.session()) {
                session.query(arguments[1]).close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAKilledProcessLeavesIsRemoved(Moment moment) throws Exception {
        server.deleteAll("c/");
        server.door().reset();
        String catalog = Files.createDirectories(folder.resolve("catalog")).toString();
        try (S3Lake lake = S3Lake.open(server, builder -> builder.catalog(catalog))) {
            lake.run("CREATE TABLE t WITH (external_location = 's3://lake/c/t', partitioned_by = ARRAY['p']) AS"
                    + " SELECT CAST(0 AS bigint) AS a, 0 AS p");
        }
        kill(catalog, moment, "INSERT INTO t SELECT n, CAST(n % 5 AS integer) FROM UNNEST(sequence(1, 1000)) AS u (n)");
        assertTrue(server.uploads("").size() + server.keys("c/").size() > 1);
        try (S3Lake lake = S3Lake.open(server, builder -> builder.catalog(catalog))) {
            assertEquals(List.of("[1, 0]"), lake.texts("SELECT count(*), sum(a) FROM t"));
            List<String> repaired = lake.texts("REPAIR WRITES");
            assertEquals(1, repaired.size());
            assertTrue(repaired.get(0).contains("removed"), repaired.toString());
            assertEquals(List.of(), server.uploads(""));
            assertEquals(1, server.keys("c/").size());
            assertEquals(List.of(), lake.run("REPAIR WRITES"));
            lake.run("INSERT INTO t VALUES (1, 1)");
            assertEquals(List.of("[2, 1]"), lake.texts("SELECT count(*), sum(a) FROM t"));
        }
    }

    /** Runs a statement in a process that is killed when it sends a request of a kind, after one that ends an upload. */
    private void kill(String catalog, Moment moment, String sql) throws IOException, InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger ends = new AtomicInteger();
        server.door().reset(0, request -> {
            boolean afterwards = ends.get() > 0;
            if (Moment.isEnd(request)) {
                ends.incrementAndGet();
            }
            boolean counts = moment.request.test(request) && (moment != Moment.LISTING_AFTERWARDS || afterwards);
            if (counts && seen.incrementAndGet() >= moment.number) {
                reached.countDown();
                return new FrontDoor.Treatment.Late(60_000);
            }
            return FrontDoor.PASS;
        });
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Writer.class.getName(), catalog, sql));
        Map<String, String> settings = new TreeMap<>(server.settings());
        settings.forEach((name, value) -> command.addAll(List.of(name, value)));
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        try {
            while (!reached.await(100, TimeUnit.MILLISECONDS)) {
                assertTrue(process.isAlive(), () -> "the process ended: " + text(messages));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        server.door().reset();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
