package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that write are killed at any moment: afterwards the catalog opens, every statement that said that it was done
 * is there as a whole, the one that ran is there as a whole or not at all, and after REPAIR WRITES no file is left that does
 * not belong to a table. The full build kills 100 of them; {@code -Dtarn.crashes} says another number.
 */
@Tag("slt")
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashTest {
    private static final int CRASHES =
            Integer.getInteger("tarn.crashes", Boolean.getBoolean("tarn.test.full") ? 100 : 3);
    private static final int ROWS = 6_000;

    @TempDir
    Path folder;

    private final Map<String, Integer> killed = new TreeMap<>();
    private int leftBehind;

    /** What the process does that is killed: writes without an end, and tells what it begins and what is done. */
    public static final class Victim {
        private static final List<String> FORMATS = List.of("PARQUET", "ORC", "TEXTFILE", "AVRO", "JSON");

        private Victim() {}

        /** @param arguments the catalog, the schema, and the folder of its tables */
        public static void main(String[] arguments) {
            String schema = arguments[1];
            try (Tarn tarn = Tarn.builder().catalog(arguments[0]).threads(2).open();
                    Session session = tarn.session()) {
                for (int i = 0; ; i++) {
                    String table = schema + ".t" + i;
                    String make = "CREATE TABLE " + table + " WITH (format = '" + FORMATS.get(i % FORMATS.size())
                            + "', external_location = '" + arguments[2] + "/t" + i
                            + "', partitioned_by = ARRAY['p']) AS " + rows("make", i);
                    step(session, "make", i, make);
                    step(session, "more", i, "INSERT INTO " + table + " " + rows("more", i));
                    step(session, "common", i, "INSERT INTO " + schema + ".common " + rows("common", i));
                    step(session, "alter", i, "ALTER TABLE " + schema + ".pairs SET TBLPROPERTIES ('n' = '" + i + "')");
                    step(session, "view", i, "CREATE OR REPLACE VIEW " + schema + ".changed AS SELECT " + i + " AS n");
                    String pair = "ALTER TABLE " + schema + ".pairs ADD PARTITION (p = 'a" + i + "') PARTITION (p = 'b"
                            + i + "')";
                    step(session, "pair", i, pair);
                }
            }
        }

        private static String rows(String kind, int i) {
            return "SELECT '" + kind + i + "' AS statement, 'text ' || CAST(n * 7919 AS varchar) AS text,"
                    + " substr('ABCDE', CAST(n % 5 AS integer) + 1, 1) AS p FROM UNNEST(sequence(1, " + ROWS
                    + ")) AS u (n)";
        }

        private static void step(Session session, String kind, int i, String sql) {
            System.out.println("begin " + kind + " " + i);
            run(session, sql);
            System.out.println("done " + kind + " " + i);
        }
    }

    private static List<Row> run(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.hasRows() ? result.toRows() : List.of();
        }
    }

    @Test
    void leavesNothingHalfWritten() throws Exception {
        crash(folder.resolve("catalog").toString(), CRASHES);
    }

    @Test
    void leavesNothingHalfWrittenWithPostgres() throws Exception {
        PostgresServer server = PostgresServer.start().orElse(null);
        Assumptions.assumeTrue(
                server != null, "PostgreSQL is not installed; 'apt-get install postgresql' makes this test run");
        try (server) {
            crash(server.newDatabase(), Math.max(1, CRASHES / 5));
        }
    }

    private void crash(String catalog, int crashes) throws Exception {
        long seed = Long.getLong("tarn.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < crashes; i++) {
            String what = "crash " + i + " of seed " + seed;
            Told told = kill(catalog, i, random, what);
            try (Tarn tarn = Tarn.builder().catalog(catalog).open();
                    Session session = tarn.session()) {
                told.check(session, what);
                List<Row> repaired = run(session, "REPAIR WRITES");
                leftBehind += repaired.size();
                repaired.forEach(row -> assertEquals("removed", row.value(6), what));
                assertEquals(List.of(), run(session, "REPAIR WRITES"), what);
                told.check(session, what + ", after the repair");
                told.checkFiles(session, what);
            }
            all.add(told);
        }
        try (Tarn tarn = Tarn.builder().catalog(catalog).open();
                Session session = tarn.session()) {
            for (Told told : all) {
                told.check(session, "at the end of seed " + seed);
            }
        }
        System.getLogger("timing")
                .log(
                        System.Logger.Level.INFO,
                        "{0} crashes: killed in {1}; {2} writes left something",
                        crashes,
                        killed,
                        leftBehind);
        if (crashes >= 20) {
            assertTrue(leftBehind >= crashes / 5, () -> leftBehind + " of " + crashes + " kills hit a write");
            assertTrue(killed.keySet().containsAll(Set.of("make", "more", "common")), killed.toString());
        }
    }

    private Told kill(String catalog, int number, Random random, String what) throws Exception {
        String schema = "run" + number;
        Path tables = Files.createDirectories(folder.resolve("tables").resolve(schema));
        try (Tarn tarn = Tarn.builder().catalog(catalog).threads(1).open();
                Session session = tarn.session();
                TestProcess victim = begin(session, catalog, schema, tables)) {
            // In the first statement, which takes longer, or in one of those that follow.
            int before = random.nextInt(10);
            int millis = random.nextInt(before == 0 ? 2_500 : 300);
            while (victim.isAlive() && victim.lines().size() <= 2 * before) {
                // Others read all the while, and see no half of a statement either.
                counts(session, schema + ".common", what + ", before it");
                Thread.sleep(2);
            }
            Thread.sleep(millis);
            assertTrue(victim.isAlive(), () -> "the process ended before it was killed: " + victim.lines());
            Told told = new Told(schema, tables, victim.kill());
            killed.merge(told.running(), 1, Integer::sum);
            return told;
        }
    }

    private static TestProcess begin(Session session, String catalog, String schema, Path tables) {
        run(session, "CREATE SCHEMA " + schema);
        run(
                session,
                "CREATE TABLE " + schema + ".common WITH (external_location = '" + tables
                        + "/common', partitioned_by = ARRAY['p']) AS SELECT 'first' AS statement, 'x' AS text, p"
                        + " FROM UNNEST(sequence(1, " + ROWS + "), repeat('Z', " + ROWS + ")) AS u (n, p)");
        run(
                session,
                "CREATE EXTERNAL TABLE " + schema + ".pairs (a int) PARTITIONED BY (p string) STORED AS PARQUET"
                        + " LOCATION '" + tables + "/pairs' TBLPROPERTIES ('tarn.partitions' = 'registered')");
        return TestProcess.start(Victim.class, catalog, schema, tables.toString());
    }

    /** Returns which statements' rows a table has; each has all of them. */
    private static Set<String> counts(Session session, String table, String what) {
        Set<String> statements = new TreeSet<>();
        for (Row row : run(session, "SELECT statement, count(*) FROM " + table + " GROUP BY statement")) {
            assertEquals((long) ROWS, row.value(1), () -> what + ": " + table + " of " + row.value(0));
            statements.add((String) row.value(0));
        }
        return statements;
    }

    /** What a killed process had told. */
    private record Told(String schema, Path tables, List<String> lines) {
        private boolean isDone(String statement) {
            return lines.contains("done " + statement);
        }

        private boolean hasBegun(String statement) {
            return lines.contains("begin " + statement);
        }

        /** Returns the kind of the statement that ran when the process was killed. */
        String running() {
            String[] last = lines.get(lines.size() - 1).split(" ");
            return last[0].equals("begin") ? last[1] : "none";
        }

        /** Checks that what was done is there, that what had not begun is not, and that nothing is there by half. */
        void check(Session session, String what) {
            Set<String> there = new TreeSet<>();
            for (Row row : run(session, "SHOW TABLES IN " + schema)) {
                String table = (String) row.value(0);
                if (table.startsWith("t") || table.equals("common")) {
                    there.addAll(counts(session, schema + "." + table, what));
                }
                if (table.startsWith("t")) {
                    assertTrue(there.contains("make" + table.substring(1)), () -> what + ": " + table + " is empty");
                }
            }
            there.remove("first");
            there.addAll(pairs(session, what));
            for (String line : lines) {
                String[] words = line.split(" ");
                String kind = words[1];
                boolean isCounted = !kind.equals("alter") && !kind.equals("view");
                if (isCounted && words[0].equals("done")) {
                    assertTrue(there.contains(kind + words[2]), () -> what + ": lost " + line);
                }
            }
            for (String statement : there) {
                String name = statement.replaceFirst("(\\d+)$", " $1");
                assertTrue(hasBegun(name), () -> what + ": nobody ran " + name);
            }
            checkNumber("alter", number(run(session, "SHOW TBLPROPERTIES " + schema + ".pairs('n')"), 1), what);
            boolean hasView = run(session, "SHOW VIEWS IN " + schema).size() == 1;
            checkNumber("view", hasView ? number(run(session, "SELECT n FROM " + schema + ".changed"), 0) : -1, what);
        }

        private Set<String> pairs(Session session, String what) {
            Set<String> partitions = run(session, "SHOW PARTITIONS " + schema + ".pairs").stream()
                    .map(row -> ((String) row.value(0)).substring("p=".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> pairs = new TreeSet<>();
            for (String partition : partitions) {
                String number = partition.substring(1);
                boolean both = partitions.contains("a" + number) && partitions.contains("b" + number);
                assertTrue(both, () -> what + ": half of pair " + number);
                pairs.add("pair" + number);
            }
            return pairs;
        }

        private static int number(List<Row> rows, int column) {
            return rows.isEmpty()
                    ? -1
                    : Integer.parseInt(String.valueOf(rows.get(0).value(column)));
        }

        /** A change that replaces the one before is the last that was done, or the one that ran. */
        private void checkNumber(String kind, int now, String what) {
            int last = -1;
            while (isDone(kind + " " + (last + 1))) {
                last++;
            }
            boolean right = now == last || now == last + 1 && hasBegun(kind + " " + now);
            assertTrue(right, what + ": " + kind + " " + now + " after " + last);
        }

        /** Checks that all files are those that the tables have. */
        void checkFiles(Session session, String what) throws IOException {
            Set<String> known = new TreeSet<>();
            for (Row row : run(session, "SHOW TABLES IN " + schema)) {
                String table = (String) row.value(0);
                if (table.startsWith("t") || table.equals("common")) {
                    run(session, "SELECT DISTINCT \"$path\" FROM " + schema + "." + table)
                            .forEach(path -> known.add(String.valueOf(path.value(0))));
                }
            }
            try (Stream<Path> files = Files.walk(tables)) {
                Set<String> there = files.filter(Files::isRegularFile)
                        .map(Path::toString)
                        .collect(Collectors.toCollection(TreeSet::new));
                assertEquals(known, there, what);
            }
        }
    }
}
