package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writes that fail or are cancelled say why, and leave nothing behind. */
@Tag("slt")
class WriteErrorsTest {
    @TempDir
    Path folder;

    /** Writes more than its process may: prints the code of the error, and whether the table is there. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            try (Tarn tarn = Tarn.builder().threads(2).open();
                    Session session = tarn.session()) {
                String code = "none";
                try {
                    run(session, arguments[0]);
                } catch (TarnException e) {
                    code = e.code().name();
                    System.out.println(e.getMessage());
                }
                System.out.println(code + " " + run(session, "SHOW TABLES"));
            }
        }
    }

    private static List<Row> run(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.hasRows() ? result.toRows() : List.of();
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private String ctas(String name, String query) {
        return "CREATE TABLE " + name + " WITH (external_location = '" + folder.resolve(name) + "') AS " + query;
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void saysThatThereIsNoSpace() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "/bin/bash",
                        "-c",
                        "ulimit -f 60; exec \"$0\" \"$@\"",
                        java,
                        "-XX:-UsePerfData",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        ctas("big", "SELECT l_orderkey, l_comment FROM tpch.tiny.lineitem"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertTrue(output.contains("NO_SPACE []"), output);
        assertEquals(List.of(), files(folder));
    }

    @Test
    void saysThatAFolderMayNotBeWritten() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Assumptions.assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed));
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            TarnException failure =
                    assertThrows(TarnException.class, () -> run(session, ctas("closed/t", "SELECT 1 AS a")));
            assertEquals(ErrorCode.PERMISSION_DENIED, failure.code());
        }
    }

    @Test
    void leavesNothingOfAQueryThatFails() throws IOException {
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            TarnException failure = assertThrows(
                    TarnException.class,
                    () -> run(
                            session,
                            ctas("t", "SELECT l_comment, 1 / (l_linenumber - 7) AS x FROM tpch.tiny.lineitem")));
            assertEquals(ErrorCode.DIVISION_BY_ZERO, failure.code());
            assertEquals(List.of(), run(session, "SHOW TABLES"));
            assertEquals(List.of(), files(folder));
            assertEquals(List.of(), run(session, "REPAIR WRITES"));
        }
    }

    @Test
    void leavesNothingOfAQueryThatIsCancelled() throws IOException {
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            try (QueryResult result = session.query(ctas("t", "SELECT * FROM tpch.sf1.lineitem"))) {
                result.cancel();
                assertEquals(
                        ErrorCode.QUERY_CANCELLED,
                        assertThrows(TarnException.class, result::nextBatch).code());
            }
            assertEquals(List.of(), run(session, "SHOW TABLES"));
            assertEquals(List.of(), files(folder));
        }
    }

    @Test
    void writesManyPartitionsInLittleMemory() throws IOException {
        try (Tarn tarn = Tarn.builder().threads(2).memoryLimit(48 << 20).open();
                Session session = tarn.session()) {
            String sql = "CREATE TABLE days WITH (external_location = '" + folder.resolve("days")
                    + "', partitioned_by = ARRAY['day']) AS SELECT o_orderkey, o_comment, o_clerk, o_totalprice,"
                    + " o_orderdate AS day FROM tpch.sf1.orders WHERE o_orderdate < DATE '1993-01-01'";
            long rows = (Long) run(session, sql).get(0).value(0);
            assertEquals(
                    List.of(rows, 366L),
                    run(session, "SELECT count(*), count(DISTINCT day) FROM days")
                            .get(0)
                            .values());
        }
    }

    @Test
    void endsPartsOfFilesWhereMemoryIsShort() throws IOException {
        try (Tarn tarn = Tarn.builder().threads(2).memoryLimit(64 << 20).open();
                Session session = tarn.session()) {
            String sums = "SELECT count(*), sum(l_orderkey), sum(l_extendedprice), sum(length(l_comment)) FROM ";
            String columns = "SELECT l_orderkey, l_partkey, l_extendedprice, l_comment FROM tpch.sf1.lineitem"
                    + " WHERE l_orderkey < 2000000";
            for (String format : List.of("PARQUET", "ORC")) {
                run(
                        session,
                        "CREATE TABLE " + format + " WITH (format = '" + format + "', write_compression = 'SNAPPY',"
                                + " external_location = '" + folder.resolve(format) + "') AS " + columns);
                assertEquals(
                        run(session, sums + "(" + columns + ")").get(0).values(),
                        run(session, sums + format).get(0).values());
            }
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void writesThousandsOfPartitionsInASmallHeap() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:-UsePerfData",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        "CREATE TABLE days WITH (external_location = '" + folder.resolve("days")
                                + "', partitioned_by = ARRAY['day']) AS SELECT o_orderkey, o_comment, o_clerk,"
                                + " o_totalprice, o_orderdate AS day FROM tpch.sf1.orders")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertTrue(output.contains("none [[days]]"), output);
        List<Path> files = files(folder);
        assertTrue(files.size() >= 2406 && files.size() < 2600, files.size() + " files");
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            assertEquals(
                    List.of(1_500_000L, 2406L),
                    run(session, "SELECT count(*), count(DISTINCT day) FROM '" + folder.resolve("days") + "/'")
                            .get(0)
                            .values());
        }
    }
}
