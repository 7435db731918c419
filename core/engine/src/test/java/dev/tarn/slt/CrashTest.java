package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that write are killed at any moment: afterwards the catalog opens, every table reads, nothing that is half
 * written is seen, and REPAIR WRITES removes the rest. The full build kills more of them.
 */
@Tag("slt")
class CrashTest {
    private static final int CRASHES = Boolean.getBoolean("tarn.test.full") ? 100 : 3;
    private static final int ROWS = 9_000;
    private static final String ORDERS =
            " FROM (SELECT n AS o_orderkey, 'comment ' || CAST(n * 7919 AS varchar) AS o_comment,"
                    + " substr('OFP', CAST(n % 3 AS integer) + 1, 1) AS status FROM UNNEST(sequence(1, " + ROWS
                    + ")) AS u (n))";

    @TempDir
    Path folder;

    /** What the process does that is killed: writes without an end, and says when it has a table. */
    public static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            String catalog = arguments[0];
            String tables = arguments[1];
            try (Tarn tarn = Tarn.builder().catalog(catalog).threads(2).open();
                    Session session = tarn.session()) {
                for (int i = 0; ; i++) {
                    String name = "t" + ProcessHandle.current().pid() + "_" + i;
                    run(
                            session,
                            "CREATE TABLE " + name + " WITH (external_location = '" + tables + "/" + name
                                    + "', partitioned_by = ARRAY['status']) AS SELECT o_orderkey, o_comment, status"
                                    + ORDERS);
                    System.out.write('!');
                    System.out.flush();
                    run(session, "INSERT INTO " + name + " SELECT o_orderkey, o_comment, status" + ORDERS);
                    run(session, "INSERT INTO common SELECT o_orderkey" + ORDERS);
                    run(session, "ALTER TABLE " + name + " SET TBLPROPERTIES ('n' = '" + i + "')");
                    run(session, "CREATE OR REPLACE VIEW changed AS SELECT " + i + " AS n");
                }
            }
        }
    }

    private static List<Row> run(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.hasRows() ? result.toRows() : List.of();
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void leavesNothingHalfWritten() throws Exception {
        Path catalog = Files.createDirectory(folder.resolve("catalog"));
        Path tables = Files.createDirectory(folder.resolve("tables"));
        try (Tarn tarn = Tarn.builder().catalog(catalog.toString()).open();
                Session session = tarn.session()) {
            run(session, "CREATE VIEW changed AS SELECT 0 AS n");
            run(
                    session,
                    "CREATE TABLE common WITH (external_location = '" + tables + "/common') AS SELECT o_orderkey"
                            + ORDERS);
        }
        long seed = Long.getLong("tarn.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < CRASHES; i++) {
            kill(catalog, tables, random.nextInt(2_000), folder.resolve("messages"));
            check(catalog, tables, "crash " + i + " of seed " + seed);
        }
        try (Stream<Path> written = Files.list(tables)) {
            assertTrue(written.count() > 1, "no process had written anything when it was killed");
        }
    }

    /** @param messages where what the process has to say goes */
    private static void kill(Path catalog, Path tables, int millis, Path messages)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Victim.class.getName(), catalog.toString(), tables.toString()));
        Process victim =
                new ProcessBuilder(command).redirectError(messages.toFile()).start();
        try {
            InputStream output = victim.getInputStream();
            assertEquals('!', output.read(), () -> "the process ended at once: " + text(messages));
            Thread.sleep(millis);
            assertTrue(victim.isAlive(), () -> "the process ended before it was killed: " + text(messages));
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }

    private static String text(Path messages) {
        try {
            return Files.readString(messages);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void check(Path catalog, Path tables, String what) throws IOException {
        try (Tarn tarn = Tarn.builder().catalog(catalog.toString()).open();
                Session session = tarn.session()) {
            List<String> before = counts(session, what);
            run(session, "REPAIR WRITES");
            assertEquals(before, counts(session, what), what);
            assertEquals(List.of(), run(session, "REPAIR WRITES"), what);
        }
        try (Stream<Path> files = Files.walk(tables)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.getFileName().toString().endsWith(".tarn-pending"))
                            .toList(),
                    what);
        }
    }

    private static List<String> counts(Session session, String what) {
        List<String> counts = new ArrayList<>();
        for (Row table : run(session, "SHOW TABLES")) {
            String name = (String) table.value(0);
            if (name.equals("changed")) {
                assertEquals(1, run(session, "SELECT n FROM changed").size(), what);
                continue;
            }
            long rows =
                    (Long) run(session, "SELECT count(*) FROM " + name).get(0).value(0);
            assertEquals(0, rows % ROWS, what + ": " + name + " has " + rows + " rows");
            assertTrue(rows > 0, what + ": " + name);
            counts.add(name + " " + rows);
        }
        return counts;
    }
}
