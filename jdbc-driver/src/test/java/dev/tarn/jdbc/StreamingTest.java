package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.QueryStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A result streams through a small heap and little other memory, however many rows it has and however slowly they are read. */
class StreamingTest {
    private static final boolean FULL = Boolean.getBoolean("tarn.test.full");
    private static final int FILE_ROWS = FULL ? 2_000_000 : 300_000;
    private static final int FILES = FULL ? 50 : 10;
    /** Heap, code and the engine's own buffers: what waits to be fetched, and what was read ahead. */
    private static final long MOST_MEGABYTES = 768;

    private static final String ROWS = "SELECT l_orderkey AS id, CAST(l_partkey AS integer) AS part, "
            + "CAST(l_linenumber AS smallint) AS line, CAST(l_extendedprice AS double) AS price, "
            + "CAST(l_extendedprice AS decimal(12, 2)) AS amount, l_shipdate AS day, "
            + "CAST(l_receiptdate AS timestamp) AS moment, l_comment AS text, l_returnflag = 'R' AS returned "
            + "FROM tpch.sf1.lineitem LIMIT " + FILE_ROWS;
    private static final String SUMS = "SELECT count(*), sum(id), sum(part), sum(line), "
            + "sum(CAST(round(price * 100) AS bigint)), sum(CAST(amount * 100 AS bigint)), "
            + "sum(day - DATE '1970-01-01'), sum(CAST(epoch(moment) AS bigint)), sum(length(text)), "
            + "count(*) FILTER (returned) FROM ";
    private static final Logger LOG = Logger.getLogger(StreamingTest.class.getName());

    @TempDir
    Path folder;

    /** Writes a file of rows, and gives it many names; returns its path. */
    private Path writeFiles() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:tarn:threads=1");
                Statement statement = connection.createStatement()) {
            statement.execute("UNLOAD (" + ROWS + ") TO '" + folder.resolve("one") + "' WITH (format = 'PARQUET', "
                    + "compression = 'SNAPPY')");
        }
        Path one;
        try (Stream<Path> files = Files.list(folder.resolve("one"))) {
            one = files.findFirst().orElseThrow();
        }
        Files.createDirectory(folder.resolve("all"));
        for (int i = 0; i < FILES; i++) {
            Files.createLink(folder.resolve("all").resolve(i + ".parquet"), one);
        }
        return one;
    }

    /** Returns what DuckDB counts and sums up in a file, as many times as there are names for it. */
    private static String expected(Path file) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet sums = statement.executeQuery(SUMS + "'" + file + "'")) {
            assertTrue(sums.next());
            List<String> all = new ArrayList<>();
            for (int i = 1; i <= sums.getMetaData().getColumnCount(); i++) {
                all.add(Long.toString(Math.multiplyExact(sums.getLong(i), FILES)));
            }
            return all.stream().collect(Collectors.joining(" "));
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyRowsStreamThroughASmallHeap() throws Exception {
        Path one = writeFiles();
        Path output = folder.resolve("output.txt");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                StreamingProgram.class.getName(),
                "SELECT * FROM '" + folder.resolve("all") + "/*.parquet'");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertTrue(process.waitFor(25, TimeUnit.MINUTES), "the program hangs");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue());
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertEquals(expected(one), lines.get(0));
        String[] measured = lines.get(1).split(" ");
        long rows = (long) FILE_ROWS * FILES;
        double seconds = Long.parseLong(measured[0]) / 1e3;
        long megabytes = Long.parseLong(measured[1]) >> 10;
        LOG.info(String.format(
                Locale.ROOT,
                "%,d rows of 9 columns, each value by its getter, in %.1f s: %,d rows/s; the process had at most %d MiB",
                rows,
                seconds,
                Math.round(rows / seconds),
                megabytes));
        assertTrue(megabytes < MOST_MEGABYTES, "the process had " + megabytes + " MiB");
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void aSlowReaderHoldsTheEngineBackAndMayStopAnywhere() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:tarn:threads=2");
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT * FROM tpch.sf1.lineitem");
            QueryStatistics before = null;
            QueryStatistics now = statistics(rows);
            for (int i = 0; i < 20 || before.rowsScanned() < now.rowsScanned(); i++) {
                assertTrue(rows.next());
                assertEquals(i + 1, rows.getRow());
                Thread.sleep(20);
                before = now;
                now = statistics(rows);
                assertTrue(now.rowsScanned() < 1_000_000, now::toString);
                assertTrue(now.memoryBytes() < 100_000_000, now::toString);
            }
            for (int i = 0; i < 50_000; i++) {
                assertTrue(rows.next());
            }
            rows.close();
            assertEquals(QueryStatistics.State.CANCELLED, now(rows, statement).state());
            assertEquals(0, now(rows, statement).memoryBytes());
        }
        // The engine's memory was checked as it was closed.
        assertEquals(List.of(), CancelReport.openFiles(folder));
    }

    private static QueryStatistics statistics(ResultSet rows) throws SQLException {
        return rows.unwrap(QueryResult.class).statistics();
    }

    private static QueryStatistics now(ResultSet closed, Statement statement) throws SQLException {
        assertTrue(closed.isClosed());
        return statement.unwrap(QueryResult.class).statistics();
    }
}
