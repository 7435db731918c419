package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four processes create, alter, insert into and read the same tables at once: no change is lost, and no reader sees half of
 * one. The full build has them do so for a minute.
 */
@Tag("slt")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedTablesTest {
    private static final int PROCESSES = 4;
    private static final int SECONDS = Boolean.getBoolean("tarn.test.full") ? 60 : 4;
    private static final int ROWS = 40;

    @TempDir
    Path folder;

    /** Runs statements until its time is over, then tells how many of each kind were done. */
    public static final class Worker {
        private final Session session;
        private final Path tables;
        private final String name;
        private final Map<String, Integer> done = new TreeMap<>();

        private Worker(Session session, Path tables, String name) {
            this.session = session;
            this.tables = tables;
            this.name = name;
        }

        /** @param arguments the catalog, the folder of tables, the seconds, and the process's name */
        public static void main(String[] arguments) {
            try (Tarn tarn = Tarn.builder().catalog(arguments[0]).threads(2).open();
                    Session session = tarn.session()) {
                Worker worker = new Worker(session, Path.of(arguments[1]), arguments[3]);
                Random random = new Random(arguments[3].hashCode());
                worker.insert();
                worker.alter();
                long end = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
                while (System.nanoTime() < end) {
                    switch (random.nextInt(6)) {
                        case 0 -> worker.insert();
                        case 1 -> worker.alter();
                        case 2 -> worker.create();
                        case 3 -> worker.pair();
                        default -> worker.read();
                    }
                }
                worker.done.forEach((kind, count) -> System.out.println(kind + " " + count));
            }
        }

        private int next(String kind) {
            return done.merge(kind, 1, Integer::sum);
        }

        private void insert() {
            String statement = name + "_" + next("insert");
            run(session, "INSERT INTO common " + rows(statement));
            String mine = "SELECT count(*) FROM common WHERE statement LIKE '" + name + "\\_%' ESCAPE '\\'";
            assertEquals(
                    (long) ROWS * done.get("insert"), run(session, mine).get(0).value(0), statement);
        }

        /** Adds a column; who changed the table in between has to be seen, so the statement says CONFLICT and is run again. */
        private void alter() {
            String column = name + "_" + next("alter");
            while (true) {
                try {
                    run(session, "ALTER TABLE altered ADD COLUMNS (" + column + " int)");
                    return;
                } catch (TarnException e) {
                    assertEquals(ErrorCode.CONFLICT, e.code(), e.getMessage());
                    next("conflict");
                }
            }
        }

        private void create() {
            String table = name + "_" + next("create");
            run(
                    session,
                    "CREATE TABLE " + table + " WITH (external_location = '" + tables + "/" + table
                            + "', format = 'ORC', partitioned_by = ARRAY['p']) AS " + rows(table));
            assertEquals(
                    (long) ROWS,
                    run(session, "SELECT count(*) FROM " + table).get(0).value(0));
            run(session, "DROP TABLE " + table);
        }

        private void pair() {
            String pair = name + "_" + next("pair");
            run(session, "ALTER TABLE pairs ADD PARTITION (p = 'a" + pair + "') PARTITION (p = 'b" + pair + "')");
        }

        private void read() {
            next("read");
            readCommon(session);
            assertEquals(0, run(session, "SHOW PARTITIONS pairs").size() % 2);
            assertEquals(
                    0L,
                    (Long) run(session, "SELECT count(*) FROM \"pairs$partitions\"")
                                    .get(0)
                                    .value(0)
                            % 2);
        }
    }

    private static String rows(String statement) {
        return "SELECT '" + statement + "' AS statement, n AS a, CAST(n % 3 AS integer) AS p"
                + " FROM UNNEST(sequence(1, " + ROWS + ")) AS u (n)";
    }

    private static List<Row> run(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.hasRows() ? result.toRows() : List.of();
        }
    }

    private static long readCommon(Session session) {
        List<Row> statements = run(session, "SELECT statement, count(*) FROM common GROUP BY statement");
        statements.forEach(row -> assertEquals((long) ROWS, row.value(1), "half of " + row.value(0)));
        return statements.size();
    }

    @Test
    void processesShareAFile() throws Exception {
        share(folder.resolve("catalog").toString());
    }

    @Test
    void processesSharePostgres() throws Exception {
        PostgresServer server = PostgresServer.start().orElse(null);
        Assumptions.assumeTrue(
                server != null, "PostgreSQL is not installed; 'apt-get install postgresql' makes this test run");
        try (server) {
            share(server.newDatabase());
        }
    }

    private void share(String catalog) throws Exception {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        try (Tarn tarn = Tarn.builder().catalog(catalog).open();
                Session session = tarn.session()) {
            run(
                    session,
                    "CREATE TABLE common WITH (external_location = '" + tables
                            + "/common', partitioned_by = ARRAY['p']) AS " + rows("first"));
            run(session, "CREATE EXTERNAL TABLE altered (first int) STORED AS ORC LOCATION '" + tables + "/altered'");
            run(
                    session,
                    "CREATE EXTERNAL TABLE pairs (a int) PARTITIONED BY (p string) STORED AS ORC LOCATION '" + tables
                            + "/pairs' TBLPROPERTIES ('tarn.partitions' = 'registered')");
            Map<String, Integer> done = work(catalog, tables);
            assertEquals(done.get("insert") + 1, readCommon(session));
            assertEquals(
                    done.get("alter") + 1,
                    run(session, "SHOW COLUMNS IN altered").size());
            assertEquals(
                    done.get("alter") + 1, run(session, "SHOW VERSIONS altered").size());
            assertEquals(
                    2 * done.getOrDefault("pair", 0),
                    run(session, "SHOW PARTITIONS pairs").size());
            assertEquals(
                    "altered common pairs",
                    run(session, "SHOW TABLES").stream()
                            .map(row -> (String) row.value(0))
                            .collect(Collectors.joining(" ")));
            assertEquals(List.of(), run(session, "REPAIR WRITES"));
            System.getLogger("timing")
                    .log(System.Logger.Level.INFO, "{0} processes in {1} s: {2}", PROCESSES, SECONDS, done);
        }
        try (Stream<Path> files = Files.walk(tables)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".tarn-pending")));
        }
    }

    /** Returns how many statements of each kind all processes did together. */
    private static Map<String, Integer> work(String catalog, Path tables) throws Exception {
        List<TestProcess> workers = new ArrayList<>();
        Map<String, Integer> done = new TreeMap<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                workers.add(TestProcess.start(
                        Worker.class, catalog, tables.toString(), String.valueOf(SECONDS), "worker" + i));
            }
            for (TestProcess worker : workers) {
                for (String line : worker.await(SECONDS + 180)) {
                    String[] words = line.split(" ");
                    done.merge(words[0], Integer.parseInt(words[1]), Integer::sum);
                }
            }
        } finally {
            workers.forEach(TestProcess::close);
        }
        return done;
    }
}
