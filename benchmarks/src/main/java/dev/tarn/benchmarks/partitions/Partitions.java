package dev.tarn.benchmarks.partitions;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.testkit.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The program behind {@code benchmarks/partitions}: adds very many partitions to a table, plans queries of one of them, and
 * lists them, in a catalog of SQLite and, where it is installed, in one of PostgreSQL. What is measured is checked first;
 * the status is 1 if something is wrong, but not if it is slow.
 */
public final class Partitions {
    private static final int MANY = 100_000;
    private static final int RUNS = 21;

    private final Session session;
    private final Path folder;
    private final int count;
    private final PrintStream out;

    private Partitions(Session session, Path folder, int count, PrintStream out) {
        this.session = session;
        this.folder = folder;
        this.count = count;
        this.out = out;
    }

    /** @param arguments the number of partitions; 100,000 if there is none */
    public static void main(String[] arguments) throws IOException {
        int status = 0;
        try {
            run(arguments.length == 0 ? MANY : Integer.parseInt(arguments[0]), System.out);
        } catch (NumberFormatException e) {
            System.err.println("usage: benchmarks/partitions [number of partitions]");
            status = 2;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    /** @throws IllegalStateException if an answer is wrong */
    static void run(int count, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("tarn-partitions");
        try {
            run("SQLite", folder.resolve("catalog").toString(), folder.resolve("lake"), count, out);
            PostgresServer server = PostgresServer.start().orElse(null);
            if (server == null) {
                out.println("PostgreSQL is not installed");
                return;
            }
            try (server) {
                run("PostgreSQL", server.newDatabase(), folder.resolve("lake"), count, out);
            }
        } finally {
            delete(folder);
        }
    }

    private static void run(String name, String catalog, Path folder, int count, PrintStream out) throws IOException {
        out.println(name + ", " + count + " partitions");
        try (Tarn tarn = Tarn.builder().catalog(catalog).open();
                Session session = tarn.session()) {
            Partitions partitions = new Partitions(session, folder, count, out);
            partitions.add();
            partitions.plan();
            partitions.show();
            partitions.repair();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<Row> rows(String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.hasRows() ? result.toRows() : List.of();
        }
    }

    private void tell(String what, long nanos, String target) {
        out.printf(Locale.ROOT, "  %-45s %,10.1f ms  %s%n", what, nanos / 1e6, target);
    }

    private void require(Object expected, Object answer, String what) {
        if (!expected.equals(answer)) {
            throw new IllegalStateException(what + ": " + answer + " instead of " + expected);
        }
    }

    private void create(String table) {
        rows("CREATE EXTERNAL TABLE " + table + " (id int, name string) PARTITIONED BY (year int, city string)"
                + " STORED AS PARQUET LOCATION '" + folder + "'");
    }

    /** A table of few partitions first, so that not the loading of classes is measured but what follows. */
    private void add() {
        create("warm");
        rows(addition("warm", Math.min(count, 2_000)));
        create("t");
        String addition = addition("t", count);
        long begin = System.nanoTime();
        rows(addition);
        tell("ALTER TABLE ADD of all in one statement", System.nanoTime() - begin, "(under 3,000 ms at 100,000)");
        require(
                (long) count,
                rows("SELECT count(*) FROM \"t$partitions\"").get(0).value(0),
                "partitions that were added");
    }

    private static String addition(String table, int count) {
        StringBuilder sql = new StringBuilder("ALTER TABLE " + table + " ADD IF NOT EXISTS");
        for (int i = 0; i < count; i++) {
            sql.append("\n  PARTITION (year = ")
                    .append(year(i))
                    .append(", city = 'city-")
                    .append(i)
                    .append("') LOCATION 's3://bucket/lake/trips/year=")
                    .append(year(i))
                    .append("/city=city-")
                    .append(i)
                    .append("/'");
        }
        return sql.toString();
    }

    private static int year(int i) {
        return 2000 + i % 25;
    }

    /** The partitions of this table lie on this disk, where planning looks for the files of the one that it reads. */
    private void plan() {
        create("planned");
        rows(addition("planned", count).replace("s3://bucket", folder.toString()));
        long[] times = new long[RUNS];
        for (int run = -RUNS; run < RUNS; run++) {
            int i = Math.floorMod(run * 7_919, count);
            String sql = "EXPLAIN SELECT name FROM planned WHERE year = " + year(i) + " AND city = 'city-" + i + "'";
            long begin = System.nanoTime();
            List<Row> plan = rows(sql);
            if (run >= 0) {
                times[run] = System.nanoTime() - begin;
            }
            require(true, String.valueOf(plan).contains("planned"), "the plan has the table");
        }
        Arrays.sort(times);
        tell("a query of one, parsed and planned (median)", times[RUNS / 2], "(under 50 ms)");
    }

    private void show() {
        long begin = System.nanoTime();
        try (QueryResult result = session.query("SHOW PARTITIONS t")) {
            Iterator<Row> rows = result.rows();
            rows.next();
            long first = System.nanoTime();
            int shown = 1;
            for (; rows.hasNext(); rows.next()) {
                shown++;
            }
            tell("SHOW PARTITIONS, the first row", first - begin, "");
            tell("SHOW PARTITIONS, all rows", System.nanoTime() - begin, "");
            require(count, shown, "partitions that are shown");
        }
    }

    private void repair() throws IOException {
        for (int i = 0; i < count; i++) {
            Files.createDirectories(folder.resolve("year=" + year(i)).resolve("city=city-" + i));
        }
        create("m");
        long begin = System.nanoTime();
        rows("MSCK REPAIR TABLE m");
        tell("MSCK REPAIR TABLE of folders on this disk", System.nanoTime() - begin, "");
        require(
                (long) count,
                rows("SELECT count(*) FROM \"m$partitions\"").get(0).value(0),
                "partitions that MSCK found");
    }
}
